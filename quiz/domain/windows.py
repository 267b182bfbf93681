"""When an assignment takes answers: all derived from stored times, the clock is an argument."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# What was sent in time may arrive a little later.
GRACE = timedelta(seconds=10)


class Phase(StrEnum):
    """Where an assignment stands for one reader."""

    DRAFT = "draft"
    BEFORE = "before"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Window:
    """Opening, closing and minutes for one reader, extensions included; None for no limit."""

    opens_at: datetime | None
    closes_at: datetime | None = None
    minutes: int | None = None

    def phase(self, now: datetime) -> Phase:
        """Where it stands; without an opening it is a draft."""
        if self.opens_at is None:
            return Phase.DRAFT
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
    return Window(window.opens_at, later, more)


def is_over(due_at: datetime | None, now: datetime) -> bool:
    """Whether an answer that arrives now is too late, the grace included."""
    return due_at is not None and now > due_at + GRACE
