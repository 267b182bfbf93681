"""Redis gone, silent, full or killed: everything goes on, and what is counted is counted in the table."""

import re
import shutil
import socket
import subprocess
import time

import pytest
import redis
from django.core import mail
from django.core.cache import cache, caches
from django.test import Client

from quiz.people.models import User
from quiz.web.caching import PAUSE_SECONDS
from quiz.web.gate import PATIENCE_SECONDS

WORD = "quiet-river-88"


@pytest.fixture
def at(settings):
    """The product with its cache on Redis at this port."""

    def at(port):
        backend = {"BACKEND": "quiz.web.caching.RedisOrTable", "LOCATION": f"redis://127.0.0.1:{port}/0"}
        settings.CACHES = {"default": backend}
        return caches["default"]

    return at


@pytest.fixture(params=["closed", "silent"])
def nowhere(request):
    """A port where nobody listens, or where somebody listens and never answers."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        if request.param == "silent":
            place.listen(64)
        yield place.getsockname()[1]


@pytest.fixture
def own_redis(tmp_path):
    """A Redis of this test, and its port."""
    if not shutil.which("redis-server"):
        pytest.skip("no redis-server: apt-get install redis-server")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["redis-server", "--port", str(port), "--save", "", "--dir", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        client = redis.Redis(port=port)
        for _wait in range(100):
            try:
                client.ping()
            except redis.RedisError:
                time.sleep(0.05)
        yield server, client, port
        client.close()
        server.kill()


def test_with_redis_gone_one_signs_up_resets_signs_in_and_answers(
    db, at, nowhere, attempt_at, reader, client_of
):
    at(nowhere)
    began = time.monotonic()
    attempt = attempt_at("chips")
    fields = {"email": "new@example.org", "password1": WORD, "password2": WORD}

    browser = Client()
    signed_up = browser.post("/accounts/signup/", fields)
    code = re.search(r"^([A-Z0-9]{3,4}-?[A-Z0-9]{2,4})\s*$", mail.outbox[0].body, re.MULTILINE)[1]
    confirmed = browser.post(signed_up.url, {"code": code})
    forgot = Client().post("/accounts/password/reset/", {"email": "new@example.org"})
    signed_in = Client().post("/accounts/login/", {"login": "new@example.org", "password": WORD})
    saved = client_of(reader).post(f"/taking/{attempt.code}/answer/1/", {"q1-response": "1", "go": "2"})

    assert (signed_up.status_code, confirmed.status_code, forgot.status_code) == (302, 302, 302)
    assert len(mail.outbox) == 2
    assert signed_in.url == "/desk/"
    assert saved.url.endswith("/question/2/")
    assert Client().get("/health/").status_code == 200
    # It is asked once, and then left alone for a while.
    assert time.monotonic() - began < PATIENCE_SECONDS


def test_with_redis_gone_mails_are_still_limited(db, at, nowhere):
    at(nowhere)
    User.objects.create_user("mori", email="mori@example.org", password=WORD)
    fields = {"email": "mori@example.org"}

    answers = [Client().post("/accounts/password/reset/", fields).status_code for _time in range(11)]

    assert answers == [302] * 10 + [429]
    assert [cache.add("once", 1), cache.add("once", 1)] == [True, False]


@pytest.mark.server
def test_redis_that_is_full_or_killed_is_left_for_the_table_and_taken_up_again(
    db, at, own_redis, monkeypatch
):
    server, client, port = own_redis
    kept = at(port)
    kept.set("in", "redis")
    client.config_set("maxmemory", "1")
    kept.set("full", "table")
    assert kept.get("full") == "table"
    client.config_set("maxmemory", "0")
    later = time.monotonic() + PAUSE_SECONDS + 1
    monkeypatch.setattr("quiz.web.caching.monotonic", lambda: later)
    assert kept.get("in") == "redis"

    server.kill()
    server.wait()

    assert kept.get("in", "nothing") == "nothing"
    assert kept.touch("in") is False
    kept.set("in", "table")
    assert (kept.get("in"), kept.delete("in")) == ("table", True)
    kept.clear()
    assert kept.get("full") is None
