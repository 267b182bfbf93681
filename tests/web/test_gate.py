import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from quiz.web import gate
from quiz.web.gate import Gate
from quiz.web.refusal import Busy

# What a line does instead of bringing the next part of a body.
STALLED, GONE = object(), object()


class Work:
    """An application that does nothing until it may; who asked, in order, and in which thread."""

    def __init__(self):
        self.may, self.begun, self.asked = threading.Event(), threading.Semaphore(0), []

    def __call__(self, environ, start):
        self.asked.append((environ["PATH_INFO"], threading.current_thread().name))
        self.begun.release()
        assert self.may.wait(10)
        start("200 OK", [])
        return [environ["PATH_INFO"].encode()]


def echo(environ, start):
    """An application that says what it was asked."""
    start("200 OK", [("X-Said", environ.get("HTTP_COOKIE", ""))])
    return [environ["QUERY_STRING"].encode(), environ["wsgi.input"].read()]


async def ask(application, name, accept="text/html", *, query=b"", body=(b"",), headers=()):
    """Status, body and headers of one answer; `body` in the parts in which it comes."""
    parts, told = list(body), []

    async def receive():
        part = parts.pop(0)
        if part is STALLED:
            await asyncio.sleep(60)
        kind = "http.disconnect" if part is GONE else "http.request"
        return {"type": kind, "body": part, "more_body": bool(parts)}

    async def send(message):
        told.append(message)

    scope = {
        "type": "http", "method": "GET", "path": name, "query_string": query, "http_version": "1.1",
        "headers": [(b"accept", accept.encode()), *headers],
    }  # fmt: skip
    await application(scope, receive, send)
    if not told:
        return None
    return told[0]["status"], told[1]["body"], dict(told[0]["headers"])


