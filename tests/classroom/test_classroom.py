import re
from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.classroom.services.classes import archive
from quiz.outlook.services.leading import set_up


def text_of(page):
    """What is read on a page."""
    return " ".join(re.sub(r"<[^>]+>|[✎◷●■▣]", " ", page).split())


def test_shows_how_to_join_and_what_is_given(teacher_client, classroom, assign_quiz):
    assign_quiz()

    words = teacher_client.get(f"/classroom/{classroom.slug}/").content.decode()

    assert classroom.join_code in words
    assert "Policy timeline" in words
    assert "mori@example.org" in words


def test_times_are_those_of_the_class(teacher_client, classroom, assign_quiz, now):
    classroom.time_zone = "America/New_York"
    classroom.save()
    assign_quiz(opens_at=now)

    words = teacher_client.get(f"/classroom/{classroom.slug}/").content.decode()

    assert 'since <span class="text-nowrap">2026-11-24 00:03</span>' in words


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_much_is_given(
    teacher_client, classroom, assign_quiz, django_assert_num_queries, rows
):
    for _number in range(rows):
        assign_quiz()

    with django_assert_num_queries(6):
        teacher_client.get(f"/classroom/{classroom.slug}/")


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("opens", "closes", "state", "press"),
    [
        (None, None, "Draft readers do not see it", "open_now"),
        (HOUR, None, "Not open yet opens ", "open_now"),
        (-HOUR, None, "Open since ", "close_now"),
        (-2 * HOUR, -HOUR, "Closed since ", "open_now"),
    ],
)
def test_each_assignment_says_its_state_and_what_can_be_done(
    teacher_client, classroom, assign_quiz, opens, closes, state, press
):
    now = timezone.now()
    given = assign_quiz(opens_at=opens and now + opens, closes_at=closes and now + closes)

    page = teacher_client.get(f"/classroom/{classroom.slug}/").content.decode()

    assert state in text_of(page)
    assert {name for name in ("open_now", "close_now") if f"/{given.slug}/{name}/" in page} == {press}


def test_an_archived_class_lists_nothing_as_open(teacher_client, classroom, assign_quiz, pack):
    given = assign_quiz()
    values = {"opens_at": timezone.now(), "closes_at": None}
    set_up(classroom=classroom, source=pack, values=values, now=timezone.now())
    archive(classroom=classroom, is_archived=True, now=timezone.now())

    page = teacher_client.get(f"/classroom/{classroom.slug}/").content.decode()

    assert text_of(page).count("Archived") == 2
    assert "state-open" not in page
    assert f"/{given.slug}/close_now/" not in page
