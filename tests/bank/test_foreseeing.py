"""What loading would do is told before it is done, without doing it."""

import pytest

from quiz.bank.models import Pack, Quiz
from quiz.bank.pack import PackPart
from quiz.bank.services.foreseeing import foresee
from quiz.bank.services.freezing import freeze_quiz
from quiz.bank.services.loading import load_pack
from tests.drafts import both, small_pack


def part_of(content, number):
    return PackPart(digest=f"edition {number}", **content)


@pytest.fixture
def content():
    return small_pack("own-fruit", "fruit", ("q1", "q2"))


def stem(content):
    content["quizzes"][0]["questions"][0]["stem"] = both("Kiwifruit grows nowhere.")


def title(content):
    content["quizzes"][0]["title"] = both("More fruit")


def order(content):
    content["quizzes"][0]["questions"].reverse()


def passage(content):
    content["source"]["as_of"] = both("in 2027")


@pytest.mark.parametrize("is_used", [False, True])
@pytest.mark.parametrize("edit", [stem, title, order, passage, lambda _content: None])
def test_it_is_what_loading_then_does(db, teacher, now, content, edit, is_used):
    load_pack(pack=part_of(content, 1), now=now, owner=teacher)
    if is_used:
        freeze_quiz(quiz=Quiz.objects.get(slug="fruit"), now=now)
    edit(content)

    told = foresee(pack=Pack.objects.get(slug="own-fruit"), part=part_of(content, 2))

    assert told == load_pack(pack=part_of(content, 2), now=now, owner=teacher)


def test_of_a_pack_that_is_new_all_is_new(db, teacher, now, content, django_assert_num_queries):
    pack = Pack.objects.create(slug="own-fruit", owner=teacher)

    with django_assert_num_queries(4):
        told = foresee(pack=pack, part=part_of(content, 1))

    assert told == load_pack(pack=part_of(content, 1), now=now, owner=teacher)
    assert told.new == ["source own-fruit v1", "q1 v1", "q2 v1", "fruit v1"]
