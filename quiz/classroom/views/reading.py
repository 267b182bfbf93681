"""Joining a class and coming back to it."""

from collections.abc import Collection
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quiz.classroom import queries
from quiz.classroom.forms import CodeForm, NameForm
from quiz.classroom.models import Classroom, Membership
from quiz.classroom.services import members as services
from quiz.people import limits
from quiz.people.access import ReaderRequest, anyone, readers
from quiz.people.cookie import held, let_go, own_reader, remember
from quiz.people.models import Reader
from quiz.people.newcomer import new_newcomer, read_newcomer
from quiz.people.services import welcome_reader
from quiz.web import again
from quiz.web.confirm import isolated
from quiz.web.methods import BOTH
from quiz.web.places import safe_place
from quiz.web.sent import status_of


@anyone
@BOTH
def join(request: HttpRequest, code: str = "") -> HttpResponse:
    """By code or link, then a display name, done; where one is somebody already, that is asked first."""
    typed = request.POST.get("code", code)
    form = CodeForm({"code": typed} if typed or request.method == "POST" else None)
    if not typed or not form.is_valid():
        status = status_of(form)
        return render(request, "classroom/join.html", {"form": form}, status=status)
    try:
        with limits.guessing(request, "join", services.NoSuchCode, timezone.now()):
            found = services.find_class(code=form.cleaned_data["code"])
        return _join(request, found)
    except services.NoSuchCode:
        form.add_error(
            "code", _("No class takes readers by this code now. Ask your instructor for the code.")
        )
    except services.Removed:
        form.add_error("code", _("Your instructor took you out of this class. Ask them to let you in again."))
    return render(request, "classroom/join.html", {"form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _join(request: HttpRequest, found: Classroom) -> HttpResponse:
    place = queries.place_in(found, held(request))
    shown = {
        "classroom": found, "code": found.join_code, "place": place,
        "newcomer": request.POST.get("newcomer") or new_newcomer(),
    }  # fmt: skip
    # Whoever erased everything has no name here: they join again as the reader whose attempts count, unless
    # they say that they are somebody else.
    is_somebody = place is not None and bool(place.name)
    is_else = is_somebody and _is_left(request, place)
    if is_somebody and not is_else and "else" not in request.POST:
        return render(request, "classroom/join.html", shown)
    names = NameForm(request.POST if "name" in request.POST and (is_else or not is_somebody) else None)
    if not names.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if names.is_bound else HTTPStatus.OK
        return render(request, "classroom/join.html", shown | {"names": names}, status=status)
    now = timezone.now()
    limits.join_class(request, found.slug, now)
    name = names.cleaned_data["name"]
    reader = _newcomer(request, place, queries.just_joined(found, _told_of(request), name, now), now)
    joined = services.join(classroom=found, reader=reader, name=name, now=now)
    left = {place.reader_id} if place and place.reader_id != reader.pk else set()
    return _welcome(request, joined, left)


def _is_left(request: HttpRequest, place: Membership | None) -> bool:
    """Whether the page that shows this reader's return code was passed on the way to be someone else."""
    return place is not None and request.POST.get("left") == str(place.pk)


def _told_of(request: HttpRequest) -> UUID | None:
    """Who the form says that this newcomer will be."""
    return read_newcomer(request.POST.get("newcomer", ""))


def _newcomer(request: HttpRequest, place: Membership | None, new_id: UUID | None, now: datetime) -> Reader:
    """Whoever joins: a new reader, but for an account whose own reader is not in the class yet."""
    if place and not place.name and "stranger" not in request.POST:
        return place.reader
    own, account = (None, None) if place else (own_reader(request), request.user)
    return welcome_reader(reader_id=own, now=now, account=account, new_id=new_id)


def _welcome(request: HttpRequest, joined: services.Joined, left: set[UUID]) -> HttpResponse:
    membership = joined.membership
    # Somebody who never chose a language meets the class in its own, these words included.
    language = get_language() if settings.LANGUAGE_COOKIE_NAME in request.COOKIES else None
    with override(language or membership.classroom.language):
        if joined.return_code and membership.number > 1:
            told = _("Another reader has this name, so you are %(name)s.")
            messages.info(request, told % {"name": isolated(membership.shown_name)})
    return _into(request, membership, left=left)


def _into(
    request: HttpRequest, membership: Membership, wanted: str = "", left: Collection[UUID] = ()
) -> HttpResponse:
    response = redirect(wanted) if wanted else redirect("home:room", membership.classroom.slug)
    remember(response, request, membership.reader_id, instead_of=left)
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            membership.classroom.language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            samesite="Lax",
            httponly=True,
            secure=settings.HTTPS,
        )
    return response


@anyone
@BOTH
def come_back(request: HttpRequest) -> HttpResponse:
    """Go on by one's return code: on another device, or where this browser does not know one any more."""
    form = CodeForm(request.POST or None)
    wanted = _wanted(request)
    if request.method == "POST" and form.is_valid():
        try:
            with limits.guessing(request, "return", services.NoSuchCode, timezone.now()):
                found = services.come_back(code=form.cleaned_data["code"])
            place = queries.place_in(found.classroom, held(request))
            is_other = place is not None and place.reader_id != found.reader_id and not place.removed_at
            if not is_other or _is_left(request, place):
                return _into(request, found, wanted, {place.reader_id} if place and is_other else ())
            shown = {"form": form, "wanted": wanted, "place": place, "found": found}
            return render(request, "classroom/come_back.html", shown)
        except services.NoSuchCode:
            form.add_error(
                "code", _("This return code is not known. Your instructor can make you a new one.")
            )
    shown = {"form": form, "wanted": wanted}
    return render(request, "classroom/come_back.html", shown, status=status_of(form))


def _wanted(request: HttpRequest) -> str:
    """The page of this site that one was on the way to; empty without one."""
    return safe_place(request.POST.get("next", request.GET.get("next", "")), "")


@readers
@require_POST
def noted(request: ReaderRequest, slug: str) -> HttpResponse:
    """The return code is written down, or the word about it read: neither is shown any more."""
    membership = queries.membership_of(request.reader_id, slug)
    services.note_code(membership=membership)
    services.read_renewal(membership=membership, now=timezone.now())
    return redirect("home:room", slug)


@readers
@BOTH
def leave(request: ReaderRequest, slug: str) -> HttpResponse:
    """Be forgotten by this browser, as one reader or as all that it holds; nothing that was done goes."""
    membership = queries.membership_of(request.reader_id, slug)
    who = request.POST.get("who")
    if who not in ("me", "all"):
        others = [each for each in held(request) if each != request.reader_id]
        is_own = own_reader(request) == request.reader_id
        shown = {"place": membership, "others": len(others), "is_own": is_own}
        return render(request, "classroom/leave.html", shown)
    response = redirect("classroom:come_back")
    gone = held(request) if who == "all" else [request.reader_id]
    let_go(response, request, gone)
    again.forget(request)
    if set(held(request)) <= set(gone):
        # Drafts and the queue of answers, which the page sent before. Those who stay keep theirs.
        response["Clear-Site-Data"] = '"storage"'
    messages.success(request, _("This browser has forgotten you. Your return code leads back."))
    return response
