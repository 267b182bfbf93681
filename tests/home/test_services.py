import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from quiz.classroom.models import Classroom
from quiz.domain.rounds import Stage
from quiz.home.services import demo
from quiz.outlook.models import Finding, Post, Report, Survey
from quiz.people.models import User
from quiz.taking.models import Answer, Attempt


@pytest.mark.one_database
def test_the_demo_has_all_sorts_of_attempts_and_a_full_outlook_and_a_second_run_changes_nothing(
    pack, settings, tmp_path, client
):
    settings.VAR_DIR = tmp_path
    told = StringIO()

    call_command("load_demo", stdout=told)

    made = Classroom.objects.get()
    now = timezone.now()
    assert made.memberships.count() == 24
    finished, running = made.assignments.filter(quiz__isnull=False)
    assert (finished.phase(now), running.phase(now)) == ("closed", "open")
    assert running.attempts.filter(submitted_at=None).count() == 8
    assert running.attempts.exclude(submitted_at=None).count() == 10
    password = re.search("Instructor: demo, password: (\\S+) ", told.getvalue())[1]
    assert client.post("/accounts/login/", {"login": "demo", "password": password}).url == "/desk/"
    assert Attempt.objects.filter(submitted_at=None, assignment=None).count() == 21
    assert Attempt.objects.exclude(submitted_at=None).filter(assignment=None).count() == 63
    assert len(set(Answer.objects.exclude(points=None).values_list("points", flat=True))) > 3
    survey = Survey.objects.get()
    assert survey.stage(timezone.now()) is Stage.SECOND
    assert survey.discussed
    assert [survey.snapshots.filter(round=number).count() for number in (1, 2)] == [8, 0]
    content = Finding.objects.get().content
    assert len(content["camps"]["camps"]) == 2
    assert any(content["split"]["rows"].values())
    assert Post.objects.filter(reply_to__isnull=False).exists()
    assert Post.objects.filter(ballot__isnull=False, at__isnull=False).count() == 40
    assert Report.objects.filter(settled_at=None).exists()

    # A second run changes nothing that a person did meanwhile.
    User.objects.update(first_name="Somebody")
    Attempt.objects.all()[0].delete()
    left = Attempt.objects.count()

    call_command("load_demo", stdout=told)

    assert Attempt.objects.count() == left
    assert User.objects.get().check_password(password)
    assert told.getvalue().count(f"Instructor: demo, password: {password} ") == 2
    assert told.getvalue().count(f"http://127.0.0.1:8000/classroom/join/{made.join_code}/") == 2


@pytest.mark.one_database
def test_a_demo_that_is_stopped_half_way_leaves_nothing_that_would_pass_for_one(pack, monkeypatch, now):
    def stop(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "current_quizzes", lambda _packs: [])
    monkeypatch.setattr(demo, "build_outlook", lambda **_all: stop())

    with pytest.raises(KeyboardInterrupt):
        demo.build_demo(password="a-long-word", now=now)

    assert not User.objects.exists()
    assert not Classroom.objects.exists()
