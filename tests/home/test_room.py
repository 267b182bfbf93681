from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.classroom.services.members import join
from tests.shown import shown


def test_shows_what_is_open_later_and_over(member, classroom, assign_quiz, client_of, reader):
    hour = timedelta(hours=1)
    now = timezone.now()
    assign_quiz("policy")
    assign_quiz("chips", opens_at=now + hour)
    assign_quiz("figures", opens_at=now - 2 * hour, closes_at=now - hour)
    assign_quiz("says-so", opens_at=None)

    words = client_of(reader).get(f"/room/{classroom.slug}/").content.decode()

    to_do, later, over = (
        words.index(f"<h2>{title}</h2>") for title in ("To do", "Opens later", "Done or closed")
    )
    assert to_do < words.index("Policy timeline") < later
    assert later < words.index("How the chips differ") < over
    assert over < words.index("Reading the figures")
    assert "What it says, what the references show" not in words


@pytest.mark.parametrize(
    ("feedback", "is_told"), [("finish", True), ("each", True), ("close", False), ("never", False)]
)
def test_own_points_are_seen_as_the_rules_let_one(
    member, classroom, assign_quiz, begun, client_of, reader, feedback, is_told
):
    closes = timezone.now() + timedelta(hours=1)
    given = assign_quiz(attempts_allowed=1, feedback=feedback, closes_at=closes, pass_mark=50)
    attempt = begun(given)
    browser = client_of(reader)
    browser.post(f"/taking/{attempt.code}/submit/")

    room = shown(browser.get(f"/room/{classroom.slug}/"))
    review = shown(browser.get(f"/taking/{attempt.code}/review/"))

    assert ("0 / 22" in room) == is_told
    assert ("not passed" in room) == is_told
    assert ("This is right." in review) == is_told
    assert ("Handed in." in review) != is_told


def test_an_empty_class_says_so(member, classroom, client_of, reader):
    assert (
        "Nothing is open for you now." in client_of(reader).get(f"/room/{classroom.slug}/").content.decode()
    )


def test_names_of_others_are_not_shown(member, classroom, client_of, reader, stranger, now):
    join(classroom=classroom, reader=stranger, name="Hidden Name", now=now)

    assert "Hidden Name" not in client_of(reader).get(f"/room/{classroom.slug}/").content.decode()


@pytest.mark.parametrize("rows", [1, 4])
def test_costs_the_same_however_much_is_given(
    member, classroom, assign_quiz, client_of, reader, django_assert_num_queries, rows
):
    for _number in range(rows):
        assign_quiz()

    with django_assert_num_queries(9):
        client_of(reader).get(f"/room/{classroom.slug}/")
