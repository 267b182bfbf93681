from io import StringIO

from django.core.management import call_command
from django.utils import timezone

from quiz.classroom.models import Classroom
from quiz.domain.rounds import Stage
from quiz.home.services.demo import build_demo
from quiz.outlook.models import Finding, Post, Report, Survey
from quiz.people.models import User
from quiz.taking.models import Answer, Attempt


def test_the_demo_has_attempts_of_all_sorts_and_a_second_run_changes_nothing(pack, now, client):
    made = build_demo(password="long-enough", now=now)

    assert made.memberships.count() == 24
    finished, running = made.assignments.filter(quiz__isnull=False)
    assert (finished.phase(now), running.phase(now)) == ("closed", "open")
    assert running.attempts.filter(submitted_at=None).count() == 8
    assert running.attempts.exclude(submitted_at=None).count() == 10
    assert client.post("/accounts/login/", {"login": "demo", "password": "long-enough"}).url == "/desk/"
    assert Attempt.objects.filter(submitted_at=None, assignment=None).count() == 21
    assert Attempt.objects.exclude(submitted_at=None).filter(assignment=None).count() == 63
    assert len(set(Answer.objects.exclude(points=None).values_list("points", flat=True))) > 3

    # A second run changes nothing that a person did meanwhile.
    User.objects.update(first_name="Somebody")
    Attempt.objects.all()[0].delete()
    left = Attempt.objects.count()

    assert not build_demo(password="other", now=now)

    assert Attempt.objects.count() == left
    assert User.objects.get().check_password("long-enough")


def test_the_command_says_how_to_sign_in_and_the_outlook_fills_every_page(pack, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    told = StringIO()

    call_command("load_demo", stdout=told)
    call_command("load_demo", stdout=told)

    assert told.getvalue().count("Instructor: demo, password: ") == 2
    code = Classroom.objects.get().join_code
    assert told.getvalue().count(f"http://127.0.0.1:8000/classroom/join/{code}/") == 2
    survey = Survey.objects.get()
    assert survey.stage(timezone.now()) is Stage.SECOND
    assert survey.discussed
    for number in (1, 2):
        assert survey.snapshots.filter(round=number, number__gte=1).count() == 8
    content = Finding.objects.get().content
    assert len(content["camps"]["camps"]) == 2
    assert any(content["split"]["rows"].values())
    assert Post.objects.filter(reply_to__isnull=False).exists()
    assert Post.objects.filter(ballot__isnull=False, at__isnull=False).count() == 40
    assert Report.objects.filter(settled_at=None).exists()
