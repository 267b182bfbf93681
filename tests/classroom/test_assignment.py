from datetime import timedelta

from django.utils import timezone

from quiz.classroom.services.members import extend


def test_changes_the_rules_and_lists_extensions(teacher_client, member, assign_quiz):
    given = assign_quiz(minutes=10)
    extend(assignment=given, membership=member, minutes=5, closes_at=None)
    url = f"/classroom/assignment/{given.slug}/"

    assert "5 minutes more" in teacher_client.get(url).content.decode()
    teacher_client.post(url, {"quiz": given.quiz_id, "start": "draft", "minutes": "15", "feedback": "never"})

    given.refresh_from_db()
    assert (given.minutes, given.feedback, given.opens_at) == (15, "never", None)


def test_once_begun_the_quiz_stays(teacher_client, member, assign_quiz, begun):
    given = assign_quiz()
    begun(given)
    url = f"/classroom/assignment/{given.slug}/"

    assert 'name="quiz"' not in teacher_client.get(url).content.decode()
    teacher_client.post(url, {"quiz": "999", "feedback": "finish", "start": "now"})

    quiz = given.quiz_id
    given.refresh_from_db()
    assert given.quiz_id == quiz


def test_bad_input_changes_nothing(teacher_client, assign_quiz):
    given = assign_quiz(minutes=10)

    page = teacher_client.post(f"/classroom/assignment/{given.slug}/", {"minutes": "x", "feedback": "finish"})

    assert page.status_code == 422
    given.refresh_from_db()
    assert given.minutes == 10


def test_what_comes_back_unchanged_from_the_form_keeps_its_seconds(teacher_client, assign_quiz):
    opened = timezone.now() - timedelta(hours=1, seconds=7)
    given = assign_quiz(opens_at=opened)
    at = timezone.localtime(opened).strftime("%Y-%m-%dT%H:%M")

    for start in ("later", "now"):
        sent = {"quiz": given.quiz_id, "start": start, "opens_at": at, "feedback": "finish"}
        teacher_client.post(f"/classroom/assignment/{given.slug}/", sent)

        given.refresh_from_db()
        assert given.opens_at == opened
