"""The mark of a reader at an assignment: which attempt counts, and what stands where there is none."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import product
from typing import NamedTuple

from quiz.classroom.models import Assignment, Counted
from quiz.domain.kinds import Scope
from quiz.domain.windows import GRACE
from quiz.taking.models import Answer, Attempt
from quiz.taking.standing import is_passed


class Seal(StrEnum):
    """What is said of a reader at an assignment besides points."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    LATE = "late"
    EXTENDED = "extended"
    ERASED = "erased"


# Earned and possible points.
Points = tuple[float, int]
# How many attempts their reader erased, and when.
Gone = tuple[int, datetime | None]
NONE: Gone = (0, None)
NOTHING: Points = (0.0, 0)


# Run and Cell are tuples: a class has thousands, and they are made several times as fast.
class Run(NamedTuple):
    """An attempt as numbers: its points, those for what the article says, how much was answered."""

    number: int
    submitted_at: datetime | None
    total: Points = NOTHING
    article: Points = NOTHING
    answered: int = 0


class Cell(NamedTuple):
    """How a reader stands at an assignment: the attempt that counts, and what else is to be said."""

    counted: Run | None
    seals: tuple[Seal, ...]
    passed: bool | None
    runs: tuple[Run, ...]
    open: Run | None
    erased: Gone

    @property
    def share(self) -> float | None:
        """Earned over possible, 0 to 1; None without a mark."""
        total = self.counted.total if self.counted else NOTHING
        return total[0] / total[1] if total[1] else None


def run_of(attempt: Attempt, answers: Iterable[Answer]) -> Run:
    """An attempt from its answers, read with their questions; points only of what is marked."""
    listed = list(answers)
    marked = [row for row in listed if row.points is not None]
    article = [row.points or 0.0 for row in marked if row.question.scope == Scope.ARTICLE]
    return Run(
        attempt.number,
        attempt.submitted_at,
        (sum(row.points or 0.0 for row in marked), len(marked)),
        (sum(article), len(article)),
        sum(row.is_given for row in listed),
    )


def share_of_points(points: Iterable[Points]) -> float | None:
    listed = list(points)
    possible = sum(each[1] for each in listed)
    return sum(each[0] for each in listed) / possible if possible else None


def rest_of(run: Run) -> Points:
    return run.total[0] - run.article[0], run.total[1] - run.article[1]


def cell_of(assignment: Assignment, runs: Sequence[Run], *, is_extended: bool, erased: Gone) -> Cell:
    """How a reader with these attempts, in their order, stands at it. One that is open hides no mark."""
    if not runs and not erased[0] and not is_extended:
        return UNTOUCHED
    done = tuple([run for run in runs if run.submitted_at])
    counted = (COUNTED[assignment.counted](done) if done[1:] else done[0]) if done else None
    is_open = next(run for run in runs if not run.submitted_at) if len(done) < len(runs) else None
    closes = assignment.closes_at
    is_late = bool(closes and counted and counted.submitted_at and counted.submitted_at > closes + GRACE)
    seals = SEALS[not runs and not erased[0], is_open is not None, is_late, is_extended, erased[0] > 0]
    passed = is_passed(*counted.total, assignment.pass_mark) if counted else None
    return Cell(counted, seals, passed, done, is_open, erased)


# The seals by what holds, in their order; a class has thousands of cells.
SEALS = {
    holds: tuple(seal for seal, is_so in zip(Seal, holds, strict=True) if is_so)
    for holds in product((False, True), repeat=len(Seal))
}
UNTOUCHED = Cell(None, (Seal.NOT_BEGUN,), None, (), None, NONE)
COUNTED: Mapping[str, Callable[[Sequence[Run]], Run]] = {
    Counted.BEST: lambda runs: max(runs, key=lambda run: run.total[0]),
    Counted.FIRST: lambda runs: runs[0],
    Counted.LAST: lambda runs: runs[-1],
}
