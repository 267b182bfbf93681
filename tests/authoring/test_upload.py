"""Files become a draft: a new one, or that of the pack with their address."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from quiz.authoring.services.publishing import By, publish
from quiz.authoring.whole import is_unpublished, part_of
from quiz.bank.models import Pack
from quiz.bank.pack_archives import MOST_PACKED, packed
from tests.drafts import both, small_pack

URL = "/authoring/upload/"


def zipped(slug, quiz="fruit", title="On fruit"):
    content = small_pack(slug, quiz)
    content["source"]["title"] = both(title)
    return packed(part_of(content))


@pytest.fixture
def send(teacher_client):
    def send(data, into="new", client=teacher_client, **more):
        file = SimpleUploadedFile("pack.zip", data)
        return client.post(URL, {"file": file, "into": into} | more)

    return send


def test_files_become_a_pack_of_ones_own_that_can_be_published(send, teacher):
    done = send(zipped("fruit-pack"))

    made = Pack.objects.get(slug="fruit-pack")
    assert done.url == "/authoring/fruit-pack/"
    assert (made.owner, made.is_public, made.loaded_at) == (teacher, False, None)
    publish(pack=made, by=By(teacher, timezone.now()))


def test_addresses_that_are_taken_become_new_ones(send, colleague, teacher, draft, published):
    for slug in (published.slug, "upload"):
        send(zipped(slug, quiz="draft-fruit"))
        made = Pack.objects.latest("pk")

        assert made.slug not in (slug, draft.slug)
        assert made.pieces.get(kind="quizzes").key != "draft-fruit"
        assert made.pieces.get(kind="questions").parent == made.pieces.get(kind="quizzes").key
        publish(pack=made, by=By(teacher, timezone.now()))


def test_they_take_the_place_of_ones_own_draft_and_readers_have_what_was_published(send, published):
    data = zipped(published.slug, quiz="draft-fruit", title="On berries")

    send(data, into="over")

    assert published.pieces.get(key="source").content["title"] == both("On berries")
    assert published.pieces.get(kind="quizzes").key == "draft-fruit"
    published.refresh_from_db()
    assert published.content["source"]["title"] == both("On fruit")
    assert is_unpublished(published, list(published.pieces.all()))


def test_changes_that_were_not_published_go_only_once_one_said_so(send, published, edit):
    edit("source", title=both("Typed for hours"))
    data = zipped(published.slug, quiz="draft-fruit", title="On berries")

    refused = send(data, into="over")

    assert refused.status_code == 422
    assert "Its draft has unpublished changes" in refused.content.decode()
    assert published.pieces.get(key="source").content["title"] == both("Typed for hours")

    assert send(data, into="over", sure="on").status_code == 302
    assert published.pieces.get(key="source").content["title"] == both("On berries")


def test_the_pack_of_somebody_else_is_not_touched(send, published, colleague, colleague_client, share):
    share(colleague, may_edit=False)
    data = zipped(published.slug, quiz="draft-fruit", title="On berries")

    refused = send(data, into="over", sure="on", client=colleague_client)

    assert refused.status_code == 422
    assert "No pack that you may change has the address" in refused.content.decode()
    assert published.pieces.get(key="source").content["title"] == both("On fruit")


def bad_yaml(before="verdict: not_checked", after="verdict: maybe"):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(zipped("bad"))) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            text = old.read(entry).decode()
            new.writestr(entry.filename, text.replace(before, after))
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"no zip", "this is not a ZIP file"),
        (b"0" * (MOST_PACKED + 2), "it is larger than 5 MB"),
        (b"", "empty"),
        (bad_yaml(), "<code>claims.yaml</code>"),
        (bad_yaml("On fruit (ja)", r'"On\0fruit"'), "has the character"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place_and_changes_nothing(send, db, data, words):
    refused = send(data)

    assert refused.status_code == 422
    assert words in refused.content.decode()
    assert not Pack.objects.filter(owner__isnull=False).exists()


def test_it_is_for_instructors(client_of, teacher_client):
    assert client_of().get(URL).status_code == 302
    assert client_of().post(URL).status_code == 302
    assert teacher_client.get(URL).status_code == 200
    assert teacher_client.post(URL).status_code == 422
