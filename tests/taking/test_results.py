from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.classroom.services.members import join
from quiz.people.models import Reader
from tests.shown import shown


def test_shows_who_began_and_finished(member, assign_quiz, begun, teacher_client, client_of, reader):
    given = assign_quiz()
    url = f"/taking/results/{given.slug}/"
    assert "not begun" in shown(teacher_client.get(url))

    attempt = begun(given)
    assert "begun 20" in shown(teacher_client.get(url))
    client_of(reader).post(f"/taking/{attempt.code}/submit/")

    words = shown(teacher_client.get(url))
    assert "finished 20" in words
    assert "0 / 22" in words


def test_what_is_over_is_finished_when_somebody_looks(member, assign_quiz, begun, teacher_client):
    given = assign_quiz(minutes=5)
    attempt = begun(given, timezone.now() - timedelta(minutes=6))

    teacher_client.get(f"/taking/results/{given.slug}/")

    attempt.refresh_from_db()
    assert attempt.submitted_at == attempt.started_at + timedelta(minutes=5)


def test_without_readers_it_says_so(assign_quiz, teacher_client):
    assert (
        "Nobody has joined yet."
        in teacher_client.get(f"/taking/results/{assign_quiz().slug}/").content.decode()
    )


@pytest.mark.parametrize("rows", [1, 5])
def test_costs_the_same_however_many_readers(
    classroom, assign_quiz, teacher_client, now, django_assert_num_queries, rows
):
    given = assign_quiz()
    for number in range(rows):
        reader = Reader.objects.create(since=now)
        join(classroom=classroom, reader=reader, name=f"R{number}", now=now)

    with django_assert_num_queries(7):
        teacher_client.get(f"/taking/results/{given.slug}/")
