"""What happens to a request whose mail cannot be sent: it is undone as a whole, and the page says so."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

RETRY_SECONDS = 300
# Where the sign-in package's pages are, and those of ours that stand before one of them.
ACCOUNTS = "accounts/"
log = logging.getLogger(__name__)


class MailNotSent(Exception):
    """The mail server did not take a mail; what depended on it is undone."""


class HonestMail:
    """Middleware: the sign-in package's changes hold only if their mail went out.

    Otherwise an account would stand whose code nobody was ever sent, and signing up again would say that
    it exists.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing of its own: all is done around the view."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """The answer of a page of accounts that writes; None for all others."""
        match = request.resolver_match
        if request.method != "POST" or match is None or not match.route.startswith(ACCOUNTS):
            return None
        session = dict(request.session.items())
        try:
            with transaction.atomic():
                made: HttpResponse = view(request, *args, **kwargs)
        except MailNotSent as error:
            log.error("A mail could not be sent: %s", error.__cause__)  # noqa: TRY400  the cause says it all
            request.session.clear()
            request.session.update(session)
            response = render(request, "mail.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
            response["Retry-After"] = str(RETRY_SECONDS)
            return response
        return made
