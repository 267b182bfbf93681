import gzip

import pytest
from django.urls import reverse

from quiz.authoring.models import PieceKind


def url(pack, kind="questions"):
    return reverse("authoring:pieces", args=[pack.slug, kind])


def test_a_stranger_does_not_find_them(stranger_client, draft):
    assert stranger_client.get(url(draft)).status_code == 404


@pytest.mark.parametrize("kind", ["source", "nonsense"])
def test_there_is_no_list_of_what_is_none(teacher_client, draft, kind):
    assert teacher_client.get(url(draft, kind)).status_code == 404


@pytest.mark.parametrize("kind", [kind for kind in PieceKind if kind != "source"])
def test_each_kind_has_its_list_and_its_words_where_there_is_none(teacher_client, pasted, kind):
    page = teacher_client.get(url(pasted, kind))

    assert page.status_code == 200
    assert bool(page.context["list"].lines) == (kind == "passages")


def test_a_row_leads_to_where_the_piece_is_written(teacher_client, draft):
    page = teacher_client.get(url(draft, "claims")).content.decode()

    assert 'href="C1/"' in page
    assert "Kiwifruit grows in Ehime." in page


def test_questions_are_those_of_one_quiz(teacher_client, draft, many_questions):
    teacher_client.post(reverse("authoring:add", args=[draft.slug, "quizzes"]))
    other = draft.pieces.exclude(key="draft-fruit").get(kind="quizzes")
    many_questions(draft, other.key, 2)

    first = teacher_client.get(url(draft)).context["list"]
    second = teacher_client.get(url(draft), {"quiz": other.key}).context["list"]

    assert [line.key for line in first.lines] == ["q1"]
    assert [line.key for line in second.lines] == ["m1", "m2"]
    assert len(first.quizzes) == 2


def test_a_row_says_how_much_there_is_to_fill_in(teacher_client, draft):
    claim = draft.pieces.get(kind="claims", key="C2")
    claim.content |= {"label": "", "label_reason": {"ja": "", "en": ""}}
    claim.save()

    first, second = teacher_client.get(url(draft, "claims")).context["list"].lines

    assert (first.lacks, second.lacks) == (0, 2)


@pytest.mark.parametrize("count", [5, 500])
def test_costs_the_same_however_many_questions_and_stays_small(
    teacher_client, draft, many_questions, count, django_assert_num_queries
):
    many_questions(draft, "draft-fruit", count)

    with django_assert_num_queries(4):
        page = teacher_client.get(url(draft))
    assert len(gzip.compress(page.content)) < 60_000
    assert len(page.context["list"].lines) == min(count + 1, 40)
