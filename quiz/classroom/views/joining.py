"""Joining a class and coming back to it."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quiz.classroom import queries
from quiz.classroom.forms import CodeForm, NameForm
from quiz.classroom.models import Membership
from quiz.classroom.services import members as services
from quiz.classroom.views.classes import BOTH
from quiz.people.access import ReaderRequest, anyone, readers
from quiz.people.cookie import reader_of, remember
from quiz.people.services import welcome_reader
from quiz.web.client import client_of
from quiz.web.confirm import Question, ask, is_sure
from quiz.web.errors import too_many


@anyone
@BOTH
def join(request: HttpRequest, code: str = "") -> HttpResponse:
    """By code or link, then a display name, done."""
    typed = request.POST.get("code", code)
    form = CodeForm({"code": typed} if typed or request.method == "POST" else None)
    if not typed or not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return render(request, "classroom/join.html", {"form": form}, status=status)
    now = timezone.now()
    try:
        found = services.find_class(code=form.cleaned_data["code"], client=client_of(request), now=now)
        names = NameForm(request.POST if "name" in request.POST else None)
        if not names.is_valid():
            shown = {"form": form, "names": names, "classroom": found, "code": found.join_code}
            status = HTTPStatus.UNPROCESSABLE_ENTITY if names.is_bound else HTTPStatus.OK
            return render(request, "classroom/join.html", shown, status=status)
        reader = welcome_reader(reader_id=reader_of(request), now=now, account=request.user)
        joined = services.join(classroom=found, reader=reader, name=names.cleaned_data["name"], now=now)
    except services.TooManyMisses:
        return too_many(request)
    except services.NoSuchCode:
        form.add_error(
            "code", _("No class takes readers by this code now. Ask your instructor for the code.")
        )
        return render(request, "classroom/join.html", {"form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except services.Removed:
        form.add_error("code", _("Your instructor took you out of this class. Ask them to let you in again."))
        return render(request, "classroom/join.html", {"form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _welcome(request, joined)


def _welcome(request: HttpRequest, joined: services.Joined) -> HttpResponse:
    membership = joined.membership
    # Somebody who never chose a language meets the class in its own, these words included.
    language = get_language() if settings.LANGUAGE_COOKIE_NAME in request.COOKIES else None
    with override(language or membership.classroom.language):
        _tell(request, joined)
    return _into(request, membership)


def _tell(request: HttpRequest, joined: services.Joined) -> None:
    membership = joined.membership
    if joined.return_code:
        if membership.number > 1:
            told = _("Another reader has this name, so you are %(name)s.") % {"name": membership.shown_name}
            messages.info(request, told)
        told = _("Your return code: %(code)s. Write it down: with it you go on from another device.")
        messages.success(request, told % {"code": joined.return_code})


def _into(request: HttpRequest, membership: Membership, wanted: str = "") -> HttpResponse:
    response = redirect(wanted) if wanted else redirect("home:room", membership.classroom.slug)
    remember(response, request, membership.reader_id)
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
            found = services.come_back(
                code=form.cleaned_data["code"], client=client_of(request), now=timezone.now()
            )
            return _into(request, found, wanted)
        except services.TooManyMisses:
            return too_many(request)
        except services.NoSuchCode:
            form.add_error(
                "code", _("This return code is not known. Your instructor can make you a new one.")
            )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    shown = {"form": form, "wanted": wanted}
    return render(request, "classroom/come_back.html", shown, status=status)


def _wanted(request: HttpRequest) -> str:
    """The page of this site that one was on the way to; empty without one."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    is_here = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if is_here else ""


@readers
@require_POST
def renew(request: ReaderRequest, slug: str) -> HttpResponse:
    """A reader makes themselves a new return code."""
    membership = queries.membership_of(request.reader_id, slug)
    if not is_sure(request):
        back = reverse("home:room", args=[slug])
        says = [_("Your old return code stops working at once. What you did in the class stays.")]
        return ask(request, Question(_("Make a new return code?"), says, _("New return code"), back))
    code = services.new_return_code(membership=membership)
    told = _("Your return code: %(code)s. Write it down: with it you go on from another device.")
    messages.success(request, told % {"code": code})
    return redirect("home:room", slug)
