"""The product as `make run` starts it, with nothing set: a process of its own, walked over HTTP.

What differs in all other tests is listed in tests/settings.py.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from http.client import OK
from urllib.parse import urlsplit, urlunsplit
from urllib.request import Request, urlopen

import psycopg
import pytest
import redis

from tests.bench.first_day import PASSWORD, Browser, Console, join, open_class, sign_up
from tests.bench.serving import free_port
from tests.conftest import wait_for

POSTGRES = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS = "redis://127.0.0.1:6379/14"
# What a person may have set, and what the test run sets for itself.
SET = re.compile(
    "DJANGO_|DATABASE_URL|REDIS_URL|EMAIL_URL|ALLOWED_HOSTS|LISTEN|PORT|WORKERS|THREADS|WAITING|CI$"
)
# A worker that dies within 5.5 seconds of its start takes the whole server with it (docs/faults.md).
OLD_ENOUGH = 6
LINK = re.compile(r"(http://\S+/accounts/password/reset/key/\S+)")


def bare(**values):
    """The environment of somebody who set nothing but these."""
    return {name: value for name, value in os.environ.items() if not SET.match(name)} | values


def is_well(site):
    try:
        with urlopen(f"{site}/health/", timeout=5) as answer:  # noqa: S310
            return answer.status == OK
    except OSError:
        return False


def start(folder, **values):
    """`make run` in a session of its own; the site and its console."""
    port, printed = free_port(), folder / "run.log"
    with printed.open("wb") as file:
        server = subprocess.Popen(
            ["make", "run", f"PORT={port}"],
            env=bare(VAR_DIR=str(folder), **values),
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    site = f"http://127.0.0.1:{port}"
    wait_for(lambda: server.poll() is not None or is_well(site), 240)
    assert server.poll() is None, printed.read_text()
    return server, site, printed


def stop(server, seconds=40):
    """Longer than after which it kills its own (quiz/web/management/commands/serve.py)."""
    os.killpg(server.pid, signal.SIGTERM)
    server.wait(seconds)


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory):
    server, site, printed = start(tmp_path_factory.mktemp("defaults"))
    yield site, printed
    stop(server)


@pytest.fixture(scope="module")
def on_postgres(tmp_path_factory):
    try:
        psycopg.connect(POSTGRES, connect_timeout=3).close()
        redis.Redis.from_url(REDIS).ping()
    except (psycopg.OperationalError, redis.ConnectionError):
        pytest.skip("no PostgreSQL and Redis on 127.0.0.1")
    name = f"defaults_{os.getpid()}"
    with psycopg.connect(POSTGRES, autocommit=True) as there:
        there.execute(f"CREATE DATABASE {name}")
        url = urlunsplit(urlsplit(POSTGRES)._replace(path=f"/{name}"))
        server, site, printed = start(tmp_path_factory.mktemp("defaults"), DATABASE_URL=url, REDIS_URL=REDIS)
        yield site, printed
        stop(server)
        there.execute(f"DROP DATABASE {name} WITH (FORCE)")
        redis.Redis.from_url(REDIS).flushdb()


def answers(reader):
    """Answer the first question that has choices, and see it saved."""
    number = 1
    while not re.search(rf'name="q{number}-response"\s+value="1"', reader.page):
        number += 1
        reader.open(re.sub(r"/question/\d+/", f"/question/{number}/", reader.url))
    here = reader.url
    reader.send(("go", str(number)), **{f"q{number}-response": "1"})
    reader.open(here)
    assert re.search(r'class="saved"[^>]*>[^<]*\d\d:\d\d', reader.page)


def hand_in(reader):
    reader.open(re.sub(r"question/\d+/", "submit/", reader.url))
    reader.send(to=Browser.HERE)
    assert "/review/" in reader.url


def downloads(teacher, address):
    """Every file that pages of the class offer, with its size."""
    teacher.open(address)
    found = set(teacher.links("/gradebook/"))
    for page in teacher.links("/taking/results/"):
        teacher.open(page)
        found |= set(teacher.links("/download/"))
    sizes = {}
    for file in sorted(found):
        sizes[file] = len(teacher.open(file))
        # By it a browser knows a file that was cut from one that is whole.
        assert teacher.length == str(sizes[file]), file
    return sizes


def sign_in_again(teacher, console):
    """Sign out; forget the password; set another by the link on the console; sign in with it."""
    teacher.open("/classroom/")
    teacher.send(to="/accounts/logout/")
    teacher.open("/accounts/password/reset/")
    teacher.send(email="mori@example.org")
    teacher.open(console.find(LINK))
    teacher.send(password1=PASSWORD + "x", password2=PASSWORD + "x")
    teacher.open("/classroom/")
    teacher.sees("Class 3B")
    teacher.send(to="/accounts/logout/")
    teacher.open("/accounts/login/")
    teacher.send(login="mori@example.org", password=PASSWORD + "x")
    teacher.open("/classroom/")
    teacher.sees("Class 3B")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def served(request):
    return request.getfixturevalue("on_sqlite" if request.param == "sqlite" else "on_postgres")


def test_the_console_says_what_is_done_and_how_to_sign_in(served):
    site, printed = served
    said = printed.read_text()

    lines = [
        "Bringing the database up to date …", "System check identified ",
        "Loading the content pack …", " 0 changed, 0 as a next version.",
        "Making the demo (about a quarter of a minute the first time) …", "Made the demo: ",
        f"Join the class: {site}/classroom/join/", "Instructor: demo, password: ",
        f"Yomitoki is served on {site}/ ",
    ]  # fmt: skip
    places = [said.find(line) for line in lines]
    assert -1 not in places, said
    assert places == sorted(places)


def test_a_teacher_gets_through_the_first_day(served):
    site, printed = served
    console = Console(printed)
    teacher, reader = Browser(site), Browser(site)

    sign_up(teacher, console, "mori@example.org")
    address, code = open_class(teacher, "Class 3B")
    teacher.open(address)
    teacher.open(next(link for link in teacher.links("/classroom/") if link.endswith("/assign/")))
    quiz = re.search(r'<option value="(\d+)"[^>]*>\s*(?:How the chips differ|チップの違い)', teacher.page)[1]
    teacher.send(quiz=quiz, start="now")
    teacher.sees("Open since")
    join(reader, code, "Sato")
    reader.open(reader.links("/taking/begin/")[0])
    reader.send(to=Browser.HERE)
    answers(reader)
    hand_in(reader)

    files = downloads(teacher, address)
    sign_in_again(teacher, console)

    assert len(files) > 3
    assert all(size > 100 for size in files.values()), files


def test_slow_lines_and_odd_cookies_take_the_site_from_nobody(on_sqlite):
    site, _printed = on_sqlite
    where = urlsplit(site)
    with urlopen(f"{site}/accounts/login/") as page:  # noqa: S310
        token = page.headers["Set-Cookie"].split(";")[0]
    begun = (
        f"POST /accounts/login/ HTTP/1.1\r\nHost: {where.netloc}\r\nCookie: {token}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nlogin="
    )
    with ExitStack() as lines:
        for _line in range(20):
            line = lines.enter_context(socket.create_connection((where.hostname, where.port)))
            line.sendall(begun.encode())

        assert all(is_well(site) for _time in range(10))
    odd = Request(site, headers={"Cookie": "theme=dark; x=あ".encode().decode("latin-1")})  # noqa: S310
    with urlopen(odd) as page:  # noqa: S310
        assert 'data-bs-theme="dark"' in page.read().decode()


def test_a_worker_that_was_killed_is_replaced(on_sqlite):
    site, _printed = on_sqlite
    port = site.rsplit(":", 1)[1]
    there = workers(port)
    assert there
    time.sleep(max(0, OLD_ENOUGH - min(there.values())))
    for worker in there:
        os.kill(worker, signal.SIGKILL)

    wait_for(lambda: is_well(site), 60)

    assert all(is_well(site) for _time in range(10))
    assert not there.keys() & workers(port).keys()


def test_a_server_that_is_stopped_as_it_begins_ends(on_sqlite):
    """Its first process only notes signals; the workers that it makes of itself must do more than that."""
    _site, printed = on_sqlite
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port)],
        env=bare(VAR_DIR=str(printed.parent)),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    wait_for(lambda: workers(port), 60)
    time.sleep(0.3)
    try:
        stop(server, seconds=20)
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def workers(port):
    """The processes of this server that another of them started, its workers: how old each is, in seconds."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid,etime,args"], capture_output=True, text=True, check=True)
    rows = [line.split(None, 3) for line in listed.stdout.splitlines()[1:]]
    # Where setproctitle is installed, as with what tests need, they call themselves by their address.
    ours = {row[0]: row[1:3] for row in rows if re.search(rf"(--port |:){port}\b", row[3])}
    return {int(pid): seconds(age) for pid, (parent, age) in ours.items() if parent in ours}


def seconds(elapsed):
    """What ps tells as hours, minutes and seconds."""
    parts = re.split("[-:]", elapsed)
    return sum(int(part) * 60**place for place, part in enumerate(reversed(parts)))


def test_a_setting_that_cannot_be_used_is_told_in_one_line_and_nothing_starts(tmp_path):
    for command in (
        ["manage.py", "check"],
        ["-m", "granian", "--interface", "asginl", "quiz.asgi:application"],
    ):
        tried = subprocess.run(
            [sys.executable, *command],
            check=False,
            env=bare(VAR_DIR=str(tmp_path), EMAIL_URL="consolemail://"),
            capture_output=True,
            text=True,
            timeout=60,
        )

        told = [line for line in tried.stderr.splitlines() if "Yomitoki does not start: EMAIL_URL" in line]
        assert tried.returncode != 0
        assert len(told) == 1
        assert "Traceback" not in tried.stderr
