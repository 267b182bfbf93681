"""A file of questions comes in: what it is is found out, or it is refused with its place."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from quiz.authoring.whole import part_of
from quiz.bank.models import Pack
from quiz.bank.pack_archives import packed
from quiz.exchange.formats.format import MOST_BYTES
from quiz.exchange.models import Found, Intake
from quiz.exchange.services.taking import MOST_UNFINISHED
from quiz.people.limits import Limit
from quiz.web import gate
from tests.drafts import small_pack
from tests.intakes import make_intake

URL = reverse("exchange:upload")


def test_a_file_becomes_an_import_that_is_read_at_once(send, teacher):
    done = send()

    made = Intake.objects.get()
    assert done.url == f"/exchange/{made.code}/"
    assert (made.owner, made.file_name, made.format) == (teacher, "fruit.txt", "lines")
    assert (made.count, made.count_read, made.language, made.data) == (3, 3, "en", None)
    assert made.read_at
    assert [(row.number, row.line, row.is_ticked) for row in made.found.all()] == [
        (1, 1, True), (2, 2, True), (3, 3, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "more", "language"),
    [
        ("どこで育つ？ | 愛媛 | オスロ", {}, "ja"),
        ("Where? | Ehime | Oslo", {}, "en"),
        ("Where? | Ehime | Oslo", {"language": "ja"}, "ja"),
    ],
)
def test_the_language_is_told_from_the_words_where_it_is_left_open(imported, text, more, language):
    assert imported(text, **more).language == language


def test_a_broken_line_in_the_middle_leaves_the_others(imported):
    made = imported("One? | 1 | 2\nno question at all\nTwo? | 2 | 1")

    assert [(row.line, row.level, row.is_ticked) for row in made.found.all()] == [
        (1, "", True), (2, "not_read", False), (3, "", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", ("The file is empty.", "empty_file")),
        (b"nothing that is known", ("This is none of the formats", "unknown_format")),
        (b"|" * (MOST_BYTES + 2), ("The file is larger than 10 MB", "too_large")),
        (b"a | b | c\n\x81\x20 | b", ("line 2", "This is not text in UTF-8", "not_text")),
        (b"a | b | c\n\0 | b", ("line 2", "not_text")),
        (b"# | only a category", ("No question stands in the file.", "no_questions")),
    ],
)
def test_what_is_refused_is_told_with_file_line_and_rule_and_nothing_is_stored(send, data, words):
    refused = send(data, name="own & fruit.txt")

    told = refused.content.decode()
    assert refused.status_code == 422
    assert [each for each in ("own &amp; fruit.txt", *words) if each not in told] == []
    assert not Intake.objects.exists()


def test_a_file_of_which_the_server_takes_nothing_in_is_too_large_and_not_missing(teacher_client):
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n| | |'
    cut = {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(gate.BODY_BYTES + 1)}

    refused = teacher_client.generic("POST", URL, content_type="multipart/form-data; boundary=x", **cut)

    assert refused.status_code == 422
    assert "The file is larger than 10 MB" in refused.content.decode()
    assert "This field is required" not in refused.content.decode()


def test_a_file_as_large_as_may_be_goes_through_the_gate_and_the_proxies():
    proxies = [Path(name).read_text("utf-8") for name in ("deploy/Caddyfile", "deploy/nginx.conf")]

    most = [int(re.search(r"max_(?:body_)?size (\d+)m", text, re.IGNORECASE)[1]) for text in proxies]

    assert gate.BODY_BYTES > MOST_BYTES + 2**19
    assert [each * 2**20 for each in most] == [gate.SENT_BYTES] * 2


def test_a_format_that_is_chosen_is_used_whatever_the_content(send):
    refused = send(b"a\nb", format="lines")

    assert refused.status_code == 302
    assert set(Found.objects.values_list("level", flat=True)) == {"not_read"}


def test_a_pack_of_this_site_becomes_a_new_draft_and_loses_nothing(send, teacher):
    part = part_of(small_pack("fruit-pack"))

    done = send(packed(part), name="fruit-pack.zip")

    made = Pack.objects.get(slug="fruit-pack")
    assert done.url == "/authoring/fruit-pack/"
    assert (made.owner, made.pieces.count()) == (teacher, 6)
    assert not Intake.objects.exists()


def test_a_damaged_pack_is_told_as_where_packs_are_uploaded(send):
    data = packed(part_of(small_pack("fruit-pack")))

    refused = send(data[:400], name="fruit-pack.zip")

    assert refused.status_code == 422
    assert "this is not a ZIP file, or it is broken" in refused.content.decode()
    assert not Pack.objects.filter(slug="fruit-pack").exists()


def test_what_no_database_keeps_becomes_the_sign_for_unreadable(imported):
    made = imported("One ☠? | 1 | 2")

    row = made.found.get()
    assert (row.words, row.question["stem"]) == ("One \ufffd\ufffd?",) * 2


def test_ones_own_imports_are_there_to_come_back_to(teacher_client, stranger_client, teacher, now):
    made = make_intake(teacher, now)

    assert f"/exchange/{made.code}/" in teacher_client.get(URL).content.decode()
    assert made.code not in stranger_client.get(URL).content.decode()


def test_so_many_wait_and_no_more(send, teacher, now):
    for _each in range(MOST_UNFINISHED):
        make_intake(teacher, now)

    refused = send()

    assert refused.status_code == 422
    assert "as many unfinished imports as may wait" in refused.content.decode()
    assert Intake.objects.count() == MOST_UNFINISHED


def test_one_account_uploads_so_many(send, monkeypatch):
    monkeypatch.setattr("quiz.people.limits.INTAKES", Limit("intakes", 2, 600))

    assert [send(b"").status_code for _each in range(3)] == [422, 422, 429]


def test_it_is_for_instructors(client_of, teacher_client):
    file = SimpleUploadedFile("fruit.txt", b"a | b | c")
    assert client_of().get(URL).status_code == 302
    assert client_of().post(URL, {"file": file}).status_code == 302
    assert teacher_client.get(URL).status_code == 200
    assert teacher_client.post(URL).status_code == 422


@pytest.mark.parametrize("imports", [1, 8])
def test_costs_the_same_however_many_wait(teacher_client, teacher, now, imports, django_assert_num_queries):
    for _each in range(imports):
        make_intake(teacher, now)

    with django_assert_num_queries(3):
        teacher_client.get(URL)
