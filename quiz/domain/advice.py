"""What follows from a question's statistics: each rule looks at the interval, not at the point.

The rules are those of the project's statistics reference.
"""

from dataclasses import dataclass
from enum import StrEnum

from quiz.domain.missing import Missing
from quiz.domain.moments import Item

FEWEST = 10
# Until so many readers answered, an option that nobody chose says nothing.
ENOUGH_FOR_OPTIONS = 30
# A wrong option that so many confident readers chose is a misconception that they share.
CONFIDENT = 2


class Advice(StrEnum):
    """What a teacher may do about a question, or why nothing can be said."""

    COUNTS_ONLY = "counts_only"
    CHECK_KEY = "check_key"
    GUESSING = "guessing"
    TOO_FEW = "too_few"
    IDLE_OPTION = "idle_option"
    MISCONCEPTION = "misconception"


@dataclass(frozen=True, slots=True)
class Choices:
    """How often an option was chosen, and how often with certainty."""

    code: str
    is_right: bool
    chosen: int
    certain: int


def advise(item: Item, guess: float | None, options: list[Choices]) -> list[Advice]:
    """The advice on a question. `guess` is the share that blind guessing earns, None where unknown."""
    if item.readers < FEWEST:
        return [Advice.COUNTS_ONLY]
    found: list[Advice] = []
    within, telling = item.facility_interval, item.discrimination_interval
    if not isinstance(telling, Missing) and telling[1] < 0:
        found.append(Advice.CHECK_KEY)
    if guess is not None and not isinstance(within, Missing):
        width = within[1] - within[0]
        if guess - width <= within[0] and within[1] <= guess + width:
            found.append(Advice.GUESSING)
    if misconception(options):
        found.append(Advice.MISCONCEPTION)
    if item.readers >= ENOUGH_FOR_OPTIONS and any(not option.chosen for option in options):
        found.append(Advice.IDLE_OPTION)
    if not isinstance(telling, Missing) and telling[0] <= 0 <= telling[1]:
        found.append(Advice.TOO_FEW)
    return found


def misconception(options: list[Choices]) -> Choices | None:
    """The wrong option that most confident readers chose, if there were at least two of them."""
    wrong = [option for option in options if not option.is_right]
    most = max(wrong, key=lambda option: option.certain, default=None)
    return most if most and most.certain >= CONFIDENT else None


def lure(options: list[Choices]) -> Choices | None:
    """The wrong option to talk about: most certain readers, then most readers; of two readers at least."""
    wrong = [option for option in options if not option.is_right and option.chosen >= CONFIDENT]
    return max(wrong, key=lambda option: (option.certain, option.chosen), default=None)


def guess_score(kind: str, choices: int) -> float | None:
    """The share of the mark that blind guessing earns; None where Moodle's definition gives none.

    Source: random guess score in http://docs.moodle.org/dev/Quiz_statistics_calculations.
    """
    if kind == "true_false":
        return 0.5
    return 1 / choices if kind in {"single", "matching"} and choices else None
