"""Where an outlook stands: which round takes ballots, all derived from stored times."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum


class Stage(StrEnum):
    """What a class does with an outlook now."""

    FIRST = "first"
    DISCUSSION = "discussion"
    SECOND = "second"
    LATER = "later"


class Round(IntEnum):
    """Before the discussion, or after it."""

    FIRST = 1
    SECOND = 2


@dataclass(frozen=True, slots=True)
class Rounds:
    """When each stage after the first one began; None where it has not."""

    discussion_at: datetime | None = None
    second_at: datetime | None = None
    later_at: datetime | None = None

    def stage(self, now: datetime) -> Stage:
        """The latest stage that has begun."""
        begun = {
            Stage.LATER: self.later_at,
            Stage.SECOND: self.second_at,
            Stage.DISCUSSION: self.discussion_at,
        }
        return next((stage for stage, at in begun.items() if at and at <= now), Stage.FIRST)


def round_taken(stage: Stage, voted: frozenset[Round]) -> Round | None:
    """The round in which a reader who voted in these rounds may vote now; None where they may not.

    During the discussion somebody who comes late still votes first, before seeing anything of others.
    """
    if stage in (Stage.FIRST, Stage.DISCUSSION):
        return None if voted else Round.FIRST
    return Round.SECOND if stage is Stage.SECOND and Round.SECOND not in voted else None
