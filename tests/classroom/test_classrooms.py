import pytest

from quiz.classroom.models import Membership
from quiz.classroom.services.classes import open_classroom


def test_says_so_when_there_is_none(teacher_client):
    assert "You teach no class yet" in teacher_client.get("/classroom/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ones_own_classes_at_a_fixed_price(
    teacher_client, classroom, member, teacher, now, django_assert_num_queries, rows
):
    for number in range(rows - 1):
        open_classroom(user=teacher, values={"name": f"More {number}"}, now=now)

    with django_assert_num_queries(3):
        words = teacher_client.get("/classroom/").content.decode()

    assert words.count("<article") == rows
    assert "1 reader" in words
    assert Membership.objects.count() == 1
