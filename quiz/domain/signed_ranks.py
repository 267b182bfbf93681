"""Did more readers move one way than the other? Exact tests of paired differences, counted out.

Sources: F. Wilcoxon, Individual comparisons by ranking methods (1945), who leaves out zeros and gives equal
differences the mean of their ranks; J. W. Pratt (1959) on exact counts with ties.
"""

from math import sqrt

import numpy as np
from numpy.typing import NDArray

from quiz.domain.special import bdtr, ndtr

Array = NDArray[np.float64]
# Of so many differences all cases are counted, 2 to the power of that; of more, the normal curve is as good.
EXACT = 100


def wilcoxon(differences: Array) -> float | None:
    """The two-sided p-value of Wilcoxon's signed-rank test; zeros are left out. None where nothing else is.

    All signs are alike likely, given the sizes of the differences, with ties as they are.
    """
    apart = differences[differences != 0]
    if not len(apart):
        return None
    ranks = doubled_ranks(np.abs(apart))
    upward = int(ranks[apart > 0].sum())
    fewer = min(upward, int(ranks.sum()) - upward)
    if len(apart) > EXACT:
        return _by_normal_curve(fewer, ranks)
    return min(1.0, 2 * float(_chances(ranks)[: fewer + 1].sum()))


def sign_test(differences: Array) -> float | None:
    """The two-sided p-value of the sign test; zeros are left out. None where nothing else is."""
    up, down = int((differences > 0).sum()), int((differences < 0).sum())
    if not up + down:
        return None
    return min(1.0, 2 * float(bdtr(min(up, down), up + down, 0.5)))


def doubled_ranks(sizes: Array) -> NDArray[np.int64]:
    """Twice the rank of each from 1 on, equal ones with the mean of theirs: whole numbers."""
    _values, places, counts = np.unique(sizes, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    # Ranks from last - count + 1 to last; twice their mean.
    doubled: NDArray[np.int64] = (2 * last - counts + 1)[places]
    return doubled


def _chances(ranks: NDArray[np.int64]) -> Array:
    """The chance of each sum of the (doubled) ranks that have a plus, from 0 to all of them."""
    chances = np.zeros(int(ranks.sum()) + 1)
    chances[0] = 1.0
    for rank in ranks:
        with_plus = chances[:-rank].copy()
        chances /= 2
        chances[rank:] += with_plus / 2
    return chances


def _by_normal_curve(fewer: int, ranks: NDArray[np.int64]) -> float:
    """By mean and variance of the sum (n(n+1)/4, and a quarter of the squared ranks), with continuity."""
    beyond = float(ranks.sum()) / 2 - fewer - 1
    return min(1.0, 2 * float(ndtr(-max(beyond, 0.0) / sqrt(float((ranks**2).sum()) / 4))))
