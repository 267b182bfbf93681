"""Many browsers without a picture, each with a connection that it keeps: what they ask, how long it takes."""

import asyncio
import time
from dataclasses import dataclass
from urllib.parse import urlencode

TOKEN = "a" * 32
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Ask:
    """One request: of whom (a cookie), what, and what else its browser says."""

    path: str
    cookie: str = ""
    fields: dict[str, str] | None = None
    more: str = ""
    accept: str = "text/html"

    def raw(self, port):
        """As it goes over the line."""
        body = urlencode(self.fields | {"csrfmiddlewaretoken": TOKEN}) if self.fields else ""
        kind = (
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
            if body
            else ""
        )
        return (
            f"{'POST' if body else 'GET'} {self.path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            f"Accept: {self.accept}\r\nAccept-Encoding: gzip\r\nAccept-Language: ja\r\n"
            f"Cookie: csrftoken={TOKEN}; {self.cookie}\r\n{kind}{self.more}\r\n{body}"
        ).encode()


@dataclass(frozen=True)
class Answer:
    """What came: status, headers in small letters, body as it came, milliseconds."""

    status: int
    head: str
    body: bytes
    took: float

    def header(self, name):
        """One header, "" without it."""
        return self.head.partition(f"\n{name}: ")[2].partition("\r")[0]


class Line:
    """One browser's connection."""

    def __init__(self, port):
        self.port = port
        self.reader = self.writer = None

    async def ask(self, what):
        """The answer. Raises OSError or IncompleteReadError where the line broke."""
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        began = time.perf_counter()
        self.writer.write(what.raw(self.port))
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        names = "\n".join(_small(line) for line in head.split("\n"))
        length = names.partition("\ncontent-length: ")[2].partition("\r")[0]
        body = await self.reader.readexactly(int(length or 0))
        return Answer(int(head.split(" ")[1]), names, body, (time.perf_counter() - began) * 1000)


def _small(line):
    name, colon, value = line.partition(":")
    return name.lower() + colon + value


async def _play(port, lines, asks, answers):
    waiting = iter(asks)

    async def sit(line):
        for what in waiting:
            answers.append(await line.ask(what))

    await asyncio.gather(*(sit(line) for line in lines))
    for line in lines:
        if line.writer:
            line.writer.close()


def play(port, connections, asks):
    """Ask all of them over so many connections, each as soon as the one before it is answered: the answers,
    and the seconds that it took.
    """
    answers = []
    began = time.perf_counter()
    asyncio.run(_play(port, [Line(port) for _line in range(connections)], asks, answers))
    return answers, time.perf_counter() - began


def at(share, values):
    """A quantile of the values, the nearest that occurs."""
    ordered = sorted(values) or [0.0]
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
