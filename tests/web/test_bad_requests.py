"""Requests that no form of ours sends: bodies, types, lengths and headers."""

import gzip
import re
import time
from http import HTTPStatus
from importlib import import_module
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client

from quiz.classroom.models import Membership
from quiz.domain.names import clean_name, clean_text, looks
from quiz.outlook.forms.talking import LONGEST_POST
from quiz.people.models import User
from quiz.taking.models import Save
from quiz.web.written import written

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data"
FILE = '--x\r\nContent-Disposition: form-data; name="f"; filename="../../a\\\\b.svg"\r\n\r\nx\r\n'
LONG = 50_000
BODIES = (
    (b"q1-response=\xff\xfe", FORM), ("q1-response=表①".encode("cp932"), FORM + "; charset=shift_jis"),
    (b"q1-response=+AGE-", FORM + "; charset=utf-7"),
    ("q1-response=1".encode("utf-16"), FORM), (gzip.compress(b"q1-response=1"), FORM),
    (b"[" * 100_000, "application/json"), (b'{"a": 1, "a": 2}', "application/json"),
    (b"NaN", "application/json"), (b"q1-response=1", "text/plain"), (b"<a/>", "application/xml"),
    (b"x", PARTS), (b"x", PARTS + "; boundary="), (b"--x\r\n", PARTS + "; boundary=x"),
    ((FILE * 150 + "--x--\r\n").encode(), PARTS + "; boundary=x"),
    (b"&".join(b"a%d=1" % number for number in range(1001)), FORM),
    (b"q1-response=" + b"1" * 5_000_000, FORM),
)  # fmt: skip


@pytest.fixture
def browser(client_of, reader, attempt_at):
    browser = client_of(reader)
    browser.raise_request_exception = False
    browser.attempt = attempt_at("chips")
    browser.url = f"/taking/{browser.attempt.code}/answer/1/"
    return browser


@pytest.mark.parametrize("number", range(len(BODIES)))
def test_a_body_that_cannot_be_read(browser, number):
    body, kind = BODIES[number]
    began = time.thread_time()

    page = browser.generic("POST", browser.url, body, kind)

    # What holds no field is a form in which nothing was chosen: 302, as where one only goes on.
    assert page.status_code in {302, 400, 413, 415, 422}
    assert time.thread_time() - began < 1
    assert not browser.attempt.answers.get(number=1).response


def test_of_a_field_that_comes_twice_the_last_counts(browser):
    page = browser.generic("POST", browser.url + "?q1-response=3", b"q1-response=1&q1-response=2&go=2", FORM)
    told = browser.generic(
        "POST", browser.url, b"q1-response=2", FORM, headers={"accept": "application/json"}
    )

    assert page.status_code == HTTPStatus.FOUND
    assert Save.objects.count() == 1
    assert told.json()["saved"]


def test_fields_that_no_form_has_change_nothing(browser, member):
    more = {"points": "1", "is_right": "1", "reader": "1", "reader_id": "1",
            "submitted_at": "2026-01-01T00:00", "is_staff": "1", "is_superuser": "1",
            "classroom": "1", "number": "2"}  # fmt: skip
    fields = {f"q1-{name}": value for name, value in more.items()} | more

    browser.post(browser.url, fields | {"q1-response": "1", "go": "2"})
    Client().post("/accounts/signup/", more | {
        "email": "a@example.org", "password1": "quiet-river-88", "password2": "quiet-river-88"})  # fmt: skip

    browser.attempt.refresh_from_db()
    assert browser.attempt.submitted_at is None
    assert {answer.points for answer in browser.attempt.answers.all()} == {None}
    assert [answer.number for answer in browser.attempt.answers.all() if answer.response] == [1]
    assert not User.objects.filter(is_staff=True).exists()
    assert Membership.objects.get().reader_id == browser.attempt.reader_id


