"""The dashboards of those who teach."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import condition, require_safe

from quiz.classroom.joining import invited, join_link
from quiz.classroom.models import Assignment
from quiz.classroom.queries import (
    colleagues,
    same_quiz,
    taught_assignment,
    taught_class,
)
from quiz.classroom.queries import member as taught_member
from quiz.classroom.reading import keyed_quizzes
from quiz.classroom.services.log import note_keys
from quiz.domain.windows import Phase
from quiz.insight import services
from quiz.insight.pages.classroom import SHOWN, Asked, classroom_of
from quiz.insight.pages.item import history, of_question
from quiz.insight.pages.items import of_assignment
from quiz.insight.pages.progress import ONLY, ORDERS, Cell, grid, stamped
from quiz.insight.pages.quiz import of_quiz
from quiz.insight.pages.reader import reader_of
from quiz.insight.pages.report import report_on
from quiz.insight.pages.scores import scores_of
from quiz.insight.pages.talk import talk_of
from quiz.insight.pages.talk_key import told_of
from quiz.insight.queries import RULES, kept_sums
from quiz.insight.replied import ONLY as ONLY_LINES
from quiz.people.access import instructors
from quiz.taking.services.attempts import finish_overdue
from quiz.web.client import KNOWN_ROWS
from quiz.web.zones import enter


class GridRequest(HttpRequest):
    """A request for the grid; the stamp keeps for the view what it would ask for a second time."""

    assignment: Assignment


def _stamp(request: GridRequest, slug: str) -> str:
    request.assignment, now_there = stamped(request.user, slug, timezone.now())
    return now_there


@instructors
@require_safe
@condition(etag_func=_stamp)
def progress(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is where, while the class works. What has not changed costs a 304 and no look at the answers; who
    says which rows a page has is sent the others.
    """
    found = cast("GridRequest", request).assignment
    finish_overdue(now=timezone.now(), assignment=found)
    order, only = _one_of(request, "order", ORDERS), _one_of(request, "only", tuple(ONLY))
    shown = {
        "assignment": found,
        "grid": grid(found, timezone.now(), order, only),
        "order": order,
        "orders": ORDERS,
        "only": only,
        "filters": ONLY,
        "legend": [(cell, False) for cell in Cell],
    }
    enter(request, found.classroom.zone)
    known = request.headers.get(KNOWN_ROWS)
    if known is not None:
        return render(request, "insight/_live.html", shown | {"known": frozenset(known.split())})
    return render(request, "insight/progress.html", shown)


@instructors
@require_safe
def scores(request: HttpRequest, slug: str) -> HttpResponse:
    """How a class did: scores, topics, the two scores, first, best and last attempts, another class."""
    found = _taught(request, slug)
    others = same_quiz(request.user, found)
    beside = next((row for row in others if row.slug == request.GET.get("beside")), None)
    rule = _one_of(request, "attempt", RULES)
    shown = {
        "assignment": found, "others": others, "beside": beside, "rule": rule, "rules": RULES,
        **scores_of(found, beside, rule),
    }  # fmt: skip
    return render(request, "insight/scores.html", shown)


@instructors
@require_safe
def items(request: HttpRequest, slug: str) -> HttpResponse:
    """How the questions of an assignment did: advice first, figures on demand."""
    found, rule = _keyed(request, slug), _one_of(request, "attempt", RULES)
    shown = {"assignment": found, "rule": rule, "rules": RULES, **of_assignment(found, rule)}
    return render(request, "insight/items.html", shown)


