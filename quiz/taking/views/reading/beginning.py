"""An attempt begins."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from quiz.bank.access import access_to
from quiz.bank.models import Quiz
from quiz.bank.queries import current_quiz, topics_of
from quiz.classroom import queries as classes
from quiz.people import limits
from quiz.people.access import ReaderRequest, anyone, readers
from quiz.people.cookie import held, reader_of, remember
from quiz.people.services import welcome_reader
from quiz.taking import queries
from quiz.taking.models import Attempt
from quiz.taking.places import place_in
from quiz.taking.services.attempts import (
    NoAttemptLeft,
    NotOpen,
    finish_overdue,
    start_assigned,
    start_attempt,
)
from quiz.taking.standing import stand_of
from quiz.taking.views.reading.visiting import go_on
from quiz.web.methods import BOTH
from quiz.web.zones import enter


@anyone
@BOTH
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """What the quiz is about; then begin it, or go on where one was. Where nobody may begin it any more,
    whoever has been at it finds what they did.
    """
    quiz = current_quiz(slug)
    access = access_to(request.user, quiz)
    begun = queries.open_attempt(held(request), slug)
    if request.method == "POST":
        if not (access.may_begin or begun):
            raise Http404
        return _begun(request, quiz, begun)
    earlier = queries.finished_attempts(held(request), slug)
    if not access.may_begin:
        # As they met it: what was published since is not theirs to read.
        quiz = _taken(begun, earlier)
    topics = topics_of(quiz)
    shown = {
        "quiz": quiz, "topics": topics, "open": begun, "earlier": earlier, "access": access,
        "graded": sum(graded for _name, graded, _exercises in topics),
        "exercises": sum(exercises for _name, _graded, exercises in topics),
    }  # fmt: skip
    return render(request, "taking/start.html", shown)


def _taken(begun: Attempt | None, earlier: list[Attempt]) -> Quiz:
    """The version of a quiz at which somebody was last. Raises Http404 for whoever was at none."""
    attempts = [begun] if begun else earlier
    if not attempts:
        raise Http404
    return attempts[0].quiz


def _begun(request: HttpRequest, quiz: Quiz, begun: Attempt | None) -> HttpResponse:
    now = timezone.now()
    reader_id = begun.reader_id if begun else reader_of(request)
    if reader_id is None:
        limits.begin_reading(request, now)
    elif begun is None:
        limits.begin_attempt(reader_id, now)
    reader = welcome_reader(reader_id=reader_id, now=now, account=request.user)
    attempt = begun or start_attempt(reader=reader, quiz=quiz, now=now)
    place = place_in(request, attempt)
    response = go_on(attempt.code, "sheet" if request.POST.get("layout") == "sheet" else place)
    remember(response, request, reader.pk)
    return response


@readers
@BOTH
def begin(request: ReaderRequest, slug: str) -> HttpResponse:
    """The rules of an assignment; then begin it, or go on."""
    given = classes.given(request.reader_id, slug)
    now = timezone.now()
    enter(request, given.assignment.classroom.zone)
    if request.method == "POST":
        try:
            attempt = _start(given, now)
        except NotOpen:
            messages.warning(request, _("This is not open for you now."))
        except NoAttemptLeft:
            messages.warning(request, _("You have made all the attempts that are allowed."))
        else:
            response = redirect("taking:question", attempt.code, 1)
            remember(response, request, request.reader_id)
            return response
        return redirect("taking:begin", slug)
    return render(request, "taking/begin.html", _begin(given, now))


def _start(given: classes.Given, now: Any) -> Attempt:
    """The attempt; where the rules allow any number, so many new ones within a time."""
    if given.assignment.attempts_allowed is not None:
        return start_assigned(given=given, now=now)
    spent = limits.begin_attempt(given.membership.reader_id, now)
    attempt = start_assigned(given=given, now=now)
    if attempt.started_at != now:
        limits.give_back(spent)
    return attempt


def _begin(given: classes.Given, now: Any) -> dict[str, Any]:
    finish_overdue(now=now, membership=given.membership, assignment=given.assignment)
    mine = [row for row in queries.attempts_in(given.membership) if row.assignment_id == given.assignment.pk]
    erased = queries.erased_by(given.membership).get(given.assignment.pk)
    stand = stand_of(given, mine, erased, now)
    return {"given": given, "stand": stand, "attempts": mine, "erased": erased}
