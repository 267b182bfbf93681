"""What a reader sees of their own results."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from quiz.classroom.queries import membership_of
from quiz.insight.pages.own import own_of as own_report
from quiz.people.access import ReaderRequest, readers
from quiz.taking.queries import attempts_in
from quiz.taking.services.attempts import finish_overdue
from quiz.web.zones import enter


@readers
@require_safe
def own(request: ReaderRequest, slug: str) -> HttpResponse:
    """A reader's own report on a class: what they finished and may see."""
    membership, now = membership_of(request.reader_id, slug), timezone.now()
    finish_overdue(now=now, membership=membership)
    seen = [attempt for attempt in attempts_in(membership) if attempt.is_reviewable(now)]
    enter(request, membership.classroom.zone)
    return render(request, "insight/own.html", {"own": own_report(membership, seen)})
