"""A number for each request, the same in the log, in the answer and on the page that says what went wrong."""

import logging
import re
import secrets
from collections.abc import Awaitable, Callable, Iterable
from time import perf_counter

from django.http import HttpRequest, HttpResponse

from quiz.web.gate import Message, Receive, Send
from quiz.web.logs import number as current

HEADER = "X-Request-ID"
_WIRE = HEADER.lower().encode()
# What a proxy writes: nginx 32 hex digits, others a UUID. Anything else would stand in the log as it came.
SANE = re.compile(r"[A-Za-z0-9-]{8,64}")
log = logging.getLogger(__name__)
Application = Callable[[Message, Receive, Send], Awaitable[None]]


def number_of(given: str) -> str:
    """The number that came with a request if it is sane, else a new one: 16 hex digits, by chance."""
    return given if SANE.fullmatch(given) else secrets.token_hex(8)


def numbered(application: Application) -> Application:
    """An ASGI application whose every request has one number and whose every answer carries it, also what is
    refused before Django is asked.
    """

    async def answered(scope: Message, receive: Receive, send: Send) -> None:
        given = [value for name, value in scope["headers"] if name == _WIRE]
        number = number_of(given[0].decode("latin-1") if len(given) == 1 else "").encode()

        async def telling(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*_others(message["headers"]), (_WIRE, number)]
            await send(message)

        scope["headers"] = [*_others(scope["headers"]), (_WIRE, number)]
        await application(scope, receive, telling)

    return answered


def _others(pairs: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    return [pair for pair in pairs if pair[0] != _WIRE]


def request_number(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: logs of this request carry its number; at the level INFO one line tells of each request.

    That line names the route, not the address, in which the code of a class or an invitation may stand.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        number = number_of(request.META.get("HTTP_X_REQUEST_ID", ""))
        current.set(number)
        began = perf_counter()
        response = get_response(request)
        response.headers[HEADER] = number
        if log.isEnabledFor(logging.INFO):
            match = request.resolver_match
            told = {
                "method": request.method, "route": match.view_name if match else "",
                "status": response.status_code, "ms": round(1000 * (perf_counter() - began), 1),
            }  # fmt: skip
            log.info("%(method)s %(route)s %(status)s %(ms)s ms", told, extra={"told": told})
        return response

    return middleware
