"""Every form, field by field: what cannot be meant is refused at that field, stores nothing, takes no time.

tests/house/bad_input.txt lists the classes of bad input, each with its example and what tests it. The other
places where something comes in (addresses, queries, headers) are in tests/house/test_nasty.py.
"""

import re
import time
from html import escape
from html.parser import HTMLParser
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from django.core.cache import cache
from django.db import connection, transaction
from django.forms import BaseForm
from django.urls import resolve

from tests.house.test_access import MATRIX, address, client_for, world
from tests.house.test_nasty import some

__all__ = ["world"]
LONG = "x" * 300_000
# Of these nothing can be meant, whatever the field is for.
NEVER = {
    "text": (LONG,),
    "number": ("x", "1.5", "1e3", "1e999", "NaN", "Infinity", "-9", "9" * 20, "9" * 5000, "²", "0x10", "1,5",
               "\x00", "[]", "null", "true"),
    "moment": ("x", "0001-01-01T00:00", "9999-12-31T23:59", "2026-02-30T00:00", "2026-13-01T00:00", "9" * 20,
               "\x00", "now", "1e9", "2026-11-26T25:00"),
    "choice": ("x", "-1", "9" * 20, "9" * 5000, "\x00", "'", "NaN", "²", "1e3"),
}  # fmt: skip
# These may be taken or refused: as they are, cleaned, or as what they look like.
MAYBE = {
    "text": ("\x00", "a\x00b", "\r\n", "\u202e", "\u3000", "a\u0301" * 300, "\ufdfa" * 60, "<script>",
             "{{ 7 }}", "%s", "' OR 1", "=cmd|' /C calc'!A0", "\ufffe", "\U0010ffff", "a" * 121),
    "number": ("１２", "٣", "-0", " 7 ", "1_0", ""),
    "moment": ("",),
    "choice": ("",),
}  # fmt: skip
KINDS = {"text": "text", "number": "number", "datetime-local": "moment", "radio": "choice", "url": "text",
         "email": "text", "textarea": "text", "select": "choice"}  # fmt: skip
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b[^\"]*\"(\w+)\"", re.IGNORECASE)
# Limits count tries; a session may hold what was sent.
COUNTED = {"people_budget", "django_session", "web_cache"}
LONGEST_SECONDS = 1.0  # of the processor: others may work beside
# The sign-in package shows its form again with 200. Signing in says for all fields together what is wrong,
# on purpose; lists that were too old lead on, with a message on the next page.
PACKAGE = "account_"
SAID_ELSEWHERE = ("account_login", "account_email", "outlook:split")


class Fields(HTMLParser):
    """The forms of a page that send something: address, and fields as (name, kind, value as it stands)."""

    def __init__(self, page, url):
        super().__init__()
        self.url, self.found, self.inside, self.area = url, [], None, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        name = given.get("name")
        if tag == "form":
            is_sent = given.get("method") == "post"
            self.inside = [given.get("action") or self.url, []] if is_sent else None
            self.found += [self.inside] if is_sent else []
        elif self.inside is None or "disabled" in given:
            return
        elif tag == "option":
            if self.area and ("selected" in given or self.area[2] is None):
                self.area[2] = given.get("value", "")
        elif name and tag == "button":
            # The first of them is what Enter presses.
            if name not in {each[0] for each in self.inside[1]}:
                self.inside[1].append([name, "button", given.get("value", "")])
        elif name and "__prefix__" not in name and tag in {"input", "textarea", "select"}:
            kind = given.get("type", "text") if tag == "input" else tag
            is_off = kind in {"radio", "checkbox"} and "checked" not in given
            self.area = [name, KINDS.get(kind, kind), None if is_off else given.get("value")]
            self.inside[1].append(self.area)

    def handle_data(self, data):
        if self.area and self.lasttag == "textarea" and self.area[2] is None:
            self.area[2] = data.removeprefix("\n")


def forms_of(client, world):
    """Every form that this person meets: its address, and its fields; one of each kind."""
    found = {}
    for name in MATRIX:
        url = address(name, world["names"])
        page = client.get(url)
        # Among what can be asked for are files too.
        is_page = page.headers.get("Content-Type", "").startswith("text/html")
        if page.status_code == HTTPStatus.OK and is_page and not page.streaming:
            for action, fields in Fields(page.content.decode(), url).found:
                route = resolve(urlsplit(action).path).view_name
                found.setdefault((route, *sorted({each[0] for each in fields})), (action, fields))
    return found


