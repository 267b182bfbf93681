import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from quiz.web import gate
from quiz.web.gate import Gate
from quiz.web.refusal import Busy


class Work:
    """An application that does nothing until it may; who asked, in order, and in which thread."""

    def __init__(self):
        self.may, self.begun, self.asked = threading.Event(), threading.Semaphore(0), []

    def __call__(self, environ, start):
        self.asked.append((environ["name"], threading.current_thread().name))
        self.begun.release()
        assert self.may.wait(10)
        start("200 OK", [])
        return [environ["name"].encode()]


def ask(application, name, accept="text/html"):
    told = []
    body = application({"name": name, "HTTP_ACCEPT": accept}, lambda *words: told.append(words))
    return told[0][0].split()[0], b"".join(body), dict(told[0][1])


@pytest.fixture
def callers():
    with ThreadPoolExecutor(8) as pool:
        yield pool


def test_beyond_capacity_one_is_told_to_come_again(callers):
    work = Work()
    application = Gate(work, Busy(), threads=1, waiting=1)
    first = callers.submit(ask, application, "first")
    assert work.begun.acquire(timeout=10)
    second = callers.submit(ask, application, "second")
    while application.pool._work_queue.empty():
        pass

    page = ask(application, "third")
    data = ask(application, "third", "application/json")
    work.may.set()

    assert page[0] == data[0] == "503"
    assert page[2]["Retry-After"] == data[2]["Retry-After"] == str(gate.RETRY_SECONDS)
    assert "いま混み合っているか" in page[1].decode()
    assert data[1] == b'{"error": "", "final": false}'
    assert [first.result()[1], second.result()[1]] == [b"first", b"second"]
    assert ask(application, "fourth")[0] == "200"


def test_few_threads_do_all_the_work_in_the_order_in_which_it_came(callers):
    work = Work()
    work.may.set()
    application = Gate(work, Busy(), threads=1, waiting=20)

    list(callers.map(lambda number: ask(application, str(number)), range(20)))

    assert len({thread for _name, thread in work.asked}) == 1


def test_who_waited_too_long_is_told_so_and_nothing_is_done(callers, monkeypatch):
    monkeypatch.setattr(gate, "PATIENCE_SECONDS", 0.05)
    work = Work()
    application = Gate(work, Busy(), threads=1, waiting=5)
    first = callers.submit(ask, application, "first")
    assert work.begun.acquire(timeout=10)

    late = ask(application, "late")
    work.may.set()

    assert late[0] == "503"
    assert first.result()[0] == "200"
    assert [name for name, _thread in work.asked] == ["first"]


def test_a_fault_of_the_application_is_not_swallowed():
    def broken(_environ, _start):
        raise ZeroDivisionError

    application = Gate(broken, Busy(), threads=1, waiting=0)
    for _time in range(3):
        with pytest.raises(ZeroDivisionError):
            ask(application, "any")


def test_a_body_is_read_and_closed_where_its_connection_is():
    class Body(list):
        closed = ""

        def close(self):
            Body.closed = threading.current_thread().name

    def application(_environ, start):
        start("200 OK", [])
        return Body([b"a", b"b"])

    assert ask(Gate(application, Busy(), threads=1, waiting=0), "any")[1] == b"ab"
    assert Body.closed.startswith("work")
