"""What one edition changed, to be read word by word in both languages."""

import pytest
from django.utils import timezone

from quiz.authoring.assembling import Entry
from quiz.authoring.models import PieceKind
from quiz.authoring.services.pieces import add_piece, remove_piece
from quiz.authoring.services.publishing import By, publish
from quiz.bank.models import Share
from tests.drafts import claim, question


@pytest.fixture
def second(published, teacher, edit):
    """A second edition: a claim reworded, another one gone, two new, a question more."""
    now = timezone.now()
    text = {"ja": "果物は秋に熟す。[[C1]][[C3]]", "en": "Kiwifruit grows in Ehime.[[C1]] It is green.[[C3]]"}
    edit("s1-p1", text=text)
    edit("C1", text={"ja": "Kiwifruit grows in Ehime. (ja)", "en": "Most kiwifruit grows in Ehime."})
    remove_piece(piece=published.pieces.get(key="C2"))
    for kind, part in ((PieceKind.CLAIM, claim("C3", "It is green.")), (PieceKind.QUESTION, question("q2"))):
        entry = Entry(kind, part.pop("code"), part, "draft-fruit" if kind is PieceKind.QUESTION else "")
        add_piece(pack=published, entry=entry, user=teacher, now=now)
    return publish(pack=published, by=By(teacher, now)).edition


def test_it_shows_piece_by_piece_and_field_by_field(teacher_client, published, second):
    page = teacher_client.get(f"/authoring/{published.slug}/history/2/")

    told = {line.title: line for line in page.context["shown"].changes}
    assert [(line.title, line.way) for line in told.values()] == [
        ("Passage s1-p1", "changed"), ("Claim C1", "changed"), ("Claim C3", "new"), ("Claim C2", "gone"),
        ("Question q2", "new"),
    ]  # fmt: skip
    words = page.content.decode()
    assert "Compared with edition 1" in words
    assert "Text (In English)" in words
    assert "果物は秋に熟す。" in words
    assert "<del>" in words
    assert "<ins>" in words
    assert "Claims: 1 new, 1 gone, 1 changed" in words


def test_a_kind_can_be_shown_alone(teacher_client, published, second):
    page = teacher_client.get(f"/authoring/{published.slug}/history/2/?kind=questions")

    assert [line.title for line in page.context["shown"].changes] == ["Question q2"]
    assert teacher_client.get(f"/authoring/{published.slug}/history/2/?kind=nothing").status_code == 200


def test_the_first_edition_is_told_as_what_is_new(teacher_client, published):
    page = teacher_client.get(f"/authoring/{published.slug}/history/1/").content.decode()

    assert "The first edition" in page
    assert "Claims: 2 new" in page
    assert "Go back to this edition" not in page


def test_another_order_is_told(teacher_client, teacher, published):
    for position, key in enumerate(("C2", "C1"), 1):
        published.pieces.filter(key=key).update(position=position)
    publish(pack=published, by=By(teacher, timezone.now()))

    page = teacher_client.get(f"/authoring/{published.slug}/history/2/").content.decode()

    assert "Claims: in another order" in page


def test_there_is_no_edition_that_was_not_published(teacher_client, published):
    for number in (2, 2**63, 10**30):
        assert teacher_client.get(f"/authoring/{published.slug}/history/{number}/").status_code == 404


def test_only_who_may_edit_finds_it(colleague_client, colleague, client_of, published):
    Share.objects.create(pack=published, user=colleague)

    assert colleague_client.get(f"/authoring/{published.slug}/history/1/").status_code == 404
    assert client_of().get(f"/authoring/{published.slug}/history/1/").status_code == 302


def test_it_costs_seven_queries(teacher_client, published, second, django_assert_num_queries):
    with django_assert_num_queries(7):
        teacher_client.get(f"/authoring/{published.slug}/history/2/")
