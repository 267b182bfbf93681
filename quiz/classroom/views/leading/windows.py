"""Opening and closing what a class is given, in one press."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from quiz.classroom import queries
from quiz.classroom.models import HIDING, Assignment
from quiz.classroom.services import assignments as services
from quiz.classroom.states import sentence
from quiz.people.access import instructors
from quiz.web.confirm import Question, ask, is_sure
from quiz.web.zones import enter


def tell(request: HttpRequest, given: Assignment) -> None:
    """Say what is true of it now, and what its feedback policy is worth."""
    said = sentence(given.window(), timezone.now())
    told = _("%(title)s: %(said)s") % {"title": given.title, "said": said}
    pack = queries.public_pack(given) if given.opens_at and given.feedback in HIDING else ""
    messages.success(request, format_html("{} {}", told, _worth(pack)) if pack else told)


def _worth(pack: str) -> str:
    """What keeping the feedback back is worth where the quiz is public, with the way out."""
    return format_html(
        '{} <a href="{}">{}</a>',
        _("This quiz is also public: anyone can take it on the front page and see its answers."),
        reverse("authoring:copy_pack", args=[pack]),
        _("Make a copy that is not public, and give that"),
    )


@instructors
@require_POST
def open_now(request: HttpRequest, slug: str) -> HttpResponse:
    """Open an assignment at once: a draft, one that opens later, one that has closed."""
    found = queries.taught_of_any_kind(request.user, slug)
    enter(request, found.classroom.zone)
    try:
        tell(request, services.open_now(assignment=found, now=timezone.now(), user=request.user))
    except services.Archived:
        messages.warning(request, _("The class is archived: take it out of the archive first."))
    return redirect("insight:classroom", found.classroom.slug)


@instructors
@require_POST
def close_now(request: HttpRequest, slug: str) -> HttpResponse:
    """Close an assignment at once; where attempts run, it asks first."""
    found = queries.taught_of_any_kind(request.user, slug)
    enter(request, found.classroom.zone)
    running = queries.running(found)
    if not is_sure(request) and (running or found.source_id):
        return ask(request, _question(found, running))
    tell(request, services.close_now(assignment=found, now=timezone.now(), user=request.user))
    return redirect("insight:classroom", found.classroom.slug)


def _question(found: Assignment, running: int) -> Question:
    says = [_("From then on readers can neither vote nor write. You can open it again.")]
    if not found.source_id:
        told = ngettext(
            "%(n)d attempt is running: it is handed in with what was saved.",
            "%(n)d attempts are running: they are handed in with what was saved.",
            running,
        )
        says = [told % {"n": running}, _("Readers with a later closing of their own keep it.")]
    title = _("Close “%(title)s” now?") % {"title": found.title}
    back = reverse("insight:classroom", args=[found.classroom.slug])
    return Question(title, says, _("Close now"), back)
