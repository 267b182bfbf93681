"""A refusal that passes with time: who tries too often waits, and is told how long."""

import math
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render

from quiz.web.logs import number

TICKET = "ticket"
# What a page that waits sends again by itself: everything that was sent, but for what is made anew.
ANEW = {TICKET, "csrfmiddlewaretoken"}


class TooMany(Exception):
    """Too many tries for now. It passes after `wait` seconds.

    With a `ticket` the page sends the same form again after the wait; the ticket says that one has waited.
    """

    def __init__(self, wait: float, ticket: str = "") -> None:
        super().__init__(wait)
        self.wait = max(1, math.ceil(wait))
        self.ticket = ticket


def refusals(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: whichever view tried too often, the answer is one page that says how long to wait."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return too_many(request, exception) if isinstance(exception, TooMany) else None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]  # Django looks for it there
    return middleware


def too_many(request: HttpRequest, refusal: TooMany | None = None) -> HttpResponse:
    """429, with the time to wait in words and in Retry-After.

    The sign-in package's own limits are all for a minute and hand nothing in.
    """
    refusal = refusal or TooMany(60)
    sent = request.POST.items() if refusal.ticket else ()
    shown = {
        "wait": refusal.wait, "minutes": math.ceil(refusal.wait / 60), "ticket": refusal.ticket,
        "fields": [(key, value) for key, value in sent if key not in ANEW], "address": request.path,
        "number": number.get(),
    }  # fmt: skip
    if refusal.ticket:
        get_token(request)
    response = render(request, "429.html", shown, status=HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(refusal.wait)
    return response
