from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.classroom.services.classes import archive
from quiz.outlook.services.leading import set_up

HOUR = timedelta(hours=1)


def press(browser, given):
    page = browser.post(f"/classroom/assignment/{given.slug}/open_now/", follow=True)
    given.refresh_from_db()
    return [str(message) for message in page.context["messages"]]


def test_a_draft_opens_in_one_press(teacher_client, member, client_of, reader, assign_quiz):
    given = assign_quiz(opens_at=None)

    (words,) = press(teacher_client, given)

    assert words == f"Policy timeline: Open since {timezone.localtime(given.opens_at):%H:%M}."
    assert client_of(reader).get(f"/taking/begin/{given.slug}/").status_code == 200


def test_what_opens_later_opens_at_once_and_keeps_its_closing(teacher_client, assign_quiz):
    closes = timezone.now() + 48 * HOUR
    given = assign_quiz(opens_at=timezone.now() + HOUR, closes_at=closes)

    press(teacher_client, given)

    assert given.opens_at <= timezone.now()
    assert given.closes_at == closes


def test_what_has_closed_opens_again_without_its_closing(teacher_client, assign_quiz):
    opened = timezone.now() - 2 * HOUR
    given = assign_quiz(opens_at=opened, closes_at=timezone.now() - HOUR)

    press(teacher_client, given)

    assert (given.opens_at, given.closes_at) == (opened, None)


def test_what_is_open_stays_as_it_is(teacher_client, assign_quiz):
    opened, closes = timezone.now() - HOUR, timezone.now() + HOUR
    given = assign_quiz(opens_at=opened, closes_at=closes)

    press(teacher_client, given)

    assert (given.opens_at, given.closes_at) == (opened, closes)


def test_in_an_archived_class_nothing_opens(teacher_client, classroom, assign_quiz):
    given = assign_quiz(opens_at=None)
    archive(classroom=classroom, is_archived=True, now=timezone.now())

    assert press(teacher_client, given) == ["The class is archived: take it out of the archive first."]
    assert given.opens_at is None


@pytest.mark.usefixtures("member")
def test_an_outlook_opens_too(teacher_client, client_of, reader, pack, classroom):
    values = {"opens_at": None, "closes_at": None}
    given = set_up(classroom=classroom, source=pack, values=values, now=timezone.now()).assignment
    assert client_of(reader).get(f"/outlook/{given.slug}/").status_code == 404

    press(teacher_client, given)

    assert client_of(reader).get(f"/outlook/{given.slug}/").status_code == 200


def test_a_stranger_opens_nothing(instructor_client, assign_quiz):
    given = assign_quiz(opens_at=None)

    assert instructor_client.post(f"/classroom/assignment/{given.slug}/open_now/").status_code == 404
    given.refresh_from_db()
    assert given.opens_at is None
