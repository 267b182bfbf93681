"""Who may open a page: the first line of every view says it."""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from quiz.people.cookie import find_reader
from quiz.web import again
from quiz.web.client import wants_data
from quiz.web.errors import refusal

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class ReaderRequest(HttpRequest):
    """A request from a browser that began a quiz."""

    reader_id: UUID


def reader_of(request: HttpRequest) -> UUID | None:
    """The reader of this browser, None before the first quiz."""
    if not hasattr(request, "reader_id"):
        request.reader_id = find_reader(request)  # type: ignore[attr-defined]
    found: UUID | None = request.reader_id  # type: ignore[attr-defined]
    return found


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
    view.who = "anyone"  # type: ignore[attr-defined]
    return view


def readers(view: Callable[Concatenate[ReaderRequest, P], HttpResponseBase]) -> View[P]:
    """Open to readers; the view looks things up through `request.reader_id`. Others: 404."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if reader_of(request) is None:
            raise Http404
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    guarded.who = "readers"  # type: ignore[attr-defined]
    return cast("View[P]", guarded)


def known(view: View[P]) -> View[P]:
    """Open to readers and to signed-in instructors; the view looks things up through both. Others: 404."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if reader_of(request) is None and not request.user.is_authenticated:
            raise Http404
        return view(request, *args, **kwargs)

    guarded.who = "known"  # type: ignore[attr-defined]
    return cast("View[P]", guarded)


def _sign_in(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in and then back, whether or not there is such a page; what was sent is kept until then."""
    if wants_data(request):
        return refusal(_("You are signed out."), HTTPStatus.UNAUTHORIZED)
    back = request.get_full_path()
    if request.method == "POST":
        if again.keep(request):
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

    guarded.who = "instructors"  # type: ignore[attr-defined]
    return cast("View[P]", guarded)


def staff(view: View[P]) -> View[P]:
    """Open to those who run this site. Whoever is signed out may sign in first; other accounts: 404."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _sign_in(request)
        if not request.user.is_staff:
            raise Http404
        return again.offer(request) or view(request, *args, **kwargs)

    guarded.who = "staff"  # type: ignore[attr-defined]
    return cast("View[P]", guarded)
