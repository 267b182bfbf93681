"""The file for another program."""

import io
import zipfile
from urllib.parse import quote

import pytest

from quiz.bank.models import Pack, Share
from quiz.classroom.models import Deed, LogEntry
from quiz.exchange.formats.known import ALL, BY_NAME, recognised, split
from quiz.exchange.pages.export import Asked, asked_by
from quiz.people.limits import FILES
from quiz.people.models import User
from tests.conftest import signed_in
from tests.drafts import OWN_KEY, publish_private


def address(pack, file):
    return f"/exchange/export/{pack.slug}/{file}"


def told(page):
    """All that the file says, also within an archive."""
    if not page.content.startswith(b"PK"):
        return page.content.decode()
    with zipfile.ZipFile(io.BytesIO(page.content)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


@pytest.mark.parametrize("target", ALL, ids=lambda each: each.name)
@pytest.mark.parametrize("quiz", ["", "policy"])
def test_the_file_is_of_the_format_that_its_name_says(pack, teacher_client, assign_quiz, target, quiz):
    assign_quiz("policy")

    page = teacher_client.get(address(pack, Asked(quiz, target.name, "ja").file))

    assert page["Content-Type"] == target.media
    assert recognised(page.content, f"questions{target.suffix}") == target
    assert len(split(target, page.content).raws) > 3


def test_its_name_tells_pack_or_quiz_and_language(teacher_client, draft):
    whole = teacher_client.get(address(draft, "en.gift.txt"))
    part = teacher_client.get(address(draft, "draft-fruit.ja.gift.txt"))

    assert whole["Content-Disposition"] == 'attachment; filename="On_fruit_en.gift.txt"'
    assert part["Content-Disposition"] == 'attachment; filename="Fruit_ja_ja.gift.txt"'


def test_a_japanese_title_is_the_name_of_the_file(teacher_client, draft):
    piece = draft.pieces.get(key="source")
    piece.content |= {"title": {"ja": "果物", "en": ""}}
    piece.save()

    page = teacher_client.get(address(draft, "ja.moodle_xml.xml"))

    assert page["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('果物_ja.xml')}"


def test_what_is_kept_of_it_is_for_nobody_else(teacher_client, draft):
    page = teacher_client.get(address(draft, "en.gift.txt"))

    assert {"private", "no-store"} <= {part.strip() for part in page["Cache-Control"].split(",")}
    assert OWN_KEY in told(page)


def test_the_draft_as_it_stands_is_for_its_editors_and_what_was_published_for_who_sees_its_keys(
    teacher, teacher_client, assign_quiz, pack, now
):
    assign_quiz("policy")
    h20 = Pack.objects.get(slug="h20")

    assert "policy-since" in told(teacher_client.get(address(h20, "en.moodle_xml.xml")))
    assert teacher_client.get(address(h20, "chips.en.moodle_xml.xml")).status_code == 404
    assert teacher_client.get(address(h20, "policy.en.moodle_xml.xml")).status_code == 200


@pytest.mark.parametrize(
    "file",
    [
        "en.aiken.txt",  # of one true or false question nothing is left
        "other.en.gift.txt", "fr.gift.txt", "en.pdf", "gift.txt", "en.gift", ".en.gift.txt", "en.moodle_xml",
        "en.xml", "x",
    ],
)  # fmt: skip
def test_a_file_that_there_is_not_is_not_found(teacher_client, draft, file):
    assert teacher_client.get(address(draft, file)).status_code == 404


def test_others_do_not_find_it(client_of, stranger_client, teacher, draft, now):
    private = publish_private(teacher, now)
    reading = User.objects.create_user("ito")
    for pack in (draft, private):
        Share.objects.create(pack=pack, user=reading)

    for pack in (draft, private):
        for client, status in ((client_of(), 302), (stranger_client, 404), (signed_in(reading), 404)):
            page = client.get(address(pack, "en.gift.txt"))
            assert page.status_code == status
            assert OWN_KEY not in page.content.decode()


def test_the_log_of_the_class_tells_that_its_keys_were_seen(pack, teacher_client, assign_quiz):
    given = assign_quiz("policy")
    assign_quiz("chips")

    teacher_client.get(address(pack, "policy.en.gift.txt"))

    (entry,) = LogEntry.objects.filter(deed=Deed.KEYS)
    assert (entry.classroom_id, entry.title_en) == (given.classroom_id, given.quiz.title_en)


def test_so_many_files_and_no_more(teacher_client, draft):
    for _each in range(FILES.free):
        assert teacher_client.get(address(draft, "en.gift.txt")).status_code == 200

    assert teacher_client.get(address(draft, "en.gift.txt")).status_code == 429


def test_costs_the_same_for_one_quiz_and_for_all(
    pack, teacher_client, assign_quiz, django_assert_num_queries
):
    for slug in ("policy", "chips", "figures"):
        assign_quiz(slug)
    teacher_client.get(address(pack, "en.gift.txt"))

    for file in ("en.gift.txt", "policy.en.gift.txt"):
        with django_assert_num_queries(8):
            teacher_client.get(address(pack, file))


@pytest.mark.parametrize("target", BY_NAME)
@pytest.mark.parametrize("quiz", ["", "policy", "en", "gift-ja"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_name_of_a_file_says_what_is_asked_for(target, quiz, language):
    asked = Asked(quiz, target, language)

    assert asked_by(asked.file) == asked
