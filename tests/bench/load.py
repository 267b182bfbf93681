"""A class that answers: N readers, each one answer every s seconds, against the server as it is served.

    .venv/bin/python -m tests.bench.load --readers 300 --every 4 --seconds 60 --database PostgreSQL
    .venv/bin/python -m tests.bench.load --readers 3000 --every 10 --seconds 30 --most

Starts the product in an empty folder (on PostgreSQL in a database of its own, which it drops), makes the
readers and their attempts, begins each reader at a moment of their own within the first s seconds, and prints
answers by status, how many a second, and how long they took. A refusal (503) is sent again after Retry-After,
as a browser does. With --most it begins with a tenth of the readers and goes on while 99 of 100 answers come
within half a second. Exit code 1 where an answer was an error other than 503.
"""

import argparse
import asyncio
import http.client
import random
import sys
import threading
import time
from collections import Counter
from urllib.parse import urlencode

from tests.bench.lines import at
from tests.bench.serving import empty_product, served
from tests.bench.world import make_world

STEPS = 10
LONGEST = 0.5  # seconds


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
            f"Cookie: csrftoken={self.told['token']}; {self.cookie}\r\n"
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
    took = [1000 * seconds for seconds in told["took"]] or [0.0]
    print(f"{options.readers} readers, an answer each {options.every:g} s, {options.seconds:g} s")
    print("by status: " + ", ".join(f"{status}: {count}" for status, count in told["statuses"].items()))
    print(f"{len(took) / options.seconds:.0f} saved a second; milliseconds p50 {at(0.5, took):.0f},", end=" ")
    print(f"p95 {at(0.95, took):.0f}, p99 {at(0.99, took):.0f}, most {max(took):.0f}", flush=True)
    return any(status not in (200, 503) for status in told["statuses"])


def run(options, environment):
    """Make the readers, serve, load, tell."""
    made = make_world(environment, options.readers)["readers"]
    with served(environment) as server:
        wait_until_quick(server.port)
        if not options.most:
            return hold(server, made, options)
        return step_up(server, made, options)


def hold(server, made, options):
    """All readers for the whole time, told in thirds as to memory; whether there was an error."""
    held = []

    def look():
        while not is_over.wait(options.seconds / 3):
            held.append(server.megabytes())

    is_over, before = threading.Event(), server.seconds()
    looking = threading.Thread(target=look)
    looking.start()
    told = asyncio.run(load(server.port, made, options))
    is_over.set()
    looking.join()
    has_failed = report(told, options)
    share = 100 * (server.seconds() - before) / options.seconds
    grown = ", ".join(f"{each:.0f}" for each in [*held[:2], server.megabytes()])
    print(f"megabytes of the largest process at each third: {grown}; processors: {share:.0f} % of one")
    return has_failed


def step_up(server, made, options):
    """More and more of the readers, while 99 of 100 answers come within half a second."""
    held, has_failed = 0, False
    for readers in range(options.readers // STEPS, options.readers + 1, options.readers // STEPS):
        options.readers, before = readers, server.seconds()
        told = asyncio.run(load(server.port, made[:readers], options))
        has_failed |= report(told, options)
        print(f"processors: {100 * (server.seconds() - before) / options.seconds:.0f} % of one", flush=True)
        if at(0.99, told["took"]) > LONGEST or set(told["statuses"]) != {200}:
            break
        held = readers
    print(f"held: {held} readers at an answer each {options.every:g} s")
    return has_failed


def main():
    """Read the options, run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--readers", type=int, default=300)
    parser.add_argument("--every", type=float, default=4.0)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--most", action="store_true", help="step up to --readers: how many are held?")
    parser.add_argument("--database", default="SQLite", choices=["SQLite", "PostgreSQL"])
    options = parser.parse_args()
    with empty_product(options.database) as environment:
        sys.exit(int(run(options, environment)))


if __name__ == "__main__":
    main()
