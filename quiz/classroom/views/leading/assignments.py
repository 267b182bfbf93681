"""What a class is given."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quiz.bank.models import Pack
from quiz.bank.queries import current_quizzes
from quiz.classroom import queries
from quiz.classroom.forms import AssignmentForm, ExtensionForm
from quiz.classroom.services import assignments as services
from quiz.classroom.services.log import By
from quiz.classroom.services.members import extend as give_extension
from quiz.classroom.views.leading.windows import tell
from quiz.people.access import instructors
from quiz.web.confirm import Question, ask, is_sure
from quiz.web.methods import BOTH
from quiz.web.sent import status_of
from quiz.web.zones import enter


@instructors
@BOTH
def assign(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the class a quiz."""
    found = queries.taught_class(request.user, slug)
    enter(request, found.zone)
    now = timezone.now()
    quizzes = current_quizzes(Pack.objects.visible_to(request.user))
    form = AssignmentForm(request.POST or None, quizzes=quizzes, now=now)
    if request.method == "POST" and form.is_valid():
        made = services.assign(classroom=found, values=form.cleaned_data, now=now)
        tell(request, made)
        if (pair := queries.pair_of(made)) and pair[0] == made and not pair[1].opens_at:
            told = _("%(title)s stands ready for after the reading: open it then.")
            messages.info(request, told % {"title": pair[1].title})
        return redirect("insight:classroom", slug)
    shown = {"form": form, "classroom": found}
    return render(request, "classroom/assign.html", shown, status=status_of(form))


@instructors
@BOTH
def assignment(request: HttpRequest, slug: str) -> HttpResponse:
    """Change an assignment's window and rules; who has an extension."""
    found = queries.taught_assignment(request.user, slug)
    enter(request, found.classroom.zone)
    now = timezone.now()
    visible = Pack.objects.visible_to(request.user)
    quizzes = None if queries.is_begun(found) else current_quizzes(visible)
    form = AssignmentForm(request.POST or None, found, quizzes=quizzes, now=now)
    if request.method == "POST" and form.is_valid():
        services.edit_assignment(assignment=found, values=form.cleaned_data, now=now, user=request.user)
        tell(request, found)
        return redirect("insight:classroom", found.classroom.slug)
    shown = {
        "form": form,
        "assignment": found,
        "extensions": queries.extensions_of(found),
        "members": queries.members(found.classroom),
    }
    return render(request, "classroom/assignment.html", shown, status=status_of(form))


@instructors
@BOTH
def extend(request: HttpRequest, slug: str, member: int) -> HttpResponse:
    """More time for one reader."""
    found = queries.taught_assignment(request.user, slug)
    reader = queries.member(request.user, member, found.classroom)
    enter(request, found.classroom.zone)
    own = found.extensions.filter(membership=reader).first()
    values = {"minutes": own.minutes, "closes_at": own.closes_at} if own else None
    form = ExtensionForm(request.POST or None, initial=values)
    if request.method == "POST" and form.is_valid():
        by = By(request.user, timezone.now())
        give_extension(assignment=found, membership=reader, **form.cleaned_data, by=by)
        messages.success(request, _("Saved."))
        return redirect("classroom:assignment", slug)
    shown = {"form": form, "assignment": found, "member": reader}
    return render(request, "classroom/extend.html", shown, status=status_of(form))


@instructors
@require_POST
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Take back an assignment that nobody began."""
    found = queries.taught_of_any_kind(request.user, slug)
    if not is_sure(request):
        told = _("%(title)s goes from the class with its rules and extensions; readers no longer see it.")
        says = [told % {"title": found.title}, _("It can only be taken back while nobody has begun it.")]
        back = reverse("outlook:lead" if found.source_id else "classroom:assignment", args=[slug])
        return ask(request, Question(_("Take this assignment back?"), says, _("Take it back"), back))
    try:
        services.withdraw(assignment=found, by=By(request.user, timezone.now()))
    except services.InUse:
        messages.warning(request, _("Readers have begun this, so it stays. Close it instead."))
        return redirect("outlook:lead" if found.source_id else "classroom:assignment", slug)
    messages.success(request, _("Taken back."))
    return redirect("insight:classroom", found.classroom.slug)