def sent(fields, name, value):
    """The form as it stands, but for one field."""
    kept = [(each[0], each[2]) for each in fields if each[0] != name and each[2] is not None]
    return urlencode([*kept, (name, value)], errors="surrogatepass")


def bound(page):
    """The forms that a page shows again."""
    contexts = page.context or ()
    return [value for each in contexts for value in each.flatten().values() if isinstance(value, BaseForm)]


def is_named(page, name):
    """Whether the page says what is wrong at this very field."""
    words = page.content.decode()
    for form in bound(page):
        for field, errors in form.errors.items():
            if form.add_prefix(field) == name and any(escape(str(error)) in words for error in errors):
                return True
    return False


def tried(client, action, fields, name, value):
    """What this value comes to: the page, how long it took, and which tables it wrote."""
    cache.clear()
    wrote = set()

    def noted(execute, sql, params, many, context):
        if found := WRITES.match(sql):
            wrote.add(found[2])
        return execute(sql, params, many, context)

    began = time.thread_time()
    with transaction.atomic(), connection.execute_wrapper(noted):
        page = client.post(action, sent(fields, name, value), "application/x-www-form-urlencoded")
        took = time.thread_time() - began
        transaction.set_rollback(True)
    return page, took, wrote - COUNTED


def judged(client, form, name, place):
    """What is wrong with what this field does with bad values."""
    action, fields = form
    kind = next(each[1] for each in fields if each[0] == name)
    route = resolve(urlsplit(action).path).view_name
    for value in (*some(NEVER[kind], place, 2), *some(MAYBE[kind], place, 1)):
        page, took, wrote = tried(client, action, fields, name, value)
        if took > LONGEST_SECONDS:
            # A machine that is busy for a moment is no fault of the page.
            page, took, wrote = tried(client, action, fields, name, value)
        is_refused = HTTPStatus.BAD_REQUEST <= page.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
        is_said = is_named(page, name) or route in SAID_ELSEWHERE
        is_refused = is_refused or (route.startswith((*SAID_ELSEWHERE, PACKAGE)) and not wrote)
        wrongs = {
            "breaks": page.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR,
            "is taken": value in NEVER[kind] and not is_refused,
            "writes though it is refused": is_refused and wrote,
            "is refused without a word at the field": value in NEVER[kind] and is_refused and not is_said,
            "takes too long": took > LONGEST_SECONDS,
        }  # fmt: skip
        yield from ((ascii(value)[:40], wrong, page.status_code) for wrong, is_so in wrongs.items() if is_so)


def test_each_field_refuses_what_cannot_be_meant_in_words_and_stores_nothing(world, client_of):
    wrong, asked = [], set()
    for actor in ("anonymous", "reader", "instructor"):
        client = client_for(actor, world, client_of)
        client.raise_request_exception = False
        for (route, *_names), form in forms_of(client, world).items():
            for name, kind in dict.fromkeys((each[0], each[1]) for each in form[1]):
                # Of twenty questions on a page, or the items of one, the first.
                field = (route, re.sub(r"\d+", "#", name))
                if kind in NEVER and field not in asked:
                    asked.add(field)
                    wrong += [(actor, route, name, *each) for each in judged(client, form, name, len(asked))]
    assert wrong == []
    assert len(asked) > 50


def classes():
    """The table: number, example, and what is said of it."""
    lines = Path(__file__).with_name("bad_input.txt").read_text().splitlines()
    return [tuple(part.strip() for part in line.split("|")) for line in lines if not line.startswith("#")]


def test_every_class_of_bad_input_has_its_test_or_a_reason():
    assert [number for number, _example, _shown in classes()] == [f"B{number}" for number in range(1, 124)]
    for number, example, shown in classes():
        assert example, number
        if shown.startswith("- "):
            assert len(shown.split()) > 3, number
            continue
        file, _sign, test = shown.partition("::")
        text = (Path(__file__).parents[1] / file).read_text()
        assert f"def {test}(" in text if test else "def test_" in text, (number, shown)
