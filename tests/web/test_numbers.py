import asyncio
import json
import logging
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.handlers.exception import convert_exception_to_response
from django.db import OperationalError
from django.test import Client

from quiz.web import errors
from quiz.web.gate import Gate
from quiz.web.logs import JsonLine
from quiz.web.numbers import SANE, numbered
from quiz.web.refusal import Busy

SENT = "4bf92f35-77b3-4da6-a3ce-929d0e0e4736"
BAD = ["", "short", "x" * 65, "a b c d e f", 'x"}{"level":', "1234567\r\nSet-Cookie: a", "１２３４５６７８"]


def test_every_answer_carries_a_number_of_its_own(db, client):
    first, second = (client.get("/about/")["X-Request-ID"] for _time in range(2))

    assert SANE.fullmatch(first)
    assert first != second


def test_the_number_of_a_proxy_is_kept(db, client):
    assert client.get("/about/", headers={"x-request-id": SENT})["X-Request-ID"] == SENT


@pytest.mark.parametrize("sent", BAD)
def test_what_is_no_number_is_not_repeated(db, client, sent):
    told = client.get("/about/", headers={"x-request-id": sent})["X-Request-ID"]

    assert SANE.fullmatch(told)
    assert told not in BAD


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_page_that_says_what_went_wrong_shows_the_number(db, language):
    browser = Client(headers={"accept-language": language, "x-request-id": SENT})

    for page in (browser.get("/nothing/"), Client(enforce_csrf_checks=True).post("/classroom/join/")):
        assert page.status_code in {403, 404}
        assert f'<span class="code small">{page["X-Request-ID"]}</span>' in page.content.decode()


def test_so_do_pages_for_which_nothing_else_can_be_asked(db, client, rf):
    client.get("/about/", headers={"x-request-id": SENT})

    def broken(_request):
        raise OperationalError

    for page in (errors.server_error(rf.get("/")), convert_exception_to_response(broken)(rf.get("/"))):
        assert page.status_code in {500, 503}
        assert f'<span class="code small">{SENT}</span>' in page.content.decode()


def test_what_the_gate_refuses_shows_it_too_and_only_once_in_the_headers():
    """Nothing may be worked on here, so the refusal comes before Django is asked."""
    told = []

    async def play():
        gate = Gate(lambda _environ, _start: [], Busy(), threads=1, waiting=0)
        gate.places.acquire()

        async def receive():
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message):
            told.append(message)

        sent = [(b"x-request-id", SENT.encode())]
        scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "http_version": "1.1"}
        await numbered(gate)(scope | {"headers": sent}, receive, send)
        await numbered(gate)(scope | {"headers": sent * 2}, receive, send)

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, play()).result()

    first, page, second, _page = told
    assert [value.decode() for name, value in first["headers"] if name == b"x-request-id"] == [SENT]
    assert f'<span class="code small">{SENT}</span>' in page["body"].decode()
    # Of two numbers neither is believed.
    assert dict(second["headers"])[b"x-request-id"].decode() != SENT


def test_a_line_of_json_tells_of_a_request_by_its_route(pack, client, caplog):
    caplog.set_level(logging.INFO, "quiz.web.numbers")

    client.get("/bank/source/h20/", headers={"x-request-id": SENT})

    told = json.loads(JsonLine().format(caplog.records[-1]))
    assert (told["request_id"], told["level"], told["logger"]) == (SENT, "INFO", "quiz.web.numbers")
    assert (told["method"], told["route"], told["status"]) == ("GET", "bank:source", 200)
    assert told["ms"] > 0
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", told["time"])


def test_neither_an_address_nor_what_was_sent_stands_in_that_line(db, client, caplog):
    caplog.set_level(logging.INFO, "quiz.web.numbers")

    client.post("/classroom/join/", {"code": "23456789"})

    assert "23456789" not in JsonLine().format(caplog.records[-1])
