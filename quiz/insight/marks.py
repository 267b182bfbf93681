"""The mark of a reader at an assignment: which attempt counts, and what stands where there is none."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from quiz.classroom.models import Assignment, Counted
from quiz.taking.models import Attempt, Erased
from quiz.taking.queries import score_of
from quiz.taking.standing import is_passed


class Seal(StrEnum):
    """What is said of a reader at an assignment besides points."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    LATE = "late"
    EXTENDED = "extended"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Mark:
    """How a reader stands at an assignment. `counted` is None where nothing is finished."""

    assignment: Assignment
    attempts: tuple[Attempt, ...]
    counted: Attempt | None
    seals: tuple[Seal, ...]

    @property
    def earned(self) -> float:
        """The points of the attempt that counts."""
        return score_of(self.counted)[0] if self.counted else 0.0

    @property
    def possible(self) -> int:
        """What could be earned in it."""
        return score_of(self.counted)[1] if self.counted else 0

    @property
    def share(self) -> float | None:
        """Earned over possible, 0 to 1; None without a mark, or where nothing has points."""
        return self.earned / self.possible if self.possible else None

    @property
    def passed(self) -> bool | None:
        """Whether it reaches the pass mark; None without one, or without a mark."""
        return is_passed(self.earned, self.possible, self.assignment.pass_mark) if self.counted else None

    @property
    def percent(self) -> float | None:
        """The share in per cent."""
        return None if self.share is None else 100 * self.share


def counted_of(attempts: Iterable[Attempt], rule: str) -> Attempt | None:
    """The finished attempt that is the mark: the first, the last, or the best (of equals the first).

    Of attempts read with SCORE; one that is open beside a finished one is no mark, and hides none.
    """
    done = sorted((each for each in attempts if not each.is_open), key=lambda each: each.number)
    if not done:
        return None
    if rule == Counted.BEST:
        return max(done, key=lambda each: score_of(each)[0])
    return done[0] if rule == Counted.FIRST else done[-1]


def mark_of(
    assignment: Assignment,
    attempts: Iterable[Attempt],
    erased: Erased | None,
    *,
    is_extended: bool,
) -> Mark:
    """How a reader with these attempts (read with SCORE) stands at it."""
    listed = tuple(sorted(attempts, key=lambda each: each.number))
    counted = counted_of(listed, assignment.counted)
    found: list[Seal] = []
    if any(each.is_open for each in listed):
        found.append(Seal.UNDER_WAY)
    if not listed and erased is None:
        found.append(Seal.NOT_BEGUN)
    closes = assignment.closes_at
    if counted and closes and counted.submitted_at and counted.submitted_at > closes:
        found.append(Seal.LATE)
    if is_extended:
        found.append(Seal.EXTENDED)
    if erased is not None:
        found.append(Seal.ERASED)
    return Mark(assignment, listed, counted, tuple(found))
