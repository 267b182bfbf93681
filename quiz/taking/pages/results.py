"""Who has begun and finished an assignment, with their points."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.classroom.models import Assignment, Membership
from quiz.taking.models import Attempt, Erased
from quiz.taking.queries import SCORE, erased_at


@dataclass(frozen=True, slots=True)
class Result:
    """A reader of a class at an assignment: the attempts, and how many of them the reader erased."""

    member: Membership
    attempts: Sequence[Attempt]
    erased: Erased | None


def results_of(assignment: Assignment) -> list[Result]:
    """The readers of the class with their attempts at an assignment: 3 queries."""
    found: dict[int, list[Attempt]] = {}
    rows = Attempt.objects.with_rules().filter(assignment=assignment).annotate(**SCORE).order_by("number")
    for attempt in rows:
        found.setdefault(attempt.membership_id or 0, []).append(attempt)
    erased, members = erased_at(assignment), assignment.classroom.memberships.all()
    return [
        Result(row, found.get(row.pk, ()), erased.get(row.pk))
        for row in members
        if row.removed_at is None or row.pk in found or row.pk in erased
    ]
