"""Putting a wrong key right after people have answered: what would change, and then changing it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from quiz.bank.models import Question, Quiz
from quiz.classroom.models import Assignment, Deed
from quiz.classroom.services.log import By, Told, correct_everywhere, write_down
from quiz.taking.marking import Held, points_of
from quiz.taking.models import Answer, Attempt, Correction, Outcome
from quiz.taking.models.keys import CorrectedKey
from quiz.taking.queries import SCORE, score_of
from quiz.taking.services.disputing import Reply, answer_disputes

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """A correction that somebody has in mind: of a question, in one assignment or (None) for everybody."""

    question: Question
    assignment: Assignment | None
    is_void: bool
    solution: dict[str, Any]
    reason: str
    is_full: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """An attempt whose score changes: earned and possible points before and after."""

    attempt: Attempt
    earned: float
    possible: int
    new_earned: float
    new_possible: int


@dataclass(frozen=True, slots=True)
class Preview:
    """Whom a correction would change: how many answers by how many points; in a class, each attempt.

    `by_points` has pairs of points and answers, the greatest loss first; None stands for an answer that
    no longer counts, or counts again.
    """

    answers: int
    by_points: tuple[tuple[float | None, int], ...]
    changes: tuple[Change, ...]

    @property
    def changed(self) -> int:
        """How many answers change."""
        return sum(count for _points, count in self.by_points)


def preview(wanted: Wanted) -> Preview:
    """Who would change and by how much: 2 queries. Nothing is stored."""
    counts: Counter[float | None] = Counter()
    moved: dict[int, tuple[float | None, float | None]] = {}
    answers = 0
    for answer, points in _marked_anew(wanted):
        answers += 1
        if points != answer.points:
            counts[_difference(answer.points, points)] += 1
            if wanted.assignment:
                moved[answer.attempt_id] = (answer.points, points)
    attempts: QuerySet[Attempt] = Attempt.objects.filter(pk__in=moved).exclude(submitted_at=None)
    rows = attempts.select_related("membership").annotate(**SCORE).order_by("membership__key", "number")
    changes = tuple(_change(attempt, *moved[attempt.pk]) for attempt in rows) if moved else ()
    by_points = sorted(counts.items(), key=lambda pair: (pair[0] is not None, pair[0] or 0.0))
    return Preview(answers, tuple(by_points), changes)


def _difference(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else round(after - before, 6)


def _change(attempt: Attempt, before: float | None, after: float | None) -> Change:
    earned, possible = score_of(attempt)
    return Change(
        attempt,
        earned,
        possible,
        earned - (before or 0.0) + (after or 0.0),
        possible - (before is not None) + (after is not None),
    )


@transaction.atomic
def correct(*, wanted: Wanted, user: Any, now: datetime) -> Correction:
    """Let the correction hold: store it, mark again what is marked, have the sums of the quiz begin anew;
    what readers of the assignment said of the question is answered by it.

    Open attempts are locked first: whoever hands in meanwhile is marked by the new key, not by the old.
    Before them the quizzes: of two corrections of one quiz the later one has the later number.
    """
    quizzes = Quiz.objects.filter(places__question=wanted.question).order_by("pk")
    list(quizzes.select_for_update(of=("self",), no_key=True).only("pk"))
    list(_attempts(wanted).filter(submitted_at=None).select_for_update().values_list("pk", flat=True))
    correction = Correction.objects.create(
        question=wanted.question,
        assignment=wanted.assignment,
        is_void=wanted.is_void,
        is_full=wanted.is_full,
        reason=wanted.reason,
        made_at=now,
        made_by=user,
    )
    CorrectedKey.objects.create(correction=correction, solution=wanted.solution)
    changed: dict[float | None, list[int]] = {}
    for answer, points in _marked_anew(wanted):
        if points != answer.points:
            changed.setdefault(points, []).append(answer.pk)
    for points, keys in changed.items():
        for first in range(0, len(keys), CHUNK):
            Answer.objects.filter(pk__in=keys[first : first + CHUNK]).update(points=points)
    _write_down(wanted, By(user, now))
    if wanted.assignment:
        reply = Reply(wanted.reason, Outcome.CORRECTED, user)
        answer_disputes(assignment=wanted.assignment, question=wanted.question, reply=reply, now=now)
    else:
        counted = Attempt.objects.filter(quiz__places__question=wanted.question, assignment=None)
        counted.exclude(in_sums=None).update(in_sums=None)
    return correction


def _write_down(wanted: Wanted, by: By) -> None:
    """Into the log of the class, or of each class that was given the question."""
    how = "void" if wanted.is_void else "full" if wanted.is_full else "key"
    told = Told(note=wanted.reason, of=wanted.assignment, details={"correction": how})
    if wanted.assignment and wanted.assignment.quiz:
        place = wanted.assignment.quiz.places.filter(question=wanted.question).first()
        told.details["number"] = place.number if place else None
        write_down(classroom=wanted.assignment.classroom, by=by, deed=Deed.CORRECTED, told=told)
        return
    own = Correction.objects.filter(question=wanted.question).exclude(assignment=None)
    spared = list(own.values_list("assignment", flat=True))
    correct_everywhere(question=wanted.question, spared=spared, by=by, told=told)


def _attempts(wanted: Wanted) -> "QuerySet[Attempt]":
    """The attempts it is for; for everybody: save those of assignments with a correction of their own."""
    rows = Attempt.objects.filter(quiz__places__question=wanted.question)
    if wanted.assignment:
        return rows.filter(assignment=wanted.assignment)
    own = Correction.objects.filter(question=wanted.question).exclude(assignment=None)
    return rows.exclude(assignment__in=own.values("assignment"), assignment__isnull=False)


def _marked_anew(wanted: Wanted) -> Iterator[tuple[Answer, float | None]]:
    """The marked answers to the question, each with the points that it would have: 1 query."""
    held = Held(wanted.solution, {}, "", Correction(is_void=wanted.is_void, is_full=wanted.is_full))
    rows = Answer.objects.filter(
        Q(attempt__submitted_at__isnull=False) | Q(shown_at__isnull=False),
        question=wanted.question,
        attempt__in=_attempts(wanted),
    )
    for answer in rows.only("attempt_id", "question_id", "points", "response").iterator(chunk_size=2000):
        answer.question = wanted.question
        yield answer, points_of(answer, held)