@pytest.mark.parametrize(
    "path",
    ["/.git/config", "/.env", "/metrics", "/var/yomitoki.sqlite3", "/static/../quiz/settings.py",
     "/server-status", "/static/", "/manage.py", "/quiz/settings.py", "/static/%2e%2e/manage.py",
     "/debug/", "/phpinfo.php"],
)  # fmt: skip
def test_nothing_of_the_machine_is_shown(db, client, path):
    page = client.get(path)

    assert page.status_code == HTTPStatus.NOT_FOUND
    assert not {"Server", "X-Powered-By"} & set(page.headers)
    assert "Traceback" not in page.content.decode()
    assert "django" not in page.content.decode().lower()


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "NONSENSE"])
def test_other_methods_are_refused(pack, client, method):
    for path in ("/", "/desk/", "/classroom/join/", "/taking/start/chips/", "/people/theme/"):
        assert client.generic(method, path).status_code in {403, 405}, path


def test_another_host_is_refused(db, client):
    for host in ("evil.example", "127.0.0.1:80@evil.example", "testserver.evil.example", "a b", "[::1"):
        page = client.get("/", headers={"host": host})
        assert page.status_code == HTTPStatus.BAD_REQUEST, host
        assert "evil" not in page.content.decode()


def test_no_header_leads_elsewhere(pack, client):
    plain = client.get("/about/")
    for name in ("X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Host", "X-HTTP-Method-Override",
                 "X-Forwarded-Prefix", "Forwarded", "X-Forwarded-Scheme"):  # fmt: skip
        other = client.get("/about/", headers={name: "/admin/", "accept-language": "ja"})
        assert (other.status_code, other.content) == (plain.status_code, plain.content), name


def test_a_long_password_takes_no_time(db, client):
    User.objects.create_user("mori", password="quiet-river-88")
    for word in ("x" * 1_000_000, "a\x00b", "が" * 200, "か\u3099", " quiet-river-88"):
        began = time.thread_time()
        page = client.post("/accounts/login/", {"login": "mori", "password": word})
        assert page.status_code in {200, 400}, word[:10]
        assert time.thread_time() - began < 1


@pytest.mark.parametrize(
    "address",
    ["a@b.example\nBcc: c@d.example", "a@b.example\r\n\r\nx", '"a\nb"@c.example',
     "a@" + "b" * 320 + ".example", "a@b.example,c@d.example", "<a@b.example>", "a@b..example", "@"],
)  # fmt: skip
def test_no_address_brings_a_line_of_its_own(db, client, address):
    client.raise_request_exception = False
    for url in ("/accounts/signup/", "/accounts/password/reset/"):
        word = {"password1": "quiet-river-88", "password2": "quiet-river-88"}
        page = client.post(url, {"email": address} | word)
        assert page.status_code in {200, 422}, url
    assert mail.outbox == []
    assert not User.objects.exists()


NASTY = ("a" * LONG + "!", ">" * LONG, "*" * LONG, "[" * LONG, "](" * LONG, "`" * LONG, "_a" * LONG,
         "<" * LONG, "http://" * 7000, "&#" * LONG, "- " * LONG, "\u0301" * LONG, " " * LONG + "x",
         "\n" * LONG + "x", "a@" * LONG, "\u200d" * LONG, "1" * LONG + "x", "0." * LONG)  # fmt: skip


@pytest.mark.parametrize("place", range(len(NASTY)))
def test_nothing_that_is_written_takes_long(place):
    text = NASTY[place][:LONG]
    for made in (written, clean_text, clean_name, looks):
        began = time.thread_time()
        # No field takes more.
        made(text[: 2 * LONGEST_POST] if made is written else text)
        assert time.thread_time() - began < 1, made.__name__


def patterns():
    """Every pattern that the code compiles by name, but for those that read the files of a pack."""
    found = set()
    for file in Path("quiz").rglob("*.py"):
        if {"migrations", "bank"} & set(file.parts) or "re.compile" not in file.read_text():
            continue
        values = vars(import_module(".".join(file.with_suffix("").parts))).values()
        found |= {value for value in values if isinstance(value, re.Pattern)}
    return sorted((each for each in found if isinstance(each.pattern, str)), key=lambda each: each.pattern)


@pytest.mark.one_database
def test_no_pattern_of_the_code_takes_long():
    assert len(patterns()) > 10
    for pattern in patterns():
        for text in NASTY:
            began = time.thread_time()
            pattern.search(text[:LONGEST_POST])
            pattern.fullmatch(text[:LONGEST_POST])
            assert time.thread_time() - began < 0.1, (pattern.pattern, text[:10])
