"""What happens to a request whose mail cannot be sent: it is undone as a whole, and the page says so."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

RETRY_SECONDS = 300
# Where the sign-in package's pages are, and those of ours that stand before one of them.
ACCOUNTS = "/accounts/"
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
        """The answer, in one transaction with what it wrote where it is a page of accounts that writes."""
        if request.method != "POST" or not request.path.startswith(ACCOUNTS):
            return self.get_response(request)
        session = dict(request.session.items())
        with transaction.atomic():
            response = self.get_response(request)
            if getattr(request, "mail_not_sent", False):
                transaction.set_rollback(True)
                request.session.clear()
                request.session.update(session)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page that says that a mail could not be sent; None for all other faults."""
        if not isinstance(exception, MailNotSent):
            return None
        log.error("A mail could not be sent: %s", exception.__cause__)
        request.mail_not_sent = True  # type: ignore[attr-defined]
        response = render(request, "mail.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
        response["Retry-After"] = str(RETRY_SECONDS)
        return response
