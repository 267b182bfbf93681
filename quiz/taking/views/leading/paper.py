"""A quiz on paper, for those who teach a class that was given it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from quiz.classroom.queries import taught_assignment
from quiz.classroom.services.log import note_keys
from quiz.people.access import instructors
from quiz.taking.pages.worksheet import items_of
from quiz.taking.pages.worksheet_key import solved_of

COLUMNS = ("1", "2")


@instructors
@require_safe
def worksheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The questions to print, with an answer sheet at the end; nothing of the key."""
    found = taught_assignment(request.user, slug)
    wanted = request.GET.get("columns")
    items = items_of(found)
    shown: dict[str, Any] = {
        "assignment": found,
        "items": items,
        "possible": sum(item.question.is_graded for item in items),
        "columns": wanted if wanted in COLUMNS else COLUMNS[0],
        "offered": COLUMNS,
    }
    return render(request, "taking/worksheet.html", shown)


@instructors
@require_safe
def worksheet_key(request: HttpRequest, slug: str) -> HttpResponse:
    """The key to the same sheet: the answer sheet filled in, then why."""
    found = taught_assignment(request.user, slug)
    note_keys(user=request.user, quiz_slug=found.quiz.slug if found.quiz else "", now=timezone.now())
    return render(request, "taking/worksheet_key.html", {"assignment": found, "solved": solved_of(found)})
