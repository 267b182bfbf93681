"""Feedback after the last attempt: nobody takes a quiz again with its answers before their eyes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from quiz.classroom.models import Assignment, Extension, Release
from quiz.taking.services.attempts import submit_attempt


@pytest.fixture
def given(assign_quiz, member):
    """A quiz with two attempts, whose feedback waits for the second."""
    return assign_quiz(feedback=Release.LAST, attempts_allowed=2)


@pytest.fixture
def finished(begun, reader):
    """The reader makes an attempt and hands it in; its review as they see it."""

    def finished(assignment):
        attempt = begun(assignment)
        submit_attempt(reader_id=reader.pk, code=attempt.code, now=timezone.now())
        return f"/taking/{attempt.code}/review/"

    return finished


def withheld(client, url):
    return client.get(url).context.get("withheld", False)


def test_every_review_is_shown_once_the_last_attempt_is_handed_in(given, finished, begun, reader, client_of):
    browser = client_of(reader)
    first = finished(given)
    assert withheld(browser, first)
    assert "after your last attempt: 1 more is allowed" in browser.get(first).content.decode()
    assert "after the last attempt" in browser.get(f"/taking/begin/{given.slug}/").content.decode()

    second = begun(given)
    assert withheld(browser, first)
    submit = browser.get(f"/taking/{second.code}/submit/").content.decode()
    assert "You see the feedback at once after finishing." in submit
    submit_attempt(reader_id=reader.pk, code=second.code, now=timezone.now())

    assert not withheld(browser, first)
    assert not withheld(browser, f"/taking/{second.code}/review/")


def test_whoever_does_not_use_them_up_sees_it_after_closing(given, finished, reader, member, client_of):
    closes = timezone.now() + timedelta(minutes=5)
    Assignment.objects.update(closes_at=closes)
    browser, first = client_of(reader), finished(given)
    assert "Or after closing, " in browser.get(first).content.decode()

    Assignment.objects.update(closes_at=timezone.now())

    assert not withheld(browser, first)

    # Whoever may go on later than the others waits as long.
    Extension.objects.create(assignment=given, membership=member, closes_at=closes)

    assert withheld(browser, first)


def test_the_room_and_the_file_of_a_reader_wait_as_the_review_does(
    given, finished, reader, classroom, client_of
):
    browser = client_of(reader)

    def points():
        attempts = browser.get("/download/").json()["attempts"]
        return {answer["points"] is None for attempt in attempts for answer in attempt["answers"]}

    def best():
        room = browser.get(f"/room/{classroom.slug}/").context["room"]
        return [duty.best for duty in (*room.now, *room.over)]

    finished(given)
    assert points() == {True}
    assert best() == [None]

    finished(given)

    assert False in points()
    assert best() != [None]


def test_without_a_number_of_attempts_there_is_no_last(assign_quiz):
    with pytest.raises(IntegrityError):
        assign_quiz(feedback=Release.LAST)
