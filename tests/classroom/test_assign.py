import re
from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.bank.models import Quiz
from quiz.classroom.models import Assignment
from quiz.classroom.services.assignments import open_now

TWO_DAYS = timedelta(days=2)


def typed(at):
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def fields(pack):
    return {
        "quiz": Quiz.objects.get(slug="policy").pk,
        "start": "later",
        "opens_at": "2026-11-24T09:00",
        "feedback": "finish",
    }


@pytest.fixture
def told(teacher_client, classroom, fields):
    """What is said after this was assigned."""

    def told(**more):
        page = teacher_client.post(f"/classroom/{classroom.slug}/assign/", fields | more, follow=True)
        return [str(message) for message in page.context["messages"]]

    return told


def test_gives_the_class_a_quiz_in_its_own_time(teacher_client, classroom, fields):
    more = {"closes_at": "2026-11-25T09:00", "minutes": "20", "attempts_allowed": "2", "pass_mark": "60"}

    teacher_client.post(f"/classroom/{classroom.slug}/assign/", fields | more)

    made = Assignment.objects.get()
    assert made.opens_at.isoformat() == "2026-11-24T00:00:00+00:00"
    assert (made.minutes, made.attempts_allowed, made.pass_mark) == (20, 2, 60)
    assert not made.asks_confidence


def test_the_form_offers_now_first(teacher_client, classroom, pack):
    words = teacher_client.get(f"/classroom/{classroom.slug}/assign/").content.decode()

    assert words.index("Open it now") < words.index("Open it at the time below") < words.index("Keep it as")
    checked = re.search(r'<input[^>]*value="now"[^>]*>', words)
    assert checked
    assert "checked" in checked[0]


def test_what_is_open_is_said_to_be_open(told):
    before = timezone.now()
    closes = before + TWO_DAYS

    (words,) = told(start="now", opens_at="", closes_at=typed(closes))

    made = Assignment.objects.get()
    assert before <= made.opens_at <= timezone.now()
    since, until = (timezone.localtime(at) for at in (made.opens_at, made.closes_at))
    assert words == f"Policy timeline: Open since {since:%H:%M}, closes {until:%Y-%m-%d %H:%M}."


def test_what_opens_later_is_said_to_open_later(told):
    opens = timezone.now() + TWO_DAYS

    assert told(opens_at=typed(opens)) == [
        f"Policy timeline: Opens {timezone.localtime(opens):%Y-%m-%d %H:%M}."
    ]


def test_what_nobody_sees_is_said_to_be_a_draft(told):
    # A time that was typed for another choice does not open it.
    assert told(start="draft", opens_at=typed(timezone.now())) == [
        "Policy timeline: Kept as a draft: readers do not see it."
    ]
    assert Assignment.objects.get().opens_at is None


def test_what_has_closed_is_said_to_be_closed(told):
    assert told(opens_at="2020-11-24T09:00", closes_at="2020-11-25T09:00") == [
        "Policy timeline: Closed since 2020-11-25 09:00."
    ]


@pytest.mark.parametrize("feedback", ["last", "close", "never"])
def test_holding_feedback_back_of_a_public_quiz_says_what_that_is_worth(told, feedback):
    values = {"closes_at": typed(timezone.now() + TWO_DAYS), "attempts_allowed": "2"}
    (words,) = told(start="now", feedback=feedback, **values)

    assert "This quiz is also public: anyone can take it on the front page and see its answers." in words
    # And the way out: a copy that is not.
    assert 'href="/authoring/h20/copy/"' in words


def year(number):
    return f"{number:04d}-01-01T00:00"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"closes_at": "2026-11-24T08:00"}, "It must close after it opens."),
        ({"start": "now", "closes_at": "2026-11-24T08:00"}, "It must close after it opens."),
        ({"opens_at": ""}, "Give the time at which it opens."),
        ({"start": ""}, "Choose when it opens, or keep it as a draft."),
        ({"start": "soon"}, "soon is not one of the available choices"),
        ({"feedback": "last"}, "Feedback after the last attempt needs a number of attempts."),
        ({"feedback": "close"}, "Feedback after closing needs a time of closing."),
        ({"feedback": "whenever"}, "whenever is not one of the available choices"),
        ({"minutes": "0"}, "greater than or equal to 1"),
        ({"minutes": "601"}, "less than or equal to 600"),
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


@pytest.mark.parametrize("number", [1, 2, 1900, 1999, 9999])
@pytest.mark.parametrize("name", ["opens_at", "closes_at"])
def test_a_year_that_cannot_be_meant_is_refused(teacher_client, classroom, fields, name, number):
    page = teacher_client.post(f"/classroom/{classroom.slug}/assign/", fields | {name: year(number)})

    assert page.status_code == 422
    words = page.content.decode()
    assert "Give a year from 2000 to " in words or (number == 1 and "0001-01-01 00:00:00" in words)
    assert not Assignment.objects.exists()


def test_with_the_test_before_reading_comes_the_one_after_it_as_a_draft_once(
    teacher_client, classroom, fields
):
    fields |= {"quiz": Quiz.objects.get(slug="before").pk, "attempts_allowed": "1"}
    address = f"/classroom/{classroom.slug}/assign/"

    told = teacher_client.post(address, fields, follow=True).content.decode()
    assert classroom.assignments.get(quiz__slug="after").opens_at is None
    open_now(assignment=classroom.assignments.get(quiz__slug="after"), now=timezone.now())
    again = teacher_client.post(address, fields, follow=True).content.decode()

    given = list(classroom.assignments.order_by("pk").values_list("quiz__slug", "attempts_allowed"))
    assert given == [("before", 1), ("after", 1), ("before", 1)]
    assert "Test after reading stands ready for after the reading: open it then." in told
    assert "stands ready" not in again


def test_a_quiz_that_is_no_half_of_a_pair_comes_alone(teacher_client, classroom, fields):
    teacher_client.post(f"/classroom/{classroom.slug}/assign/", fields)

    assert classroom.assignments.get().quiz.slug == "policy"
