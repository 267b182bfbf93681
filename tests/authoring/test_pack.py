import re

import pytest
from django.urls import reverse

from quiz.authoring.models import Piece
from tests.drafts import publish_private


def url(pack):
    return reverse("authoring:pack", args=[pack.slug])


def test_a_stranger_does_not_find_it(stranger_client, draft):
    assert stranger_client.get(url(draft)).status_code == 404


def test_who_may_only_see_a_pack_does_not_find_its_draft(stranger_client, draft, share):
    share(stranger_client.get("/").wsgi_request.user, may_edit=False)

    assert stranger_client.get(url(draft)).status_code == 404


@pytest.mark.parametrize(
    ("gone", "step"),
    [
        (("passages", "claims", "questions"), "Paste the text"),
        (("claims", "questions"), "Mark claims"),
        (("questions",), "Ask about claims"),
        ((), "Check and publish"),
        (("source",), "Fill in questions"),
    ],
)
def test_it_says_what_comes_next(teacher_client, draft, gone, step):
    Piece.objects.filter(kind__in=gone).delete()

    page = teacher_client.get(url(draft)).content.decode()
    assert re.findall(r'class="btn btn-primary"\s+href="[^"]+"\s*>([^<]+)</a>', page) == [step]


def test_what_was_published_without_the_editor_is_laid_out_when_it_is_opened(teacher_client, teacher, now):
    published = publish_private(teacher, now)
    assert not published.pieces.exists()

    page = teacher_client.get(url(published)).content.decode()

    assert published.pieces.filter(kind="questions").count() == 1
    assert "Published, private" in page
    assert "The draft has changed since" not in page
    assert "To my classes" in page


def test_what_was_changed_since_it_was_published_is_to_be_published_next(teacher_client, published, edit):
    edit("q1", answer=False)

    page = teacher_client.get(url(published)).content.decode()

    assert "The draft has changed since" in page
    assert "Check and publish</a>" in page
    assert "To my classes" not in page


def test_it_counts_what_stands_in_the_way_of_publishing(teacher_client, draft, many_questions):
    assert teacher_client.get(url(draft)).context["overview"].lacks == 0

    many_questions(draft, "draft-fruit", 2)
    overview = teacher_client.get(url(draft)).context["overview"]

    # Each has no topic and no explanation yet.
    assert overview.lacks == 4
    assert {line.kind: line.lacks for line in overview.kinds if line.lacks} == {"questions": 4}


@pytest.mark.parametrize("count", [5, 500])
def test_costs_the_same_however_many_questions(
    teacher_client, draft, many_questions, count, django_assert_num_queries
):
    many_questions(draft, "draft-fruit", count)

    with django_assert_num_queries(4):
        page = teacher_client.get(url(draft))
    assert f"{count + 1} questions" in page.content.decode()


def test_only_its_owner_is_led_to_deleting_it(teacher_client, stranger_client, draft, share):
    share(stranger_client.get("/").wsgi_request.user)
    delete = reverse("authoring:delete_pack", args=[draft.slug])

    assert delete in teacher_client.get(url(draft)).content.decode()
    assert delete not in stranger_client.get(url(draft)).content.decode()
    assert stranger_client.get(delete).status_code == 404
