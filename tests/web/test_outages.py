"""The database gone, read only or held by another: 503 in our looks, and what was sent comes back."""

import contextlib
import re
import socket
import threading
from html import unescape

import pytest
from django.db import InternalError, connection, transaction
from django.test import Client

from quiz.bank.models import Quiz
from quiz.people.models import Reader
from quiz.taking.services.attempts import start_attempt
from quiz.web.outages import is_outage

pytestmark = pytest.mark.django_db(transaction=True)
OURS = {"sec-fetch-site": "same-origin", "accept-language": "en"}
JSON = {"accept": "application/json"}


@pytest.fixture
def taking(pack_in_place, reader, client_of, now):
    """A reader's browser in an attempt, and a question that takes a number."""
    attempt = start_attempt(reader=reader, quiz=Quiz.objects.get(slug="chips"), now=now)
    browser = client_of(reader)
    browser.raise_request_exception = False
    number = attempt.answers.filter(question__kind="numeric").first().number
    return browser, attempt, f"/taking/{attempt.code}/answer/{number}/", number


def is_told(page):
    assert (page.status_code, page["Retry-After"], page["Cache-Control"]) == (503, "5", "private, no-store")
    assert "frame-ancestors" in page["Content-Security-Policy"]
    if page["Content-Type"] != "application/json":
        assert "保存先につながりません" in page.content.decode()


def form_of(page):
    """The form of the page that sends it again: its address and its fields."""
    form = re.search(r'<form method="post" action="([^"]*)"(.*?)</form>', page.content.decode(), re.DOTALL)
    fields = re.findall(r'<input[^>]* name="([^"]*)"[^>]* value="([^"]*)"', form[2])
    return form[1], {name: unescape(value) for name, value in fields}


def test_while_the_database_is_gone_every_page_says_so_and_an_answer_comes_back_in_its_form(taking, gone):
    browser, attempt, url, number = taking
    sent = {f"q{number}-response": "72", f"q{number}-is_flagged": "on", "go": str(number)}
    browser.post(url, sent | {f"q{number}-response": "71"}, headers=JSON)
    gone()

    data = browser.post(url, sent, headers=OURS | JSON)
    page = browser.post(url, sent, headers=OURS)
    others = [
        browser.get(place) for place in ("/desk/", f"/taking/{attempt.code}/sheet/", "/accounts/login/x")
    ]
    again, fields = form_of(page)
    gone.back()
    kept = attempt.answers.get(number=number).response
    done = browser.post(again, fields, headers=OURS)

    is_told(data)
    assert data.json() == {"error": "", "final": False}
    is_told(page)
    assert "It was not saved yet. Nothing is lost; send it again in a moment." in page.content.decode()
    assert fields.keys() == sent.keys() | {"csrfmiddlewaretoken"}
    is_told(others[0])
    is_told(others[1])
    assert kept == "71"
    assert done.status_code == 302
    assert attempt.answers.get(number=number).response == "72"


@pytest.fixture
def swallowed(monkeypatch):
    """Take the database away behind a port that swallows what is sent to it: its queue is full."""
    with socket.socket() as silent, contextlib.ExitStack() as before:
        silent.bind(("127.0.0.1", 0))
        silent.listen(0)
        for _place in range(3):
            waiting = before.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(silent.getsockname())

        def swallow():
            connection.close()
            monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
            monkeypatch.setitem(connection.settings_dict, "PORT", silent.getsockname()[1])
            # The least that libpq takes; it is 3 where it is served.
            monkeypatch.setitem(connection.settings_dict["OPTIONS"], "connect_timeout", 2)

        yield swallow
        monkeypatch.undo()
        connection.close()


@pytest.mark.postgresql
def test_a_port_that_swallows_packets_is_waited_for_once_and_then_told(taking, swallowed, monkeypatch):
    browser, _attempt, url, number = taking
    swallowed()
    waited, connect = [], connection.get_new_connection
    monkeypatch.setattr(
        connection, "get_new_connection", lambda params: waited.append(params) or connect(params)
    )

    told = browser.post(url, {f"q{number}-response": "72"}, headers=OURS)

    is_told(told)
    assert form_of(told)[1][f"q{number}-response"] == "72"
    # Each further wait would be as long again, and the script of the page gives a save up after ten seconds.
    assert [params["connect_timeout"] for params in waited] == [2]


def test_neither_a_password_nor_what_another_site_sent_comes_back(taking, gone):
    browser, _attempt, url, _number = taking
    gone()

    foreign = browser.post(url, {"q1-response": "CANARY"}, headers={"sec-fetch-site": "cross-site"})
    signing_in = Client(raise_request_exception=False).post(
        "/accounts/login/", {"login": "CANARY", "password": "CANARY"}, headers=OURS
    )

    for page in (foreign, signing_in):
        is_told(page)
        assert "CANARY" not in page.content.decode()


def read_only(is_on):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA query_only = {int(is_on)}")
        else:
            cursor.execute(f"SET default_transaction_read_only = {'on' if is_on else 'off'}")


def test_a_database_that_takes_nothing_is_read_on(taking):
    browser, attempt, url, number = taking
    read_only(is_on=True)
    try:
        told = browser.post(url, {f"q{number}-response": "72"}, headers=OURS)
        page = browser.get(f"/taking/{attempt.code}/question/{number}/")
    finally:
        read_only(is_on=False)

    is_told(told)
    assert form_of(told)[1][f"q{number}-response"] == "72"
    assert page.status_code == 200
    assert browser.post(url, {f"q{number}-response": "72"}, headers=JSON).status_code == 200


def test_what_another_holds_for_too_long_is_told(taking, monkeypatch):
    browser, attempt, url, number = taking
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.2)
    else:
        with connection.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            assert cursor.fetchone() == ("4s",)
            cursor.execute("SET lock_timeout = '0.2s'")
    held, may_end = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            type(attempt).objects.select_for_update().get(pk=attempt.pk)
            held.set()
            may_end.wait(10)
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    held.wait(10)
    told = browser.post(url, {f"q{number}-response": "72"}, headers=JSON)
    may_end.set()
    other.join()

    is_told(told)
    assert browser.post(url, {f"q{number}-response": "72"}, headers=JSON).status_code == 200
    connection.close()


def test_a_fault_of_our_own_is_no_outage():
    assert not is_outage(None)
    assert not is_outage(InternalError())
    assert not is_outage(ValueError())
    assert Reader.objects.count() == 0
