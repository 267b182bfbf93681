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
# Those that write something before they mail. Only these are one transaction: on SQLite it is the lock that
# all writers wait for, and a password is computed for a third of a second while one signs in.
WRITING = ("/accounts/signup/", "/accounts/email/")
log = logging.getLogger(__name__)


class MailNotSent(Exception):
    """The mail server did not take a mail; what depended on it is undone."""


def is_unsent(request: HttpRequest) -> bool:
    """Whether a mail that this request was to send did not go out."""
    return getattr(request, "mail_not_sent", False)


class HonestMail:
    """Middleware: the sign-in package's changes hold only if their mail went out.

    Otherwise an account would stand whose code nobody was ever sent, and signing up again would say that
    it exists.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, and the session as it was where a mail did not go out."""
        if request.method != "POST" or not request.path.startswith(ACCOUNTS):
            return self.get_response(request)
        session = dict(request.session.items())
        response = self.answer_whole(request)
        if is_unsent(request):
            request.session.clear()
            request.session.update(session)
        return response

    def answer_whole(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, in one transaction with what it wrote where something is written before the mail."""
        if not request.path.startswith(WRITING):
            return self.get_response(request)
        with transaction.atomic():
            response = self.get_response(request)
            if is_unsent(request):
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page that says that a mail could not be sent; None for all other faults."""
        if not isinstance(exception, MailNotSent):
            return None
        log.error("A mail could not be sent: %s", exception.__cause__)
        vars(request)["mail_not_sent"] = True
        response = render(request, "mail.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
        response["Retry-After"] = str(RETRY_SECONDS)
        return response
