"""Cronbach's alpha, and the 95 % intervals of alpha and of correlations.

Sources: as quiz/domain/moments.py for alpha; L. S. Feldt (1965) for its interval; R. A. Fisher (1915) for
that of a correlation.
"""

from math import atanh, sqrt, tanh

from quiz.domain.calibration import Z95
from quiz.domain.missing import Interval, Missing, Value
from quiz.domain.special import fdtri

FEWEST_FOR_ALPHA = 3
FEWEST_FOR_FISHER = 4
# Below this, a variance of marks is what rounding leaves of none.
NOTHING = 1e-12


def alpha_of(questions: int, parts: float, readers: int, whole: float) -> Value:
    """Cronbach's alpha in per cent, from the sum of the questions' variances and that of the totals."""
    if questions < 2:  # noqa: PLR2004  of one question there is nothing to be consistent with
        return Missing.TOO_FEW_QUESTIONS
    if readers < FEWEST_FOR_ALPHA:
        return Missing.TOO_FEW_READERS
    if whole <= NOTHING:
        return Missing.ALL_THE_SAME
    return 100 * questions / (questions - 1) * (1 - parts / whole)


def feldt(alpha: Value, readers: int, questions: int) -> Interval:
    """The 95 % interval of alpha in per cent: (1 - alpha) / (1 - its estimate) follows F."""
    if isinstance(alpha, Missing):
        return alpha
    degrees = readers - 1, (readers - 1) * (questions - 1)
    miss = 1 - alpha / 100
    low, high = (float(fdtri(*degrees, q)) for q in (0.975, 0.025))
    return 100 * (1 - miss * low), 100 * (1 - miss * high)


def fisher(correlation: Value, readers: int) -> Interval:
    """The 95 % interval of a correlation in per cent, by Fisher's z."""
    if isinstance(correlation, Missing):
        return correlation
    if readers < FEWEST_FOR_FISHER:
        return Missing.TOO_FEW_READERS
    bounded = min(max(correlation / 100, -1 + NOTHING), 1 - NOTHING)
    spread = Z95 / sqrt(readers - 3)
    return 100 * tanh(atanh(bounded) - spread), 100 * tanh(atanh(bounded) + spread)