@instructors
@require_safe
def item(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One question of an assignment: all its figures, and how it did before and elsewhere."""
    found = _keyed(request, slug)
    shown = of_question(found, number, RULES[0])
    if shown is None:
        raise Http404
    past = history(shown["line"].question, request.user)
    return render(request, "insight/item.html", shown | {"assignment": found, "past": past})


@instructors
@require_safe
def talk(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """For the projector: what the class chose, without names and without the key."""
    found, rule = _taught(request, slug), _one_of(request, "attempt", RULES)
    is_open = found.phase(timezone.now()) is Phase.OPEN
    shown = {"assignment": found, "rule": rule, "slide": talk_of(found, rule, number), "is_open": is_open}
    return render(request, "insight/talk.html", shown)


@instructors
@require_safe
def talk_key(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """For the projector: the same question with its key, its passage and its check."""
    found, rule = _keyed(request, slug), _one_of(request, "attempt", RULES)
    shown = {"assignment": found, "rule": rule, "told": told_of(found, rule, number)}
    return render(request, "insight/talk_key.html", shown)


@instructors
@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole report on one page, everything open: to print, or to keep as a PDF; names on request only."""
    found, rule = _keyed(request, slug), _one_of(request, "attempt", RULES)
    with_readers = request.GET.get("readers") == "1"
    shown = {
        "assignment": found, "rule": rule, "now": timezone.now(),
        **report_on(found, rule, with_readers=with_readers),
    }  # fmt: skip
    return render(request, "insight/report.html", shown)


@instructors
@require_safe
def quiz(request: HttpRequest, slug: str, version: int | None = None) -> HttpResponse:
    """How a quiz did outside classes, from its sums: the same cost however many attempts there are."""
    versions = keyed_quizzes(request.user, slug)
    note_keys(user=request.user, quiz_slug=slug, now=timezone.now())
    found = next((row for row in versions if version in (None, row.version)), None)
    if found is None:
        raise Http404
    kept, is_complete = kept_sums(found)
    if not is_complete:
        services.count_step(quiz=found)
        kept, is_complete = kept_sums(found)
    shown = {"quiz": found, "versions": versions, **of_quiz(found, kept, is_complete=is_complete)}
    return render(request, "insight/quiz.html", shown)


@instructors
@require_safe
def classroom(request: HttpRequest, slug: str) -> HttpResponse:
    """A class at a glance: joining, assignments, how it went, the gradebook; who teaches it."""
    found, now = taught_class(request.user, slug), timezone.now()
    finish_overdue(now=now, assignment__classroom=found)
    enter(request, found.zone)
    asked = Asked(
        sort=request.GET.get("sort", ""),
        only=_one_of(request, "only", tuple(SHOWN)),
        is_hidden=request.GET.get("names") == "hidden",
        is_share=request.GET.get("as") == "percent",
    )
    shown = {
        "classroom": found, "page": classroom_of(found, now, asked), "colleagues": colleagues(found),
        "invitations": invited(request, found, now), "link": join_link(request, found),
    }  # fmt: skip
    return render(request, "insight/classroom.html", shown)


@instructors
@require_safe
def reader(request: HttpRequest, pk: int) -> HttpResponse:
    """One reader: what is missed again and again, each assignment, every answer of one beside the key."""
    membership = taught_member(request.user, pk)
    finish_overdue(now=timezone.now(), membership=membership)
    enter(request, membership.classroom.zone)
    found = reader_of(membership, request.GET.get("of", ""), is_shown=lambda _attempt: True, is_taught=True)
    if found.answers and found.answers.assignment.quiz:
        slug = found.answers.assignment.quiz.slug
        note_keys(user=request.user, quiz_slug=slug, now=timezone.now())
    only = _one_of(request, "only", tuple(ONLY_LINES))
    shown = {"reader": found, "only": only, "lines": found.lines(only)}
    return render(request, "insight/reader.html", shown)


def _taught(request: HttpRequest, slug: str) -> Assignment:
    """The assignment, its attempts handed in whose time is over."""
    found = taught_assignment(request.user, slug)
    finish_overdue(now=timezone.now(), assignment=found)
    enter(request, found.classroom.zone)
    return found


def _keyed(request: HttpRequest, slug: str) -> Assignment:
    """The same for a page that shows keys: that it was opened is in the log of the class."""
    found = _taught(request, slug)
    note_keys(user=request.user, quiz_slug=found.quiz.slug if found.quiz else "", now=timezone.now())
    return found


def _one_of(request: HttpRequest, name: str, known: tuple[str, ...]) -> str:
    """What was asked for, else the first."""
    wanted = request.GET.get(name, "")
    return wanted if wanted in known else known[0]
