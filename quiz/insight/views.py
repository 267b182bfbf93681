"""What instructors learn from the answers of a class."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from quiz.classroom.queries import taught_assignment
from quiz.insight.queries import RULES, sample
from quiz.insight.reports import report_of
from quiz.people.access import instructors
from quiz.taking.services import finish_overdue


@instructors
@require_safe
def items(request: HttpRequest, slug: str) -> HttpResponse:
    """How the questions of an assignment did: advice first, figures on demand."""
    found = taught_assignment(request.user, slug)
    finish_overdue(now=timezone.now(), assignment=found)
    rule = request.GET.get("attempt", "")
    rule = rule if rule in RULES else RULES[0]
    shown = {"assignment": found, "report": report_of(sample(found, rule)), "rule": rule, "rules": RULES}
    return render(request, "insight/items.html", shown)
