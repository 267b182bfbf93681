"""A class that answers: N readers, each one answer every s seconds, against the server as it is served.

    .venv/bin/python tests/bench/load.py --readers 300 --every 4 --seconds 60
    .venv/bin/python tests/bench/load.py --database postgres://postgres@127.0.0.1:5432/postgres

Starts the product in an empty folder (on PostgreSQL in a database of its own, which it drops), makes the
readers and their attempts, begins each reader at a moment of their own within the first s seconds, and prints
answers by status, how many a second, and how long they took. A refusal (503) is sent again after Retry-After,
as a browser does. Exit code 1 where an answer was an error other than 503.
"""

import argparse
import asyncio
import http.client
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).parents[2]
SETUP = """
import json
from django.core.signing import get_cookie_signer
from django.utils import timezone
from quiz.bank.queries import current_quiz
from quiz.classroom.queries import given
from quiz.classroom.services.assignments import assign
from quiz.classroom.services.classes import open_classroom
from quiz.classroom.services.members import join
from quiz.people.cookie import COOKIE, SALT
from quiz.people.models import Reader, User
from quiz.taking.services import start_assigned

now = timezone.now()
teacher = User.objects.create_user("load")
classroom = open_classroom(user=teacher, values={"name": "Load"}, now=now)
task = assign(classroom=classroom, values={"quiz": current_quiz("chips"), "opens_at": now}, now=now)
signer, made = get_cookie_signer(salt=COOKIE + SALT), []
for number in range(READERS):
    reader = Reader.objects.create(since=now)
    join(classroom=classroom, reader=reader, name=f"R{number}", now=now)
    attempt = start_assigned(given=given(reader.pk, task.slug), now=now)
    asked = attempt.answers.filter(question__kind="single").values_list("number", flat=True)
    made.append([signer.sign(str(reader.pk)), attempt.code, list(asked)])
print(json.dumps(made))
"""


def manage(environment, *words, **options):
    """Run a management command; what it printed."""
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True, **options
    )
    return done.stdout


@contextmanager
def own_database(url):
    """The URL of a new PostgreSQL database on this server; dropped afterwards."""
    name = f"load_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def wait_until_quick(port):
    """Until every worker answers: twenty connections in a row without one that waits."""
    quick = 0
    while quick < 20:
        asked = time.monotonic()
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/health/")
            well = connection.getresponse().status == http.client.OK
        except OSError:
            well = False
            time.sleep(0.1)
        quick = quick + 1 if well and time.monotonic() - asked < 0.5 else 0


@contextmanager
def served(environment):
    """The product, started as the README says; its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as server:
        try:
            wait_until_quick(port)
            yield port
        finally:
            server.terminate()


class Reader:
    """One browser with its connection, which it keeps."""

    def __init__(self, port, made, told):
        self.port, self.told = port, told
        self.cookie, self.code, self.numbers = made
        self.reader = self.writer = None

    async def ask(self, number, serial):
        """Save one answer; its status, and the seconds it asks to wait."""
        data = {f"q{number}-response": str(1 + serial % 2), f"q{number}-tab": "load"}
        data |= {f"q{number}-serial": str(serial), "csrfmiddlewaretoken": self.told["token"]}
        body = urlencode(data)
        head = (
            f"POST /taking/{self.code}/answer/{number}/ HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Accept: application/json\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Cookie: csrftoken={self.told['token']}; reader={self.cookie}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.writer.write((head + body).encode())
        answer = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = int(answer.split("content-length: ")[1].split("\r\n")[0])
        await self.reader.readexactly(length)
        wait = answer.split("retry-after: ")[1].split("\r\n")[0] if "retry-after: " in answer else "0"
        return int(answer.split(" ")[1]), int(wait)

    async def sit(self, every, until):
        """Answer every so many seconds until then."""
        await asyncio.sleep(random.uniform(0, every))  # noqa: S311  nothing here is secret
        serial = 0
        while (begun := time.monotonic()) < until:
            serial += 1
            status, wait = await self.save(serial)
            while status == 503:
                await asyncio.sleep(wait)
                status, wait = await self.save(serial)
            await asyncio.sleep(max(0, begun + every - time.monotonic()))

    async def save(self, serial):
        """One try, counted with the time it took."""
        asked = time.monotonic()
        try:
            status, wait = await asyncio.wait_for(
                self.ask(self.numbers[serial % len(self.numbers)], serial), 30
            )
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            status, wait = type(error).__name__, 1
            self.writer = None
        self.told["statuses"][status] += 1
        if status == 200:
            self.told["took"].append(time.monotonic() - asked)
        return status, wait


async def load(port, made, options):
    """All readers at once; what came of it."""
    told = {"statuses": Counter(), "took": [], "token": "a" * 32}
    readers = [Reader(port, one, told) for one in made]
    until = time.monotonic() + options.seconds
    await asyncio.gather(*(reader.sit(options.every, until) for reader in readers))
    return told


def report(told, options):
    """Print what came of it; whether there was an error."""
    took = sorted(told["took"]) or [0.0]

    def at(share):
        return took[min(len(took) - 1, int(share * len(took)))] * 1000

    print(f"{options.readers} readers, an answer each {options.every:g} s, {options.seconds:g} s")
    print("by status: " + ", ".join(f"{status}: {count}" for status, count in told["statuses"].items()))
    print(f"{len(took) / options.seconds:.0f} saved a second; milliseconds p50 {at(0.5):.0f},", end=" ")
    print(f"p95 {at(0.95):.0f}, p99 {at(0.99):.0f}, most {took[-1] * 1000:.0f}", flush=True)
    return any(status not in (200, 503) for status in told["statuses"])


def run(options, environment):
    """Make the readers, serve, load, tell."""
    for words in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"], ["load_pack"]):
        manage(environment, *words)
    made = json.loads(
        manage(environment, "shell", "-v0", "-c", SETUP.replace("READERS", str(options.readers)))
    )
    with served(environment) as port:
        told = asyncio.run(load(port, made, options))
    return report(told, options)


def main():
    """Read the options, run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--readers", type=int, default=300)
    parser.add_argument("--every", type=float, default=4.0)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--database", default="", help="a PostgreSQL server; SQLite without it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"VAR_DIR": folder}
        if not options.database:
            failed = run(options, environment)
        else:
            with own_database(options.database) as url:
                failed = run(options, environment | {"DATABASE_URL": url})
    sys.exit(int(failed))


if __name__ == "__main__":
    main()