def played(play):
    """What this comes to, in a thread of its own: in this one the browser's tests keep a loop running."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, play).result()


async def begun(work):
    """Wait until the application has begun with one more."""
    assert await asyncio.to_thread(work.begun.acquire, timeout=10)


def test_beyond_capacity_one_is_told_to_come_again():
    async def play():
        work = Work()
        application = Gate(work, Busy(), threads=1, waiting=1)
        first = asyncio.create_task(ask(application, "first"))
        await begun(work)
        second = asyncio.create_task(ask(application, "second"))
        await asyncio.sleep(0.01)

        page = await ask(application, "third")
        data = await ask(application, "third", "application/json")
        work.may.set()

        assert page[0] == data[0] == 503
        assert page[2][b"retry-after"] == data[2][b"retry-after"] == str(gate.RETRY_SECONDS).encode()
        assert "いま混み合っているか" in page[1].decode()
        assert data[1] == b'{"error": "", "final": false}'
        assert [(await first)[1], (await second)[1]] == [b"first", b"second"]
        assert (await ask(application, "fourth"))[0] == 200

    played(play())


def test_few_threads_do_all_the_work_in_the_order_in_which_it_came():
    async def play():
        work = Work()
        work.may.set()
        application = Gate(work, Busy(), threads=1, waiting=20)

        await asyncio.gather(*(ask(application, str(number)) for number in range(20)))

        assert [name for name, _thread in work.asked] == [str(number) for number in range(20)]
        assert len({thread for _name, thread in work.asked}) == 1

    played(play())


def test_who_waited_too_long_is_told_so_and_nothing_is_done(monkeypatch):
    monkeypatch.setattr(gate, "PATIENCE_SECONDS", 0.05)

    async def play():
        work = Work()
        application = Gate(work, Busy(), threads=1, waiting=1)
        first = asyncio.create_task(ask(application, "first"))
        await begun(work)

        late = [(await ask(application, "late"))[0] for _time in range(3)]
        work.may.set()

        assert late == [503, 503, 503]
        assert (await first)[0] == 200
        assert [name for name, _thread in work.asked] == ["first"]

    played(play())


def test_a_fault_of_the_application_is_not_swallowed():
    def broken(_environ, _start):
        raise ZeroDivisionError

    async def play():
        application = Gate(broken, Busy(), threads=1, waiting=0)
        for _time in range(3):
            with pytest.raises(ZeroDivisionError):
                await ask(application, "any")

    played(play())


def test_an_answer_is_read_and_closed_where_its_connection_is():
    class Body(list):
        closed = ""

        def close(self):
            Body.closed = threading.current_thread().name

    def application(_environ, start):
        start("200 OK", [])
        return Body([b"a", b"b"])

    assert played(ask(Gate(application, Busy(), threads=1, waiting=0), "any"))[1] == b"ab"
    assert Body.closed.startswith("work")


def test_a_slow_line_holds_up_nobody(monkeypatch):
    monkeypatch.setattr(gate, "BODY_SECONDS", 0.2)

    async def play():
        application = Gate(echo, Busy(), threads=1, waiting=0)
        slow = [asyncio.create_task(ask(application, "slow", body=[b"a", STALLED])) for _time in range(3)]
        await asyncio.sleep(0.01)

        assert (await ask(application, "quick", body=[b"b", b"c"]))[:2] == (200, b"bc")
        assert [(await one)[0] for one in slow] == [408, 408, 408]

    played(play())


def test_who_is_gone_before_all_was_sent_changes_nothing():
    async def play():
        work = Work()
        assert await ask(Gate(work, Busy(), threads=1, waiting=0), "gone", body=[b"a", GONE]) is None
        assert work.asked == []

    played(play())


def test_bytes_that_are_not_ascii_hide_nothing_else():
    cookie = "theme=dark; x=あ; reader=abc".encode()
    application = Gate(echo, Busy(), threads=1, waiting=0)

    answer = played(ask(application, "/", query="q=あ&p=%20".encode(), headers=[(b"cookie", cookie)]))

    assert answer == (200, b"q=%E3%81%82&p=%20", {b"x-said": cookie})


def test_a_name_with_an_underscore_does_not_pass_for_a_header():
    found = []

    def application(environ, start):
        found.append(environ)
        start("200 OK", [])
        return []

    headers = [(b"x_forwarded_for", b"10.0.0.1"), (b"x-forwarded-for", b"10.0.0.2")]
    played(ask(Gate(application, Busy(), threads=1, waiting=0), "/", headers=headers))

    assert found[0]["HTTP_X_FORWARDED_FOR"] == "10.0.0.2"


def test_no_more_of_a_body_is_kept_than_anybody_reads(monkeypatch):
    monkeypatch.setattr(gate, "BODY_BYTES", 10)

    monkeypatch.setattr(gate, "SENT_BYTES", 40)
    gone_after = {8: None, 5: b"12345678" * 2}

    for parts, kept in gone_after.items():
        sent = [b"12345678"] * parts + [GONE] * (kept is None) + [b""]
        answer = played(ask(Gate(echo, Busy(), threads=1, waiting=0), "/", body=sent))
        assert (answer and answer[1]) == (kept or b"12345678" * 2)


def test_what_lies_ready_is_sent_also_where_all_others_must_wait():
    work = Work()
    pages = {"/ready/": (200, [], b"as it lies")}
    application = Gate(
        work, Busy(), threads=1, waiting=0, at_once=lambda environ: pages.get(environ["PATH_INFO"])
    )

    async def play():
        first = asyncio.create_task(ask(application, "/slow/"))
        await asyncio.to_thread(work.begun.acquire)
        found = await ask(application, "/ready/"), await ask(application, "/other/")
        work.may.set()
        return *found, await first

    ready, refused, first = played(play())

    assert ready[:2] == (200, b"as it lies")
    assert (refused[0], first[0]) == (503, 200)
    assert [path for path, _thread in work.asked] == ["/slow/"]


def test_who_waits_for_what_hangs_is_told_and_its_work_is_done(monkeypatch):
    monkeypatch.setattr(gate, "PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr(gate, "LONGEST_SECONDS", 0.1)

    async def play():
        work = Work()
        application = Gate(work, Busy(), threads=1, waiting=1)
        hung = await ask(application, "hangs")
        work.may.set()
        await begun(work)
        return hung, await ask(application, "later"), work.asked

    hung, later, asked = played(play())

    assert hung[0] == 503
    assert (later[0], later[1]) == (200, b"later")
    assert len(asked) == 2
