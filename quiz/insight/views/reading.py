"""What a reader sees of their own results."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from quiz.classroom.queries import membership_of
from quiz.insight.pages.reader import reader_of
from quiz.insight.replied import ONLY
from quiz.people.access import ReaderRequest, readers
from quiz.taking.services.attempts import finish_overdue
from quiz.web.zones import enter


@readers
@require_safe
def own(request: ReaderRequest, slug: str) -> HttpResponse:
    """A reader's own report on a class: what they finished and may see."""
    membership, now = membership_of(request.reader_id, slug), timezone.now()
    finish_overdue(now=now, membership=membership)
    enter(request, membership.classroom.zone)
    found = reader_of(
        membership,
        request.GET.get("of", ""),
        is_shown=lambda attempt: attempt.is_reviewable(now),
        is_taught=False,
    )
    only = request.GET.get("only", "")
    only = only if only in ONLY else "all"
    shown = {"reader": found, "only": only, "lines": found.lines(only)}
    return render(request, "insight/own.html", shown)
