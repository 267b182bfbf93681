"""What instructors learn from the answers of a class."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import condition, require_safe

from quiz.classroom.queries import taught_assignment
from quiz.insight import progress as queries
from quiz.insight.queries import RULES, sample
from quiz.insight.reports import report_of
from quiz.people.access import instructors
from quiz.taking.services import finish_overdue


def _stamp(request: HttpRequest, slug: str) -> str:
    return queries.stamp(taught_assignment(request.user, slug), timezone.now())


@instructors
@require_safe
@condition(etag_func=_stamp)
def progress(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is where, while the class works. What has not changed costs a 304 and no look at the answers."""
    found = taught_assignment(request.user, slug)
    now = timezone.now()
    finish_overdue(now=now, assignment=found)
    order = request.GET.get("order", "")
    shown = {
        "assignment": found,
        "grid": queries.grid(found, now, order if order in queries.ORDERS else queries.ORDERS[0]),
        "order": order if order in queries.ORDERS else queries.ORDERS[0],
        "orders": queries.ORDERS,
        "legend": [(cell, False) for cell in queries.Cell],
    }
    with timezone.override(found.classroom.zone):
        return render(request, "insight/progress.html", shown)


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
