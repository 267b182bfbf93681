import pytest

from quiz.bank.models import Quiz
from quiz.classroom.models import Assignment


@pytest.fixture
def fields(pack):
    return {"quiz": Quiz.objects.get(slug="policy").pk, "opens_at": "2026-11-24T09:00", "feedback": "finish"}


def test_gives_the_class_a_quiz_in_its_own_time(teacher_client, classroom, fields):
    more = {"closes_at": "2026-11-25T09:00", "minutes": "20", "attempts_allowed": "2", "pass_mark": "60"}

    teacher_client.post(f"/classroom/{classroom.slug}/assign/", fields | more)

    made = Assignment.objects.get()
    assert made.opens_at.isoformat() == "2026-11-24T00:00:00+00:00"
    assert (made.minutes, made.attempts_allowed, made.pass_mark) == (20, 2, 60)
    assert not made.asks_confidence


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"closes_at": "2026-11-24T08:00"}, "It must close after it opens."),
        ({"feedback": "close"}, "Feedback after closing needs a time of closing."),
        ({"feedback": "whenever"}, "whenever is not one of the available choices"),
        ({"minutes": "0"}, "greater than or equal to 1"),
        ({"pass_mark": "101"}, "less than or equal to 100"),
        ({"opens_at": "tomorrow"}, "Enter a valid date/time."),
        ({"quiz": "999"}, "not one of the available choices"),
    ],
)
def test_bad_input_is_told_and_changes_nothing(teacher_client, classroom, fields, wrong, words):
    page = teacher_client.post(f"/classroom/{classroom.slug}/assign/", fields | wrong)

    assert page.status_code == 422
    assert words in page.content.decode()
    assert not Assignment.objects.exists()
