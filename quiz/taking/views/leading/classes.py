"""The results of an assignment and the readers of a class, for those who teach."""

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
from quiz.classroom.services.log import By
from quiz.people.access import instructors
from quiz.taking import asking, queries
from quiz.taking.pages.people import people_of
from quiz.taking.pages.results import results_of
from quiz.taking.services.attempts import finish_overdue
from quiz.web.confirm import ask, is_sure, isolated
from quiz.web.methods import BOTH
from quiz.web.sent import status_of
from quiz.web.zones import enter


@instructors
@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """Who has begun and finished an assignment, with their points."""
    found = classes.taught_assignment(request.user, slug)
    finish_overdue(now=timezone.now(), assignment=found)
    enter(request, found.classroom.zone)
    shown = {"assignment": found, "rows": results_of(found)}
    return render(request, "taking/results.html", shown)


@instructors
@require_safe
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """The readers of a class."""
    found = classes.taught_class(request.user, slug)
    enter(request, found.zone)
    shown = {"classroom": found, "people": people_of(found)}
    return render(request, "taking/people.html", shown)


@instructors
@BOTH
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """One reader of a class: their attempts; rename, remove; merge and a new code stand above."""
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
    return render(request, "taking/member.html", shown, status=status_of(form))


def _rename(request: HttpRequest, found: Membership, form: NameForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    members.rename(membership=found, name=form.cleaned_data["name"])
    messages.success(request, _("Saved."))
    return redirect("taking:member", found.pk)


def _change(request: HttpRequest, found: Membership) -> HttpResponse:
    """What the buttons do; then back to the reader, or to the class where they are gone."""
    wanted, now = request.POST.get("wanted", ""), timezone.now()
    if wanted in {"remove", "delete"} and not is_sure(request):
        return ask(request, asking.of_member(found, wanted), fields={"wanted": wanted})
    if wanted in {"remove", "delete"}:
        by = By(request.user, now)
        members.remove(membership=found, keeps_answers=wanted == "remove", now=now, by=by)
        messages.success(
            request, _("%(name)s was taken out of the class.") % {"name": isolated(found.shown_name)}
        )
        return redirect("taking:people", found.classroom.slug)
    if wanted == "take_back":
        members.take_back(membership=found)
    return redirect("taking:member", found.pk)
