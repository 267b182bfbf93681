"""How well stated confidence matched results."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from quiz.domain.kinds import Confidence

Z95 = 1.959963984540054
ENOUGH = 5
SURE = 0.9
HALF = 0.5


def wilson(successes: int, trials: int, z: float = Z95) -> tuple[float, float]:
    """The Wilson score interval of a share: (lower, upper), each 0 to 1; 95 % by default.

    Raises ValueError without trials. Source: E. B. Wilson (1927), as in the project's statistics
    reference (interval of facility).
    """
    if trials <= 0:
        raise ValueError("No trials, no interval.")
    return wilson_of_share(successes / trials, trials, z)


def wilson_of_share(share: float, trials: int, z: float = Z95) -> tuple[float, float]:
    """The same interval around a share that is already known: exact for right or wrong, a little wide for
    a mean of partial credit.
    """
    middle = share + z * z / (2 * trials)
    spread = z * sqrt(max(0.0, share * (1 - share)) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


@dataclass(frozen=True, slots=True)
class Level:
    """The graded answers given with one confidence, and how many were fully right."""

    confidence: Confidence
    answers: int
    right: int

    @property
    def share(self) -> float | None:
        """Right over answers; None without answers."""
        return self.right / self.answers if self.answers else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % Wilson interval of the share; None without answers."""
        return wilson(self.right, self.answers) if self.answers else None


class Finding(StrEnum):
    """What can be said of a reader's calibration."""

    TOO_FEW = "too_few"
    OVERCONFIDENT = "overconfident"
    UNDERCONFIDENT = "underconfident"
    TELLS_APART = "tells_apart"
    UNCLEAR = "unclear"


def levels(stated: Iterable[tuple[Confidence, bool]]) -> tuple[Level, ...]:
    """Three levels, guess to certain, from pairs of stated confidence and whether it was right."""
    pairs = list(stated)
    return tuple(
        Level(
            confidence,
            sum(said == confidence for said, _right in pairs),
            sum(said == confidence and right for said, right in pairs),
        )
        for confidence in Confidence
    )


def finding(found: tuple[Level, ...]) -> Finding:
    """What follows from the intervals, not from the points. The thresholds (5, 90 %, 50 %) are ours.

    Overconfident: of 5 or more "certain" answers, even the upper bound is below 90 % right.
    Underconfident: of 5 or more guesses, even the lower bound is above 50 % right.
    Tells apart: the interval of "certain" lies wholly above that of "guess".
    """
    guess, _fairly, certain = found
    if sum(level.answers for level in found) < ENOUGH:
        return Finding.TOO_FEW
    if certain.answers >= ENOUGH and wilson(certain.right, certain.answers)[1] < SURE:
        return Finding.OVERCONFIDENT
    if guess.answers >= ENOUGH and wilson(guess.right, guess.answers)[0] > HALF:
        return Finding.UNDERCONFIDENT
    if guess.interval and certain.interval and certain.interval[0] > guess.interval[1]:
        return Finding.TELLS_APART
    return Finding.UNCLEAR
