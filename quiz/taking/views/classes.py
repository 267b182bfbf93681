"""Where a class meets its attempts: beginning an assignment, its results, its people."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quiz.classroom import queries as classes
from quiz.classroom.forms import NameForm
from quiz.classroom.models import Membership
from quiz.classroom.services import members
from quiz.people.access import ReaderRequest, instructors, readers
from quiz.people.cookie import remember
from quiz.taking import asking, queries, services
from quiz.taking.standing import stand_of
from quiz.web.confirm import ask, is_sure, isolated
from quiz.web.methods import BOTH
from quiz.web.zones import enter


@readers
@BOTH
def begin(request: ReaderRequest, slug: str) -> HttpResponse:
    """The rules of an assignment; then begin it, or go on."""
    given = classes.given(request.reader_id, slug)
    now = timezone.now()
    enter(request, given.assignment.classroom.zone)
    if request.method == "POST":
        try:
            attempt = services.start_assigned(given=given, now=now)
        except services.NotOpen:
            messages.warning(request, _("This is not open for you now."))
        except services.NoAttemptLeft:
            messages.warning(request, _("You have made all the attempts that are allowed."))
        else:
            response = redirect("taking:question", attempt.code, 1)
            remember(response, request, request.reader_id)
            return response
        return redirect("taking:begin", slug)
    return render(request, "taking/begin.html", _begin(given, now))


def _begin(given: classes.Given, now: Any) -> dict[str, Any]:
    services.finish_overdue(now=now, membership=given.membership, assignment=given.assignment)
    mine = [row for row in queries.attempts_in(given.membership) if row.assignment_id == given.assignment.pk]
    erased = queries.erased_by(given.membership).get(given.assignment.pk)
    stand = stand_of(given, mine, erased, now)
    return {"given": given, "stand": stand, "attempts": mine, "erased": erased}


@instructors
@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """Who has begun and finished an assignment, with their points."""
    found = classes.taught_assignment(request.user, slug)
    services.finish_overdue(now=timezone.now(), assignment=found)
    enter(request, found.classroom.zone)
    shown = {"assignment": found, "rows": queries.results_of(found)}
    return render(request, "taking/results.html", shown)


@instructors
@require_safe
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """The readers of a class."""
    found = classes.taught_class(request.user, slug)
    enter(request, found.zone)
    shown = {"classroom": found, "people": queries.people_of(found)}
    return render(request, "taking/people.html", shown)


@instructors
@BOTH
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """One reader of a class: their attempts; rename, remove, merge, a new return code."""
    found = classes.member(request.user, pk)
    form = NameForm(
        request.POST if request.POST.get("wanted") == "rename" else None, initial={"name": found.name}
    )
    if request.method == "POST":
        done = _rename(request, found, form) if form.is_bound else _change(request, found)
        if done:
            return done
    enter(request, found.classroom.zone)
    shown = {
        "member": found,
        "form": form,
        "attempts": queries.attempts_in(found),
        "erased": list(queries.erased_by(found).values()),
        "assignments": classes.assignments_of(found.classroom),
        "others": [row for row in classes.members(found.classroom) if row != found and not row.removed_at],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "taking/member.html", shown, status=status)


def _rename(request: HttpRequest, found: Membership, form: NameForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    members.rename(membership=found, name=form.cleaned_data["name"])
    messages.success(request, _("Saved."))
    return redirect("taking:member", found.pk)


def _change(request: HttpRequest, found: Membership) -> HttpResponse:
    """What the buttons do; then back to the reader, or to the class where they are gone."""
    wanted, now = request.POST.get("wanted", ""), timezone.now()
    if wanted in {"remove", "delete", "code"} and not is_sure(request):
        return ask(request, asking.of_member(found, wanted), fields={"wanted": wanted})
    if wanted in {"remove", "delete"}:
        members.remove(membership=found, keeps_answers=wanted == "remove", now=now)
        messages.success(
            request, _("%(name)s was taken out of the class.") % {"name": isolated(found.shown_name)}
        )
        return redirect("taking:people", found.classroom.slug)
    if wanted == "take_back":
        members.take_back(membership=found)
    elif wanted == "code":
        code = members.new_return_code(membership=found)
        told = _("New return code of %(name)s: %(code)s. It is shown only now.")
        messages.success(request, told % {"name": isolated(found.shown_name), "code": code})
    return redirect("taking:member", found.pk)
