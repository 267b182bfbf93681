"""Who is where in an assignment: readers × questions, and whether anything is new."""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.http import Http404
from django.utils.translation import get_language

from quiz.bank.models import Place
from quiz.classroom.models import Assignment, Membership, Teaching
from quiz.domain.kinds import Confidence
from quiz.domain.scoring import is_right
from quiz.taking.marking import mark
from quiz.taking.models import Answer, Attempt, Erased, Save
from quiz.taking.queries import erased_at
from quiz.web.prepared import Select, slots

# Somebody who saved nothing for so long while questions are open may be stuck.
QUIET = timedelta(minutes=3)
ORDERS = ("name", "progress", "right", "wrong")


class Cell(StrEnum):
    """Where a reader is with a question."""

    NOT_BEGUN = "not_begun"
    GIVEN = "given"
    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    SURE = "sure"


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell of the grid."""

    cell: Cell
    is_flagged: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A reader's last attempt: its cells, and how it stands."""

    member: Membership
    attempt: Attempt | None
    marks: tuple[Mark, ...]
    given: int
    right: int
    sure: int
    is_stuck: bool
    minutes_left: int | None
    # How many attempts the reader erased.
    erased: Erased | None = None

    @property
    def is_finished(self) -> bool:
        """Whether the attempt was handed in."""
        return self.attempt is not None and not self.attempt.is_open

    @property
    def sign(self) -> str:
        """Eight letters that are others as soon as anything that the row shows is."""
        erased = self.erased and (self.erased.count, self.erased.at)
        stand = (self.attempt is None, self.is_finished, self.is_stuck, self.minutes_left, erased)
        shown = (self.member.pk, self.member.shown_name, self.marks, stand, get_language())
        return urlsafe_b64encode(blake2b(repr(shown).encode(), digest_size=6).digest()).decode()


@dataclass(frozen=True, slots=True)
class Grid:
    """The class at an assignment."""

    places: tuple[Place, ...]
    rows: tuple[Row, ...]
    readers: int
    begun: int
    finished: int
    stuck: int
    # How many readers have each question right.
    right: tuple[int, ...]


def stamped(user: Any, slug: str, now: datetime) -> tuple[Assignment, str]:
    """A quiz given to a class that this account teaches, and what changes when anything on its page does: 1
    query, which looks at no answer. Raises Http404.

    The minute is in it, since time left and who is stuck move with the clock.
    """
    found = _STAMPED.first(slug=slug, user_id=user.pk)
    if found is None:
        raise Http404
    parts = "|".join(str(getattr(found, name)) for name in STAMP)
    return found, f'"{parts}|{now:%H%M}"'


STAMP = ("latest", "begun", "finished", "people", "gone", "erased_at")


def _stamped() -> "QuerySet[Assignment]":
    saves = Save.objects.filter(assignment=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    attempts = Attempt.objects.filter(assignment=OuterRef("pk")).order_by().values("assignment")
    people = Membership.objects.filter(classroom=OuterRef("classroom")).order_by().values("classroom")
    return (
        Assignment.objects.select_related("classroom", "quiz")
        .filter(quiz__isnull=False, **slots(Assignment, "slug"))
        .filter(classroom__teachings__user=slots(Teaching, "user_id")["user_id"])
        .annotate(
            latest=Subquery(saves),
            begun=Subquery(attempts.annotate(begun=Count("pk")).values("begun")),
            finished=Subquery(attempts.annotate(finished=Max("submitted_at")).values("finished")),
            people=Subquery(people.annotate(people=Count("pk")).values("people")),
            gone=Subquery(people.annotate(gone=Max("removed_at")).values("gone")),
            erased_at=Subquery(people.annotate(at=Max("erased_at")).values("at")),
        )
    )


_STAMPED: Select[Assignment] = Select(_stamped)


def grid(assignment: Assignment, now: datetime, order: str, only: str = "all") -> Grid:
    """The grid: 6 queries, 7 with corrections. Cells are marked now, whatever readers may see of it.

    `order` is one of ORDERS, `only` one of ONLY: which readers have a row. Counts are of all.
    """
    quiz = assignment.quiz
    places = tuple(quiz.places.select_related("question")) if quiz else ()
    members = assignment.classroom.memberships.filter(removed_at=None)
    attempts = {
        row.membership_id: row
        for row in Attempt.objects.with_rules().filter(assignment=assignment).order_by("number")
    }
    answers = list(Answer.objects.filter(attempt__in=[row.pk for row in attempts.values()]).order_by())
    questions = {place.question_id: place.question for place in places}
    for answer in answers:
        answer.question = questions[answer.question_id]
    mark(answers, assignment.pk)
    by_attempt: dict[int, dict[int, Answer]] = {}
    for answer in answers:
        by_attempt.setdefault(answer.attempt_id, {})[answer.question_id] = answer
    erased = erased_at(assignment)
    rows = [
        replace(_row(member, attempts.get(member.pk), places, by_attempt, now), erased=erased.get(member.pk))
        for member in members
    ]
    return Grid(
        places=places,
        rows=tuple(sorted(filter(ONLY[only], rows), key=KEYS[order])),
        readers=len(rows),
        begun=sum(row.attempt is not None for row in rows),
        finished=sum(row.is_finished for row in rows),
        stuck=sum(row.is_stuck for row in rows),
        right=tuple(sum(row.marks[place].cell is Cell.RIGHT for row in rows) for place in range(len(places))),
    )


def _row(
    member: Membership,
    attempt: Attempt | None,
    places: tuple[Place, ...],
    by_attempt: dict[int, dict[int, Answer]],
    now: datetime,
) -> Row:
    answers = by_attempt.get(attempt.pk, {}) if attempt else {}
    marks = tuple(_mark(answers.get(place.question_id)) for place in places)
    given = sum(mark.cell is not Cell.NOT_BEGUN for mark in marks)
    last = max((row.saved_at for row in answers.values() if row.saved_at), default=None)
    is_open = attempt is not None and attempt.is_open
    quiet = attempt is not None and now - (last or attempt.started_at) > QUIET
    due = attempt.due_at if attempt and is_open else None
    return Row(
        member=member,
        attempt=attempt,
        marks=marks,
        given=given,
        right=sum(mark.cell is Cell.RIGHT for mark in marks),
        sure=sum(mark.cell is Cell.SURE for mark in marks),
        is_stuck=is_open and quiet and given < len(places),
        minutes_left=max(0, int((due - now).total_seconds() // 60)) if due else None,
    )


def _mark(answer: Answer | None) -> Mark:
    if answer is None or not answer.is_given:
        return Mark(Cell.NOT_BEGUN, answer is not None and answer.is_flagged)
    if answer.points is None:
        return Mark(Cell.GIVEN, answer.is_flagged)
    cell = Cell.RIGHT if is_right(answer.points) else Cell.PARTLY if answer.points else Cell.WRONG
    if cell is Cell.WRONG and answer.confidence == Confidence.CERTAIN:
        cell = Cell.SURE
    return Mark(cell, answer.is_flagged)


KEYS: dict[str, Callable[[Row], Any]] = {
    "name": lambda row: (row.member.key, row.member.number),
    "progress": lambda row: (row.is_finished, row.given),
    "right": lambda row: row.right,
    "wrong": lambda row: -row.sure,
}
ONLY: dict[str, Callable[[Row], bool]] = {
    "all": lambda _row: True,
    "not_begun": lambda row: row.attempt is None and row.erased is None,
    "working": lambda row: row.attempt is not None and row.attempt.is_open,
    "stuck": lambda row: row.is_stuck,
    "finished": lambda row: row.is_finished,
}
