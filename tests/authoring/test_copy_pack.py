"""A pack becomes a draft of one's own, with credit, and with no key that one may not see."""

import json

import pytest
from django.utils import timezone

from quiz.authoring.services.publishing import By, publish
from quiz.authoring.whole import is_unpublished
from quiz.bank.models import Pack, Quiz
from quiz.bank.models.keys import AnswerKey
from quiz.classroom.models import Assignment
from quiz.classroom.services.classes import open_classroom
from tests.conftest import signed_in
from tests.drafts import OWN_KEY, OWN_WORDS


@pytest.fixture
def public(published):
    published.is_public = True
    published.save()
    return published


@pytest.fixture
def copied(colleague, colleague_client):
    def copied(pack):
        done = colleague_client.post(f"/authoring/{pack.slug}/copy/")
        return Pack.objects.get(owner=colleague, slug=done.url.split("/")[2])

    return copied


@pytest.fixture
def give(colleague):
    """Give something to a class of the colleague's, as a draft."""

    def give(**what):
        values = {"name": "2C", "language": "en", "time_zone": "Asia/Tokyo", "retention_days": 400}
        made = open_classroom(user=colleague, values=values, now=timezone.now())
        return Assignment.objects.create(classroom=made, created_at=timezone.now(), **what)

    return give


def everything(pack):
    return json.dumps([piece.content for piece in pack.pieces.all()])


def test_a_fresh_account_copies_what_everybody_reads_and_no_key(colleague_client, public, copied):
    page = colleague_client.get(f"/authoring/{public.slug}/copy/").content.decode()

    made = copied(public)

    assert "Without its questions, for you do not see their keys" in page
    assert OWN_WORDS in everything(made)
    assert OWN_KEY not in everything(made)
    assert sorted(made.pieces.values_list("kind", flat=True)) == [
        "claims", "claims", "passages", "quizzes", "source",
    ]  # fmt: skip
    assert not made.is_public
    assert made.slug != public.slug


def test_of_the_first_pack_a_fresh_account_gets_no_key_and_no_later_development(pack, copied):
    made = copied(pack.pack)

    told = everything(made)
    keys = AnswerKey.objects.values_list("explanation_en", flat=True)
    assert [words for words in keys if json.dumps(words)[1:-1] in told] == []
    predictions = made.pieces.filter(kind="outlook")
    assert predictions.exists()
    assert not any(piece.content["later"] for piece in predictions)


def test_who_teaches_a_class_that_was_given_a_quiz_copies_it_whole_with_credit(
    colleague_client, public, copied, give
):
    give(quiz=Quiz.objects.get(slug="draft-fruit"))
    page = colleague_client.get(f"/authoring/{public.slug}/copy/").content.decode()

    made = copied(public)

    assert "With its questions and their keys" in page
    quiz, question = made.pieces.get(kind="quizzes"), made.pieces.get(kind="questions")
    assert quiz.key == question.parent != "draft-fruit"
    assert OWN_KEY in everything(made)
    credit = {"ja": "mori「On fruit (ja)」より", "en": "From “On fruit” by mori"}
    assert question.content["credit"]["en"] == made.pieces.get(key="source").content["credit"]["en"]
    assert question.content["credit"]["en"] == credit["en"]


def test_what_happened_later_goes_with_who_teaches_a_class_that_was_given_the_outlook(pack, copied, give):
    give(source=pack)

    made = copied(pack.pack)

    assert all(piece.content["later"] for piece in made.pieces.filter(kind="outlook"))
    assert not made.pieces.filter(kind="questions").exists()


def test_a_chain_of_copies_keeps_its_first_author(teacher, colleague, public, copied, share, client_of):
    share(colleague)
    made = copied(public)
    made.pieces.filter(key="source").update(
        content={**made.pieces.get(key="source").content, "title": {"ja": "", "en": "Second"}}
    )
    publish(pack=made, by=By(colleague, timezone.now()))

    made.shares.create(user=teacher, may_edit=True)
    signed_in(teacher).post(f"/authoring/{made.slug}/copy/")
    third = Pack.objects.latest("pk")

    credit = third.pieces.get(kind="questions").content["credit"]
    assert credit["en"] == "From “On fruit” by mori; by way of “Second” by ito"
    assert "mori" in credit["ja"]
    assert "ito" in credit["ja"]


def test_a_copy_of_ones_own_has_no_credit_and_can_be_published_beside_it(teacher, teacher_client, published):
    teacher_client.post(f"/authoring/{published.slug}/copy/")
    made = Pack.objects.latest("pk")

    publish(pack=made, by=By(teacher, timezone.now()))

    made.refresh_from_db()
    assert "credit" not in made.content["source"]
    assert not is_unpublished(made, list(made.pieces.all()))
    assert Quiz.objects.filter(source__pack__owner=teacher).count() == 2


def test_who_edits_it_copies_the_draft_as_it_stands(colleague, draft, share, copied, edit):
    share(colleague)
    edit("q1", stem={"ja": "", "en": "Half-written"}, explanation=None)

    assert "Half-written" in everything(copied(draft))


def test_what_one_does_not_see_is_not_copied(colleague, colleague_client, client_of, draft, published, share):
    at = f"/authoring/{published.slug}/copy/"
    assert colleague_client.get(at).status_code == 404
    assert colleague_client.post(at).status_code == 404
    assert client_of().post(at).status_code == 302
    Pack.objects.update(content=None)
    share(colleague, may_edit=False)
    # Nothing was published that they could see.
    assert colleague_client.get(at).status_code == 404
    assert not Pack.objects.filter(owner=colleague).exists()
