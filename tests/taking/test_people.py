import pytest

from quiz.classroom.services.members import join
from quiz.people.models import Reader


def test_says_so_when_nobody_joined(classroom, teacher_client):
    assert (
        "Nobody has joined yet." in teacher_client.get(f"/taking/people/{classroom.slug}/").content.decode()
    )


@pytest.mark.parametrize("rows", [1, 5])
def test_lists_the_readers_at_a_fixed_price(classroom, teacher_client, now, django_assert_num_queries, rows):
    for number in range(rows):
        join(classroom=classroom, reader=Reader.objects.create(since=now), name=f"R{number}", now=now)

    with django_assert_num_queries(4):
        words = teacher_client.get(f"/taking/people/{classroom.slug}/").content.decode()

    assert words.count("/taking/member/") == rows
