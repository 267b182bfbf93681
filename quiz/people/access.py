"""Who may open a page: the first line of every view says it."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from quiz.people.cookie import held, put_in_force, reader_of
from quiz.people.limits import FORMS, take
from quiz.web import again
from quiz.web.client import client_of, wants_data
from quiz.web.errors import refusal
from quiz.web.limits import TooMany

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class ReaderRequest(HttpRequest):
    """A request from a browser that began a quiz."""

    reader_id: UUID


def who(request: HttpRequest) -> Mapping[str, object]:
    """Context for base.html: `who` tells apart the people of one browser, whose drafts stay their own.

    Only what the view asked for already, so it costs no query; "" where it asked for nobody.
    """
    user = getattr(request, "user", None)
    reader = getattr(request, "reader_id", None)
    person = reader or (user.pk if user and user.is_authenticated else None)
    return {"who": salted_hmac("quiz.people.drafts", str(person)).hexdigest()[:12] if person else ""}


def anyone(view: View[P]) -> View[P]:
    """Open to everybody."""
    return _open_to("anyone", view)


def visitors(view: View[P]) -> View[P]:
    """Open to everybody where the page itself is; else to those for whom the view finds something."""
    return _open_to("visitors", _as_each(view))


def readers(view: Callable[Concatenate[ReaderRequest, P], HttpResponseBase]) -> View[P]:
    """Open to readers; the view looks things up through `request.reader_id` before it changes anything."""

    @wraps(view)
    def found(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if reader_of(request) is None:
            raise Http404
        return view(cast("ReaderRequest", request), *args, **kwargs)

    return _open_to("readers", _as_each(found))


def known(view: View[P]) -> View[P]:
    """Open to readers and to signed-in instructors; the view looks things up through both."""

    @wraps(view)
    def found(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if reader_of(request) is None and not request.user.is_authenticated:
            raise Http404
        return view(request, *args, **kwargs)

    return _open_to("known", _as_each(found))


def _open_to(whom: str, view: View[P]) -> View[P]:
    # Written on the view, so that the table of who may see what can be read off the addresses.
    vars(view)["who"] = whom
    return view


def _as_each(view: View[P]) -> View[P]:
    """The view as the first reader of this browser for whom it finds something, the one in force first.

    Who is nobody yet is asked for a code, whether or not there is anything at the address; for others
    nothing found is 404. A view that raises it has changed nothing, so it can be asked again.
    """

    @wraps(view)
    def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        first = reader_of(request)
        is_nobody = first is None and not request.user.is_authenticated
        try:
            return (None if is_nobody else again.offer(request)) or view(request, *args, **kwargs)
        except Http404:
            if is_nobody:
                return _ask_who(request)
            for other in held(request):
                if other != first:
                    put_in_force(request, other)
                    with suppress(Http404):
                        return view(request, *args, **kwargs)
            put_in_force(request, first)
            raise

    return asked


def _kept(request: HttpRequest) -> bool:
    """Keep what was sent until its sender is known: so many from one address, for anybody can send it."""
    try:
        take(limit=FORMS, who=client_of(request), now=timezone.now())
    except TooMany:
        return False
    return again.keep(request)


def _ask_who(request: HttpRequest) -> HttpResponseBase:
    """On to the page that asks for a return code or a join code, and from there back to where one was."""
    if wants_data(request):
        words = _("This browser does not know you any more. Go on with your return code.")
        return refusal(words, HTTPStatus.UNAUTHORIZED)
    wanted = request.get_full_path()
    if request.method == "POST" and not _kept(request):
        # What took the form may show nothing by itself: back to the page that it was on, if that is known.
        came_from = again.page_of(request)
        wanted = came_from if came_from != "/" else wanted
    return redirect(f"{reverse('classroom:come_back')}?{urlencode({'next': wanted})}")


def _sign_in(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in and then back, whether or not there is such a page; what was sent is kept until then."""
    if wants_data(request):
        return refusal(_("You are signed out."), HTTPStatus.UNAUTHORIZED)
    back = request.get_full_path()
    if request.method == "POST":
        if _kept(request):
            messages.info(request, _("You are signed out. Sign in to go on: what you typed is kept."))
        else:
            back = again.page_of(request)
    return redirect_to_login(back)


def instructors(view: View[P]) -> View[P]:
    """Open to signed-in instructors. Whoever is signed out may sign in first."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _sign_in(request)
        return again.offer(request) or view(request, *args, **kwargs)

    return _open_to("instructors", cast("View[P]", guarded))
