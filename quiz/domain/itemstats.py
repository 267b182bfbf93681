"""Item statistics of a quiz, by Moodle's published definitions, as plain functions on an array.

Arrays are readers × questions: `marks[s, p]` is what reader s earned at question p, 0 where nothing was
answered; `maxima[p]` is the most one can earn there. The formulas and their sources are in moments.py.
"""

import numpy as np
from numpy.typing import NDArray

from quiz.domain.intervals import alpha_of
from quiz.domain.missing import Missing, Value
from quiz.domain.moments import Item, ItemMoments, Test, TestMoments, items_of, test_of

Array = NDArray[np.float64]
BANDS = 10


def items(marks: Array, maxima: Array) -> list[Item]:
    """The statistics of each question, in order. `marks` is S × P, `maxima` has P values."""
    totals = marks.sum(axis=1)
    # Column by column from here on: laid out so, a million readers cost half the time.
    marks = np.asfortranarray(marks)
    return items_of([_moments(marks[:, p], totals, float(maxima[p])) for p in range(marks.shape[1])])


def test(marks: Array) -> Test:
    """The statistics of the quiz. `marks` is S × P."""
    totals, readers = marks.sum(axis=1), len(marks)
    centred = totals - totals.mean() if readers else totals
    second, third, fourth = (float((centred**n).mean()) if readers else 0.0 for n in (2, 3, 4))
    mean: Value = float(totals.mean()) if readers else Missing.NO_READERS
    median: Value = float(np.median(totals)) if readers else Missing.NO_READERS
    return test_of(TestMoments(readers, mean, median, second, third, fourth), marks.shape[1], _parts(marks))


def cronbach(marks: Array) -> Value:
    """The coefficient of internal consistency (Cronbach's alpha) in per cent; it may be negative."""
    totals = marks.sum(axis=1)
    whole = float(totals.var(ddof=1)) if len(totals) > 1 else 0.0
    return alpha_of(marks.shape[1], _parts(marks), len(totals), whole)


def _parts(marks: Array) -> float:
    if len(marks) < 2:  # noqa: PLR2004  one value has no variance
        return 0.0
    return sum(float(marks[:, p].var(ddof=1)) for p in range(marks.shape[1]))


def _moments(column: Array, totals: Array, maximum: float) -> ItemMoments:
    rest = totals - column
    return ItemMoments(
        readers=len(column),
        maximum=maximum,
        mean=float(column.mean()) if len(column) else Missing.NO_READERS,
        variance=_variance(column),
        rest_variance=_variance(rest),
        covariance=_covariance(column, rest),
        covariance_max=_covariance(np.sort(column), np.sort(rest)),
        covariance_total=_covariance(column, totals),
    )


def _variance(values: Array) -> Value:
    return float(values.var(ddof=1)) if len(values) > 1 else Missing.TOO_FEW_READERS


def _covariance(one: Array, other: Array) -> Value:
    if len(one) < 2:  # noqa: PLR2004  one value varies with nothing
        return Missing.TOO_FEW_READERS
    return float((one - one.mean()) @ (other - other.mean()) / (len(one) - 1))
