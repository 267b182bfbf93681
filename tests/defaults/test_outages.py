"""The database locked, full or read only under a server: what readers are told, and what they keep."""

import json
import re
import resource
import sqlite3
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from django.db import connection

from tests.bench.first_day import Forms
from tests.bench.serving import Served, free_port, manage
from tests.defaults.test_first_day import bare

# Not in a transaction: the database is copied as a whole.
pytestmark = pytest.mark.django_db(transaction=True)
# What quiz/static/quiz/taking.js waits for a save.
GIVES_UP_SECONDS = 10


class Reader:
    """A reader without script, and what a script of theirs would send, in one attempt."""

    def __init__(self, site):
        self.site = site
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.ask("/classroom/join/")
        self.ask("/taking/start/policy/")
        self.ask("/taking/start/policy/", self.form["fields"])
        assert "/question/" in self.url, (self.status, self.url)
        self.code = self.url.split("/")[4]
        number = 1
        while f'name="q{number}-response"' not in self.ask(f"/taking/{self.code}/question/{number}/").page:
            number += 1
        self.question, self.answer = (
            f"/taking/{self.code}/{what}/{number}/" for what in ("question", "answer")
        )
        self.name, self.go = f"q{number}-response", str(number)
        self.token = dict(self.form["fields"])["csrfmiddlewaretoken"]

    def ask(self, path, fields=None, **headers):
        """What came, as status, headers and page; a refusal as well."""
        body = None if fields is None else urlencode(list(fields)).encode()
        asked = Request(self.site + path, body, {"Origin": self.site} | headers)  # noqa: S310  our own server
        try:
            with self.opener.open(asked, timeout=60) as answer:
                self.url, self.status, self.headers = answer.geturl(), answer.status, answer.headers
                self.page = answer.read().decode()
        except HTTPError as refused:
            self.status, self.headers, self.page = refused.code, refused.headers, refused.read().decode()
        return self

    @property
    def form(self):
        """The one form of the page that sends something of the reader's."""
        return next(form for form in Forms(self.page).found if "/language/" not in form["action"]
                    and "/theme/" not in form["action"])  # fmt: skip

    def fields(self, value):
        """The form of the question with this choice."""
        return [("csrfmiddlewaretoken", self.token), (self.name, value), ("go", self.go)]

    def save(self, value):
        """As the script of the page saves a choice."""
        return self.ask(self.answer, self.fields(value), Accept="application/json")

    def chosen(self):
        """What the question shows as chosen."""
        page = self.ask(self.question).page
        return re.findall(rf'name="{self.name}"\s+value="(\w+)"[^>]*\schecked', page)


@pytest.fixture
def made(pack_in_place, transactional_db, tmp_path):
    """The environment of a product with the pack, in a folder of its own."""
    folder = tmp_path / "var"
    folder.mkdir()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(folder / "yomitoki.sqlite3")])
    environment = bare(VAR_DIR=str(folder), THREADS="1", WORKERS="2")
    manage(environment, "collectstatic", "--noinput", "-v0")
    return environment


@pytest.fixture
def served(made):
    """A server; what runs it, its address."""
    port = free_port()
    server = Served([sys.executable, "manage.py", "serve", "--port", str(port)], made, port)
    yield server, f"http://127.0.0.1:{port}"
    server.stop()


@contextmanager
def locked(server, folder):
    """Somebody else writes and does not end."""
    with closing(sqlite3.connect(folder / "yomitoki.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def full(server, folder):
    """No file can grow any more: a quota, of which the system tells as of a disk."""
    for most in (1, resource.RLIM_INFINITY):
        for process in server.all():
            resource.prlimit(process, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
        if most == 1:
            yield


def is_told(reader):
    assert (reader.status, reader.headers["Retry-After"]) == (503, "5"), (reader.status, reader.page[:500])


def test_a_database_that_is_locked_or_full_loses_nothing_and_says_so(served, made):
    """What is read goes on; what is sent without a script comes back in its form, to be sent again."""
    server, site = served
    folder = Path(made["VAR_DIR"])
    one, other = Reader(site), Reader(site)
    for fault in (full, locked):
        assert one.save("1").status == other.save("1").status == 200
        with fault(server, folder), ThreadPoolExecutor(2) as both:
            began = time.monotonic()
            data = both.submit(one.save, "2")
            page = both.submit(other.ask, other.answer, other.fields("2")).result()
            is_told(data.result())
            is_told(page)
            # Before the browser's own script gives up.
            assert time.monotonic() - began < GIVES_UP_SECONDS
            assert json.loads(one.page) == {"error": "", "final": False}
            assert "保存先につながりません" in page.page
            assert "/static/quiz/site." in page.page
            form = page.form
            assert (form["action"], dict(form["fields"])[page.name]) == (page.answer, "2")
            assert one.chosen() == ["1"]
            assert other.chosen() == ["1"]

        assert other.ask(form["action"], form["fields"]).status == 200
        assert one.save("2").status == 200
        assert one.chosen() == other.chosen() == ["2"]
