"""The pages for what went wrong, in the same looks as all others."""

import sys
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from quiz.web import again
from quiz.web.client import is_ours, wants_data
from quiz.web.gate import RETRY_SECONDS
from quiz.web.logs import number
from quiz.web.outages import is_outage

# Their forms hold passwords: they come back empty. The admin has pages of its own for everything.
SIGN_IN = ("account_", "mfa_")
ADMIN = "admin:"
NOT_AGAIN = (*SIGN_IN, ADMIN)


def refusal(words: str, status: HTTPStatus, *, final: bool = False) -> JsonResponse:
    """What a script is told. `final`: sending the same again cannot help."""
    return JsonResponse({"error": words, "final": final}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request could not be read."""
    return _page(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the request was read and refused."""
    if wants_data(request):
        return refusal(_("This was not accepted."), HTTPStatus.FORBIDDEN)
    return _page(request, HTTPStatus.FORBIDDEN)


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.view_name if match else ADMIN


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is missing or old; if it is ours, with what was typed, to be sent again."""
    route = _route(request)
    if wants_data(request) or not is_ours(request) or route.startswith(ADMIN):
        return forbidden(request)
    if route.startswith(SIGN_IN):
        messages.warning(request, _("This page had grown old. Please fill it in again."))
        return redirect(again.page_of(request))
    form = again.sent(request)
    return again.show(request, form, why=again.OLD, back=form.page, status=HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing is here, or nothing that this person may see."""
    if wants_data(request):
        return refusal(_("Nothing is here, or nothing that you may see."), HTTPStatus.NOT_FOUND)
    return _page(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; 503 where the database could not be reached, was locked for too long,
    or takes nothing since its disk is full or read only.

    Rendered without context processors, for one of them may be what failed.
    """
    if is_outage(sys.exc_info()[1]):
        return unavailable(request)
    if wants_data(request):
        return refusal("", HTTPStatus.INTERNAL_SERVER_ERROR)
    return _bare(HTTPStatus.INTERNAL_SERVER_ERROR)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: not now. A script's save is kept by the browser, which sends it again; a form of our own comes
    back with what it carried and a button, passwords never.
    """
    response: HttpResponse
    if wants_data(request):
        response = refusal("", HTTPStatus.SERVICE_UNAVAILABLE)
    else:
        shown: dict[str, object] = {}
        if request.method == "POST" and is_ours(request) and not _route(request).startswith(NOT_AGAIN):
            form = again.sent(request)
            says = again.BUSY[0] if form.typed else again.BUSY[1]
            shown = {"form": form, "says": says, "csrf_token": get_token(request)}
        response = _bare(HTTPStatus.SERVICE_UNAVAILABLE, **shown)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _page(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    return render(request, f"{status.value}.html", {"number": number.get()}, status=status)


def _bare(status: HTTPStatus, **shown: object) -> HttpResponse:
    page = render_to_string(f"{status.value}.html", {"number": number.get()} | shown)
    return HttpResponse(page, status=status)
