"""The time that is left of an attempt, as its pages show it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from quiz.domain.windows import is_over
from quiz.taking.models import Attempt

# A closing that is further away is a date, not a countdown.
REACH = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Clock:
    """How long an attempt still takes answers, in whole seconds; whether its pages count them down yet."""

    seconds: int
    is_shown: bool

    @property
    def words(self) -> str:
        """Minutes and seconds, hours before them where there are any."""
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

    @property
    def is_last(self) -> bool:
        """Whether the last minute runs."""
        return self.seconds <= 60  # noqa: PLR2004 - a minute

    @property
    def reach(self) -> int:
        """From how many seconds before the end the pages count down."""
        return self.seconds if self.is_shown else int(REACH.total_seconds())


def clock_of(attempt: Attempt, now: datetime) -> Clock | None:
    """The clock of an attempt read `with_rules`; None where its time is not limited."""
    if attempt.due_at is None or attempt.assignment is None:
        return None
    left = max(attempt.due_at - now, timedelta(0))
    return Clock(ceil(left.total_seconds()), bool(attempt.assignment.minutes) or left <= REACH)


def has_ended(attempt: Attempt, now: datetime) -> bool:
    """Whether its time is up, the grace for what was sent in time not counted."""
    return is_over(attempt.due_at, now, grace=timedelta(0))
