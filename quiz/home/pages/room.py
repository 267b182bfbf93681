"""A class for its reader: what can be done now, what comes, what is over."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from quiz.classroom.letting_in import renewal_of
from quiz.classroom.models import Membership, Renewal
from quiz.classroom.queries import Given, given_to, membership_of
from quiz.domain.windows import Phase
from quiz.outlook.queries import Standing, standings_of
from quiz.taking.models import Attempt, Erased
from quiz.taking.queries import attempts_in, erased_by, score_of
from quiz.taking.standing import Stand, is_passed, stand_of


@dataclass(frozen=True, slots=True)
class Duty:
    """An assignment as its reader meets it."""

    given: Given
    stand: Stand
    attempts: tuple[Attempt, ...]
    best: Attempt | None
    is_passed: bool | None
    # How many attempts the reader erased, which count for the limit.
    erased: Erased | None = None
    # Of an outlook: where it stands, and at how many predictions one voted.
    standing: Standing | None = None

    @property
    def is_to_do(self) -> bool:
        """Whether there is anything to do now."""
        is_quiz = self.given.assignment.source_id is None
        return self.stand.is_to_do if is_quiz else self.stand.phase is Phase.OPEN


@dataclass(frozen=True, slots=True)
class Room:
    """A class for its reader: what can be done now, what comes, what is over."""

    membership: Membership
    now: tuple[Duty, ...]
    later: tuple[Duty, ...]
    over: tuple[Duty, ...]
    # That the reader came by an instructor's code, until they have read so.
    renewal: Renewal | None


def room_of(reader_id: UUID | None, slug: str, now: datetime) -> Room:
    """A class for its reader: 8 queries. Raises Http404."""
    membership = membership_of(reader_id, slug)
    attempts, standings = attempts_in(membership), standings_of(membership, now)
    erased = erased_by(membership)
    duties = [
        replace(_duty(given, attempts, erased, now), standing=standings.get(given.assignment.pk))
        for given in given_to(membership)
    ]
    active = [duty for duty in duties if duty.is_to_do]
    later = [duty for duty in duties if duty.stand.phase is Phase.BEFORE]
    over = [duty for duty in duties if duty not in active and duty not in later]
    return Room(membership, tuple(active), tuple(later), tuple(over), renewal_of(membership))


def _duty(given: Given, attempts: list[Attempt], erased: Mapping[int, Erased], now: datetime) -> Duty:
    assignment = given.assignment
    gone = erased.get(assignment.pk)
    mine = tuple(row for row in attempts if row.assignment_id == assignment.pk)
    seen = [row for row in mine if row.is_reviewable(now)]
    best = max(seen, key=lambda attempt: score_of(attempt)[0], default=None)
    return Duty(
        given=given,
        stand=stand_of(given, mine, gone, now),
        attempts=mine,
        erased=gone,
        best=best,
        is_passed=is_passed(*score_of(best), assignment.pass_mark) if best else None,
    )
