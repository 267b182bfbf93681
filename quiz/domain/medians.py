"""The median of marks with its interval, and how a reader's marks move from one assignment to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from quiz.domain.calibration import Z95
from quiz.domain.change import change
from quiz.domain.missing import Interval, Missing, Value
from quiz.domain.special import bdtr, stdtrit

TAIL = 0.025
# What the last ones are compared with must be as many at least.
LAST = 2
FEWEST = 3


def median(values: Sequence[float]) -> Value:
    """The middle of the values, the mean of the two in the middle; Missing without any."""
    if not values:
        return Missing.NO_READERS
    ordered, middle = sorted(values), len(values) // 2
    return ordered[middle] if len(values) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def median_interval(values: Sequence[float]) -> Interval:
    """The 95 % interval of the median by order statistics, whatever the distribution: at least so sure.

    From the largest k with P(Bin(n, 1/2) < k) ≤ 2.5 %: the k-th smallest to the k-th largest value. Below 6
    values there is none. Source: W. R. Thompson (1936), H. A. David & H. N. Nagaraja, Order Statistics, 7.1.
    """
    ordered, count = sorted(values), len(values)
    low = 0
    while low < count and float(bdtr(low, count, 0.5)) <= TAIL:
        low += 1
    if not low:
        return Missing.TOO_FEW_READERS
    return ordered[low - 1], ordered[count - low]


@dataclass(frozen=True, slots=True)
class Trend:
    """The mean share (0 to 1) of the last two marks less that of those before; 1, 0 or −1 where it points.

    It points up or down only where the 95 % interval of the difference lies on that side of none.
    """

    shift: float
    direction: int


def trend(marks: Sequence[tuple[float, int]]) -> Trend | None:
    """How marks move: pairs of the share earned (0 to 1) and the questions it is of, in their order.

    None of fewer than three. The interval is that of the difference of the two shares of all questions
    pooled, with one right and one wrong answer added to each. Source: A. Agresti & B. Caffo (2000).
    """
    if len(marks) < FEWEST:
        return None
    after, before = marks[-LAST:], marks[:-LAST]
    (late, its_variance), (early, other_variance) = _pooled(after), _pooled(before)
    half = Z95 * sqrt(its_variance + other_variance)
    moved = late - early
    return Trend(_mean(after) - _mean(before), (moved > half) - (moved < -half))


def trend_of_group(readers: Sequence[Sequence[float | None]]) -> Trend | None:
    """How a group moves: each reader's shares (0 to 1) of the same assignments in their order, None for one
    without; so many readers as have a share among the last two and one among those before are compared, each
    with themselves.

    None where nobody is, or of fewer than three assignments. The interval is that of the paired t statistic.
    """
    if max(map(len, readers), default=0) < FEWEST:
        return None
    parts = [
        tuple([share for share in part if share is not None] for part in (shares[:-LAST], shares[-LAST:]))
        for shares in readers
    ]
    pairs = [(sum(one) / len(one), sum(two) / len(two)) for one, two in parts if one and two]
    found = change([one for one, _two in pairs], [two for _one, two in pairs])
    if found is None:
        return None
    return Trend(found.mean, 0 if not found.is_clear else 1 if found.mean > 0 else -1)


def _mean(marks: Sequence[tuple[float, int]]) -> float:
    return sum(share for share, _questions in marks) / len(marks)


def _pooled(marks: Sequence[tuple[float, int]]) -> tuple[float, float]:
    """The share of all these questions, drawn to the middle as said, and its variance."""
    questions = sum(each for _share, each in marks) + 2
    share = (sum(share * each for share, each in marks) + 1) / questions
    return share, share * (1 - share) / questions


def mean_interval(shares: Sequence[float]) -> Interval:
    """The 95 % interval of the mean of readers' shares (0 to 1), by Student's t; Missing of fewer than two,
    and where all are the same. Source: Student (1908).
    """
    count = len(shares)
    if count < 2:  # noqa: PLR2004  one value has no variance
        return Missing.TOO_FEW_READERS
    middle = sum(shares) / count
    spread = sqrt(sum((share - middle) ** 2 for share in shares) / (count - 1))
    if not spread:
        return Missing.ALL_THE_SAME
    half = float(stdtrit(count - 1, 1 - TAIL)) * spread / sqrt(count)
    return max(middle - half, 0.0), min(middle + half, 1.0)
