"""The class itself, for those who teach it."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quiz.classroom import queries
from quiz.classroom.forms import ClassroomForm, CopyForm, DeleteForm
from quiz.classroom.joining import join_link
from quiz.classroom.models import Classroom
from quiz.classroom.services import classes as services
from quiz.domain.later import later
from quiz.people import limits
from quiz.people.access import anyone, instructors
from quiz.web.confirm import Question, ask, is_sure
from quiz.web.methods import BOTH
from quiz.web.sent import status_of
from quiz.web.zones import enter

square_of = later("quiz.classroom.squares:square_of")


@instructors
@require_safe
def classrooms(request: HttpRequest) -> HttpResponse:
    """The classes that one teaches."""
    return render(request, "classroom/classrooms.html", {"classes": queries.classes_of(request.user)})


@instructors
@BOTH
def open_class(request: HttpRequest) -> HttpResponse:
    """Set up a class."""
    form = ClassroomForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = services.open_classroom(user=_user(request), values=form.cleaned_data, now=timezone.now())
        return redirect("insight:classroom", made.slug)
    return render(request, "classroom/open_class.html", {"form": form}, status=status_of(form))


@instructors
@require_safe
def bookmark(request: HttpRequest, slug: str) -> HttpResponse:
    """The address that a class had before: on to its page."""
    return redirect("insight:classroom", queries.taught_class(request.user, slug).slug)


def _user(request: HttpRequest) -> Any:
    return request.user


@instructors
@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """The page for the projector: join code, link and QR code, large."""
    found = queries.taught_class(request.user, slug)
    link = join_link(request, found)
    # Made from our own address by a library: nothing in it was typed by anybody.
    shown = {"classroom": found, "link": link, "picture": mark_safe(square_of(link))}
    return render(request, "classroom/board.html", shown)


@instructors
@BOTH
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Name, language, time zone, retention."""
    found = queries.taught_class(request.user, slug)
    enter(request, found.zone)
    form = ClassroomForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        services.edit_classroom(classroom=found, values=form.cleaned_data, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("insight:classroom", slug)
    return render(
        request,
        "classroom/edit.html",
        {"form": form, "classroom": found, "copy": CopyForm(auto_id="copy_%s")},
        status=status_of(form),
    )


@instructors
@require_POST
def door(request: HttpRequest, slug: str) -> HttpResponse:
    """Renew the join code, or open or close the class for joining."""
    found = queries.taught_class(request.user, slug)
    wanted = request.POST.get("wanted", "")
    if wanted in {"renew", "close"} and not is_sure(request):
        return ask(request, _of_door(found, wanted), fields={"wanted": wanted})
    if wanted == "renew":
        services.renew_code(classroom=found, now=timezone.now())
        messages.success(request, _("There is a new join code. The old one no longer works."))
    elif wanted in {"open", "close"}:
        services.set_joinable(classroom=found, is_joinable=wanted == "open", now=timezone.now())
    return redirect("insight:classroom", slug)


def _of_door(found: Classroom, wanted: str) -> Question:
    back = reverse("insight:classroom", args=[found.slug])
    if wanted == "close":
        says = [_("From now on nobody joins this class, whatever code, link or picture they have.")]
        says += [_("Whoever is in stays in. You can open it again; the code stays the same.")]
        return Question(_("Close the class for joining?"), says, _("Close for joining"), back)
    told = _("The code %(code)s, its link and its picture stop working at once, also where they are printed.")
    says = [told % {"code": found.join_code}, _("The old code does not come back. Whoever is in stays in.")]
    return Question(_("Make a new join code?"), says, _("New join code"), back)


@instructors
@require_POST
def copy(request: HttpRequest, slug: str) -> HttpResponse:
    """A class for the next term, with the same assignments as drafts."""
    found = queries.taught_class(request.user, slug)
    form = CopyForm(request.POST, auto_id="copy_%s")
    if not form.is_valid():
        shown = {"form": ClassroomForm(instance=found), "classroom": found, "copy": form}
        return render(request, "classroom/edit.html", shown, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    made = services.copy_classroom(
        classroom=found, user=_user(request), name=form.cleaned_data["name"], now=timezone.now()
    )
    messages.success(
        request, _("Copied, without readers. The assignments are drafts: give them their times.")
    )
    return redirect("insight:classroom", made.slug)


@instructors
@require_POST
def archive(request: HttpRequest, slug: str) -> HttpResponse:
    """Put the class away, or take it back."""
    found = queries.taught_class(request.user, slug)
    if found.archived_at is None and not is_sure(request):
        says = [
            _("Nobody can join it or begin anything in it; attempts that are open can still be finished."),
            _("Everything can still be read, and you can take it out of the archive again."),
        ]
        back = reverse("insight:classroom", args=[slug])
        return ask(request, Question(_("Archive this class?"), says, _("Archive"), back))
    services.archive(classroom=found, is_archived=found.archived_at is None, now=timezone.now())
    return redirect("insight:classroom", slug)


@instructors
@BOTH
def delete(request: HttpRequest, slug: str) -> HttpResponse:
    """Delete the class with everything in it, after its name was typed."""
    found = queries.taught_class(request.user, slug)
    form = DeleteForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.delete_classroom(classroom=found)
        messages.success(request, _("The class and everything in it were deleted."))
        return redirect("classroom:classrooms")
    shown = {"form": form, "classroom": found, "count": len(queries.members(found))}
    return render(request, "classroom/delete.html", shown, status=status_of(form))


@instructors
@require_POST
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a link for another instructor."""
    found = queries.taught_class(request.user, slug)
    services.invite(classroom=found, now=timezone.now(), user=request.user)
    return redirect(reverse("insight:classroom", args=[slug]) + "#colleagues")


@anyone
@BOTH
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Come to teach a class by an invitation; whoever has no account yet makes one first."""
    with limits.guessing(request, "invitation", Http404, timezone.now()):
        classroom = queries.invited_to(token, request.user, timezone.now())
    if not request.user.is_authenticated:
        request.session["invitation"] = token
        return render(request, "classroom/accept.html", {"token": token})
    if request.method == "POST":
        found = services.accept(token=token, user=_user(request), now=timezone.now())
        request.session.pop("invitation", None)
        return redirect("insight:classroom", found.slug)
    return render(request, "classroom/accept.html", {"token": token, "classroom": classroom})
