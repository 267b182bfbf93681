"""When an assignment takes answers: all derived from stored times, the clock is an argument."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

# What was sent in time may arrive a little later.
GRACE = timedelta(seconds=10)
# Which years people may type: what lies far outside is a slip, and no database reads the year 0 back.
FIRST_YEAR = 2000
YEARS_AHEAD = 10


class Phase(StrEnum):
    """Where an assignment stands for one reader."""

    DRAFT = "draft"
    BEFORE = "before"
    OPEN = "open"
    CLOSED = "closed"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class Window:
    """Opening, closing and minutes for one reader, extensions included; None for no limit."""

    opens_at: datetime | None
    closes_at: datetime | None = None
    minutes: int | None = None
    # Of an archived class: nothing in it is open, whatever its times say.
    is_archived: bool = False

    def has_begun(self, now: datetime) -> bool:
        """Whether it has opened, and may have closed since."""
        return self.opens_at is not None and self.opens_at <= now

    def phase(self, now: datetime) -> Phase:
        """Where it stands; without an opening it is a draft, in an archived class nothing is open."""
        if self.opens_at is None:
            return Phase.DRAFT
        if self.is_archived:
            return Phase.ARCHIVED
        if now < self.opens_at:
            return Phase.BEFORE
        return Phase.CLOSED if self.closes_at and now >= self.closes_at else Phase.OPEN

    def due_at(self, started_at: datetime) -> datetime | None:
        """When an attempt begun then is over: its time limit or the closing, whichever is first."""
        limit = started_at + timedelta(minutes=self.minutes) if self.minutes else None
        ends = [end for end in (limit, self.closes_at) if end]
        return min(ends) if ends else None


def extended(window: Window, minutes: int | None, closes_at: datetime | None) -> Window:
    """The window with a reader's extension: more minutes where there is a limit, a later closing."""
    later = (
        max(filter(None, (window.closes_at, closes_at)))
        if window.closes_at and closes_at
        else window.closes_at
    )
    more = window.minutes + (minutes or 0) if window.minutes else None
    return replace(window, closes_at=later, minutes=more)


def is_sane(year: int, now: datetime) -> bool:
    """Whether a year that somebody typed can be meant."""
    return FIRST_YEAR <= year <= now.year + YEARS_AHEAD


def is_over(due_at: datetime | None, now: datetime, grace: timedelta = GRACE) -> bool:
    """Whether an answer that arrives now is too late, the grace included."""
    return due_at is not None and now > due_at + grace
