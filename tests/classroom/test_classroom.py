import pytest


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

    assert "opens 2026-11-24 00:03" in teacher_client.get(f"/classroom/{classroom.slug}/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_much_is_given(
    teacher_client, classroom, assign_quiz, django_assert_num_queries, rows
):
    for _number in range(rows):
        assign_quiz()

    with django_assert_num_queries(6):
        teacher_client.get(f"/classroom/{classroom.slug}/")
