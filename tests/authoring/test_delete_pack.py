"""A pack goes once its title was typed; what somebody used is put away."""

import pytest
from django.utils import timezone

from quiz.bank.models import Claim, Pack, Question, Quiz
from quiz.classroom.services.assignments import assign
from quiz.taking.services.attempts import start_attempt


def address(pack):
    return f"/authoring/{pack.slug}/delete/"


def test_only_the_typed_title_deletes(teacher_client, published):
    assert "This cannot be undone" in teacher_client.get(address(published)).content.decode()
    wrong = teacher_client.post(address(published), {"title": "On fruits"})
    assert wrong.status_code == 422
    assert "Nothing was deleted" in wrong.content.decode()
    assert Pack.objects.filter(pk=published.pk).exists()

    done = teacher_client.post(address(published), {"title": "On fruit"}, follow=True)

    assert "The pack was deleted." in done.content.decode()
    assert not Pack.objects.filter(pk=published.pk).exists()
    assert not Quiz.objects.filter(slug="draft-fruit").exists()
    assert not Question.objects.filter(code="q1").exists()
    assert not Claim.objects.filter(code="C1", source__slug=published.slug).exists()


@pytest.mark.parametrize("use", ["given", "begun"])
def test_what_was_used_is_put_away_and_nothing_of_it_goes(
    teacher_client, published, classroom, reader, client_of, now, use
):
    Pack.objects.filter(pk=published.pk).update(is_public=True)
    quiz = Quiz.objects.get(slug="draft-fruit")
    if use == "given":
        assign(classroom=classroom, values={"quiz": quiz, "opens_at": None}, now=timezone.now())
    else:
        attempt = start_attempt(reader=reader, quiz=quiz, now=now)

    done = teacher_client.post(address(published), {"title": "On fruit"}, follow=True)

    assert "It was used, so it stays" in done.content.decode()
    published.refresh_from_db()
    assert not published.is_public
    assert published.pieces.exists()
    assert client_of().get("/taking/start/draft-fruit/").status_code == 404
    if use == "begun":
        assert client_of(reader).get(f"/taking/{attempt.code}/sheet/").status_code == 200


def test_only_its_owner_can(colleague, colleague_client, client_of, draft, share):
    assert colleague_client.get(address(draft)).status_code == 404
    share(colleague)

    assert colleague_client.get(address(draft)).status_code == 404
    assert colleague_client.post(address(draft), {"title": "On fruit"}).status_code == 404
    assert client_of().post(address(draft), {"title": "On fruit"}).status_code == 302
    assert Pack.objects.filter(pk=draft.pk).exists()
