"""How scores changed between two tests that the same readers took; not what changed them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from quiz.domain.missing import Interval, Missing
from quiz.domain.special import stdtrit

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Change:
    """Mean shares of the points (0 to 1) before and after, and the mean of each reader's difference with its
    95 % interval; how many did better, worse and the same.
    """

    readers: int
    before: float
    after: float
    mean: float
    interval: Interval
    better: int
    worse: int

    @property
    def same(self) -> int:
        """How many scored the same both times."""
        return self.readers - self.better - self.worse

    @property
    def is_clear(self) -> bool:
        """Whether the interval lies on one side of no change."""
        return not isinstance(self.interval, Missing) and self.interval[0] * self.interval[1] > 0


def change(before: Sequence[float], after: Sequence[float]) -> Change | None:
    """The change from `before` to `after`, shares of the points, paired by place; None of nobody.

    The interval is that of the paired t statistic. Source: Student (1908). Raises ValueError where the
    lengths differ.
    """
    if len(before) != len(after):
        raise ValueError("each reader has a score before and one after")
    if not before:
        return None
    differences = np.array(after, dtype=float) - np.array(before, dtype=float)
    return Change(
        readers=len(before),
        before=float(np.mean(before)),
        after=float(np.mean(after)),
        mean=float(differences.mean()),
        interval=_interval(differences.tolist()),
        better=int((differences > 0).sum()),
        worse=int((differences < 0).sum()),
    )


def _interval(differences: list[float]) -> Interval:
    readers = len(differences)
    if readers < 2:  # noqa: PLR2004  one value has no variance
        return Missing.TOO_FEW_READERS
    spread = float(np.std(differences, ddof=1))
    if spread == 0:
        return Missing.ALL_CHANGED_ALIKE
    half = float(stdtrit(readers - 1, (1 + LEVEL) / 2)) * spread / sqrt(readers)
    middle = sum(differences) / readers
    return max(middle - half, -1.0), min(middle + half, 1.0)
