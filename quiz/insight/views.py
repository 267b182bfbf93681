"""What instructors learn from the answers of a class."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import condition, require_safe

from quiz.classroom.models import Assignment
from quiz.classroom.queries import taught_assignment
from quiz.insight import progress as queries
from quiz.insight.files import FILES, lines
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
def download(request: HttpRequest, slug: str, kind: str) -> HttpResponseBase:
    """Results, answers or item statistics as CSV, sent row by row."""
    found = taught_assignment(request.user, slug)
    if kind not in FILES:
        raise Http404
    finish_overdue(now=timezone.now(), assignment=found)
    response = StreamingHttpResponse(_in_zone(found, kind), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="yomitoki-{kind}-{slug}.csv"'
    return response


def _in_zone(found: Assignment, kind: str) -> Iterator[str]:
    """The lines, with times of the class: the page's own time zone is gone when they are sent."""
    with timezone.override(found.classroom.zone):
        yield from lines(kind, found)


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
