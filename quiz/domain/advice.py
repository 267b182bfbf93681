"""What follows from a question's statistics: each rule asks what its interval excludes, never what it covers.

How often each speaks of a good question, and how often it finds a bad one, is simulated in
tests/domain/test_advice_rates.py; the table is in docs/statistics.md.
"""

from dataclasses import dataclass
from enum import StrEnum

from quiz.domain.calibration import wilson
from quiz.domain.missing import Missing
from quiz.domain.moments import Item
from quiz.domain.special import bdtrc

FEWEST = 10
# A wrong option beats the key among the best by more than a coin would let it.
CHANCE = 0.1
# At most this part of what lies between guessing and full marks may have been known.
KNOWN = 0.25
# An option that surely more than so many of the certain readers chose is a misconception that they share.
SHARED = 0.2
# So many wrong answers for each wrong option, or that nobody chose one says nothing.
ENOUGH_WRONG = 5
# From so many readers on, an interval that stays below this excludes what a good question tells, in per cent.
ENOUGH_READERS = 100
TELLS = 20.0


class Advice(StrEnum):
    """What a teacher may do about a question, or why nothing can be said."""

    COUNTS_ONLY = "counts_only"
    CHECK_KEY = "check_key"
    GUESSING = "guessing"
    TOO_FEW = "too_few"
    TELLS_LITTLE = "tells_little"
    IDLE_OPTION = "idle_option"
    MISCONCEPTION = "misconception"


@dataclass(frozen=True, slots=True)
class Choices:
    """How often an option was chosen, how often with certainty, and how often in the upper score group."""

    code: str
    is_right: bool
    chosen: int
    certain: int
    upper: int = 0


def advise(item: Item, guess: float | None, options: list[Choices], certain: int) -> list[Advice]:
    """The advice on a question.

    `guess` is the share that blind guessing earns, None where unknown; `certain` how many readers were
    certain of their answer.
    """
    if item.readers < FEWEST:
        return [Advice.COUNTS_ONLY]
    rules = {
        Advice.CHECK_KEY: _runs_against(item) or _beats_the_key(options),
        Advice.GUESSING: guess is not None and _is_guessed(item, guess),
        Advice.MISCONCEPTION: misconception(options, certain) is not None,
        Advice.IDLE_OPTION: _has_idle(options),
        Advice.TELLS_LITTLE: _tells_little(item),
        Advice.TOO_FEW: _tells_nothing_yet(item),
    }
    return [advice for advice, applies in rules.items() if applies]


def _runs_against(item: Item) -> bool:
    telling = item.discrimination_interval
    return not isinstance(telling, Missing) and telling[1] < 0


def _beats_the_key(options: list[Choices]) -> bool:
    """Whether more of the upper group chose a wrong option than the right one, beyond chance (binomial)."""
    right = sum(option.upper for option in options if option.is_right)
    wrong = max((option.upper for option in options if not option.is_right), default=0)
    # bdtrc gives the chance of more than its first argument.
    return wrong > right and float(bdtrc(wrong - 1, wrong + right, 0.5)) < CHANCE


def _is_guessed(item: Item, guess: float) -> bool:
    """Whether it is excluded that much was known, and nothing says that stronger readers did better."""
    within, telling = item.facility_interval, item.discrimination_interval
    if isinstance(within, Missing):
        return False
    tells = not isinstance(telling, Missing) and telling[0] > 0
    # Where a corrected key takes every option, guessing earns all there is and tells nothing.
    return not tells and guess < 1 and (within[1] - guess) / (1 - guess) <= KNOWN


def _has_idle(options: list[Choices]) -> bool:
    """Whether nobody chose a wrong option though there were wrong answers enough for each."""
    wrong = [option.chosen for option in options if not option.is_right]
    return 0 in wrong and sum(wrong) >= ENOUGH_WRONG * len(wrong)


def _tells_little(item: Item) -> bool:
    telling = item.discrimination_interval
    return item.readers >= ENOUGH_READERS and not isinstance(telling, Missing) and 0 <= telling[1] < TELLS


def _tells_nothing_yet(item: Item) -> bool:
    telling = item.discrimination_interval
    return not isinstance(telling, Missing) and telling[0] <= 0 and telling[1] >= TELLS


def misconception(options: list[Choices], certain: int) -> Choices | None:
    """The wrong option that most certain readers chose, if surely a fifth of them did (Wilson's interval)."""
    wrong = [option for option in options if not option.is_right]
    most = max(wrong, key=lambda option: option.certain, default=None)
    if most is None or not certain:
        return None
    return most if wilson(most.certain, certain)[0] > SHARED else None


def lure(options: list[Choices]) -> Choices | None:
    """The wrong option to talk about: most certain readers, then most readers; of two readers at least."""
    wrong = [option for option in options if not option.is_right and option.chosen > 1]
    return max(wrong, key=lambda option: (option.certain, option.chosen), default=None)
