"""How many requests are worked on at once, how many may wait, and what the others are told.

The server's own threads only wait here. The work is done by few threads that stay: each keeps one connection
to the database, so that there are never more connections than threads, and on SQLite hardly anybody waits
for a lock. Requests are taken in the order in which they came.
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLong
from typing import Any

Environ = dict[str, Any]
Start = Callable[..., Any]
App = Callable[[Environ, Start], Iterable[bytes]]
Answer = tuple[tuple[Any, ...], list[bytes]]
# A reader's browser gives a save up after ten seconds and sends it again.
PATIENCE_SECONDS = 8.0
RETRY_SECONDS = 5


def room_for(threads: int, waiting: int) -> int:
    """How many of the server's threads a gate keeps busy: those who wait, and one to say that it is full."""
    return threads + waiting + 1


class Gate:
    """A WSGI application around another one: `threads` work, `waiting` more may wait, the rest get 503."""

    def __init__(self, app: App, refusal: App, *, threads: int, waiting: int) -> None:
        self.app = app
        self.refusal = refusal
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="work")
        self.places = threading.BoundedSemaphore(threads + waiting)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """The answer of the application, or the refusal where too many wait or one waited too long."""
        if not self.places.acquire(blocking=False):
            return self.refusal(environ, start)
        work = self.pool.submit(self._work, environ)
        try:
            return _told(work.result(PATIENCE_SECONDS), start)
        except TooLong:
            # What nobody has begun is not done; what was begun is finished, for its work may be kept.
            if work.cancel():
                self.places.release()
                return self.refusal(environ, start)
            return _told(work.result(), start)

    def _work(self, environ: Environ) -> Answer:
        try:
            told: list[tuple[Any, ...]] = []
            body = self.app(environ, lambda *words: told.append(words))
            return told[-1], list(_whole(body))
        finally:
            self.places.release()


def _told(answer: Answer, start: Start) -> list[bytes]:
    words, body = answer
    start(*words[:2])
    return body


def _whole(body: Iterable[bytes]) -> Iterator[bytes]:
    """The whole body, read in the thread that holds the database's connection, and closed there."""
    try:
        yield from body
    finally:
        if close := getattr(body, "close", None):
            close()
