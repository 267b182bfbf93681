"""How many requests are worked on at once, how many may wait, and what the others are told.

A request is taken in whole before it asks for a thread, so that a slow line holds up nobody. The work is done
by few threads that stay: each keeps one connection to the database, so that there are never more connections
than threads, and on SQLite hardly anybody waits for a lock. Requests are taken in the order in which they
came.
"""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import quote_from_bytes

from asgiref.wsgi import WsgiToAsgiInstance

Environ = dict[str, Any]
Start = Callable[..., Any]
# What is put in order for work, and what asks for it: Django as a WSGI application.
App = Callable[[Environ, Start], Iterable[bytes]]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
# Status, headers and body.
Answer = tuple[int, list[tuple[bytes, bytes]], bytes]
# A reader's browser gives a save up after ten seconds and sends it again.
PATIENCE_SECONDS = 8.0
BODY_SECONDS = 30.0
# Then whoever waits for what hangs is told so; a proxy in front gives up after 60.
LONGEST_SECONDS = 55.0
# More than any form here holds: the largest is a file of questions of 10 MB. Django says no to what is longer
# than its own limit, which is lower, where it is no file.
BODY_BYTES = 11 * 1024 * 1024
# So much is taken off the line and thrown away: a browser listens to no answer before all is sent.
SENT_BYTES = 64 * 1024 * 1024
RETRY_SECONDS = 5
# Connections beside those whose requests wait or are worked on: on their way, or kept by one who reads. The
# server takes no more of them, and whoever has none waits without a word.
ON_THE_WAY = 8192
ASCII = bytes(range(128)).decode()


class Lost(Exception):
    """Whoever asked is gone."""


def room_for(threads: int, waiting: int) -> int:
    """How many requests the server may hand over at once for the gate to be the one that says it is full."""
    return threads + waiting + ON_THE_WAY


class Gate:
    """An ASGI application around a WSGI one: `threads` work, `waiting` more may wait, the rest get 503.

    What `at_once` has an answer to goes past all of them.
    """

    def __init__(
        self,
        app: App,
        refusal: App,
        *,
        threads: int,
        waiting: int,
        at_once: Callable[[Environ], Answer | None] = lambda _environ: None,
    ) -> None:
        self.app = app
        self.refusal = refusal
        self.at_once = at_once
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="work")
        self.places = threading.BoundedSemaphore(threads + waiting)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer with the application, or the refusal where too many wait or one waited too long."""
        try:
            environ = environ_of(scope, await asyncio.wait_for(_body(receive), BODY_SECONDS))
        except Lost:
            return
        except TimeoutError:
            await _tell(send, (HTTPStatus.REQUEST_TIMEOUT, [], b""))
        except ValueError:
            await _tell(send, (HTTPStatus.BAD_REQUEST, [], b""))
        else:
            told = self.at_once(environ) or await self.answer(environ)
            await _tell(send, told or called(self.refusal, environ))

    async def answer(self, environ: Environ) -> Answer | None:
        """What the application answers; None where it is not asked, since too many wait, or hangs."""
        if not self.places.acquire(blocking=False):
            return None
        work = self.pool.submit(called, self.app, environ)
        work.add_done_callback(lambda _work: self.places.release())
        told = asyncio.wrap_future(work)
        await asyncio.wait([told], timeout=PATIENCE_SECONDS)
        # What nobody has begun is not done; what was begun is finished, for its work may be kept.
        if work.cancel():
            return None
        await asyncio.wait([told], timeout=LONGEST_SECONDS - PATIENCE_SECONDS)
        return told.result() if told.done() else None


def environ_of(scope: Message, body: bytes) -> Environ:
    """What WSGI calls this request. Raises ValueError where one header is there a hundred times.

    Names with an underscore are left out: `X_Forwarded_For` would pass for what a proxy wrote.
    """
    asked: Any = WsgiToAsgiInstance(None)  # type: ignore[no-untyped-call]  # asgiref has no types there
    asked.scope = dict(scope)
    asked.scope["query_string"] = quote_from_bytes(scope["query_string"], ASCII).encode()
    asked.scope["headers"] = [pair for pair in scope["headers"] if b"_" not in pair[0]]
    found: Environ = asked.build_environ(asked.scope, BytesIO(body))
    return found


def called(app: App, environ: Environ) -> Answer:
    """What a WSGI application answers; read and closed in this thread, which has the connection."""
    told: list[tuple[Any, ...]] = []
    body = b"".join(_whole(app(environ, lambda *words: told.append(words))))
    status, headers = told[-1][:2]
    pairs = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    return int(status.split(" ", 1)[0]), pairs, body


def _whole(body: Iterable[bytes]) -> Iterator[bytes]:
    try:
        yield from body
    finally:
        if close := getattr(body, "close", None):
            close()


async def _body(receive: Receive) -> bytes:
    """The request's body as far as anybody here reads it. Raises Lost."""
    parts: list[bytes] = []
    size, has_more = 0, True
    while has_more and size <= SENT_BYTES:
        message = await receive()
        if message["type"] != "http.request":
            raise Lost
        if size <= BODY_BYTES:
            parts.append(message.get("body", b""))
        size, has_more = size + len(message.get("body", b"")), message.get("more_body", False)
    return b"".join(parts)


async def _tell(send: Send, answer: Answer) -> None:
    status, headers, body = answer
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
