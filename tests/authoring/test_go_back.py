"""An earlier edition is published anew; nothing of the history goes."""

import pytest
from django.utils import timezone

from quiz.authoring.models import Edition
from quiz.authoring.services.publishing import By, publish
from quiz.bank.models import Pack, Quiz, Share, Source
from tests.drafts import both, publish_private


@pytest.fixture
def second(published, teacher, edit):
    edit("source", about=both("Another digest."))
    publish(pack=published, by=By(teacher, timezone.now()))
    published.refresh_from_db()
    return f"/authoring/{published.slug}/history/1/go_back/"


def test_after_asking_a_new_edition_says_what_the_earlier_one_said(teacher_client, published, second, press):
    asked = teacher_client.post(second).content.decode()

    assert "Go back to edition 1?" in asked
    assert "changes that were not published" not in asked
    assert Edition.objects.count() == 2

    done = press(teacher_client, second, follow=True)

    assert "Edition 3 says what edition 1 said." in done.content.decode()
    editions = {row.number: row.content for row in published.editions.all()}
    assert editions[3] == editions[1] != editions[2]
    assert (
        Source.objects.filter(pack=published).latest("version").about_en == "A digest of an article on fruit."
    )
    assert published.pieces.get(key="source").content["about"] == both("A digest of an article on fruit.")


def test_it_says_that_changes_would_go_which_were_not_published(teacher_client, second, edit):
    edit("q1", explanation={})

    assert "changes that were not published: they go" in teacher_client.post(second).content.decode()


def test_going_back_to_what_readers_have_only_lays_out_the_draft(
    teacher_client, published, second, edit, press
):
    edit("source", about=both("Typed and not wanted."))

    done = press(teacher_client, second.replace("/1/", "/2/"), follow=True)

    assert "Readers have edition 2 already" in done.content.decode()
    assert Edition.objects.count() == 2
    assert published.pieces.get(key="source").content["about"] == both("Another digest.")


def test_what_cannot_be_published_any_more_changes_nothing(teacher_client, teacher, published, second, press):
    # Another pack took the address of a quiz that this one had.
    Quiz.objects.filter(source__pack=published).delete()
    publish_private(teacher, timezone.now(), slug="other", quiz="draft-fruit")
    before = list(published.pieces.values_list("pk", "content"))

    done = press(teacher_client, second, follow=True)

    assert "Another pack has a quiz at this address" in done.content.decode()
    assert list(published.pieces.values_list("pk", "content")) == before
    assert Pack.objects.get(pk=published.pk).content == published.content


def test_what_somebody_saved_after_one_was_asked_does_not_go(teacher_client, published, second, edit):
    asked = teacher_client.post(second).context["fields"]
    edit("q1", explanation=both("Saved meanwhile."))

    done = teacher_client.post(second, asked, follow=True)

    assert "The draft was changed since you were asked." in done.content.decode()
    assert published.pieces.get(key="q1").content["explanation"] == both("Saved meanwhile.")
    assert Edition.objects.count() == 2


def test_only_who_may_edit_can(colleague_client, colleague, client_of, published, second):
    Share.objects.create(pack=published, user=colleague)

    assert colleague_client.post(second, {"sure": "1"}).status_code == 404
    assert client_of().post(second, {"sure": "1"}).status_code == 302
    assert Edition.objects.count() == 2
    assert colleague_client.get(second).status_code == 405
