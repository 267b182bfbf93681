"""Item statistics of a quiz, by Moodle's published definitions.

Arrays are readers × questions: `marks[s, p]` is what reader s earned at question p, 0 where nothing was
answered; `maxima[p]` is the most one can earn there. Variances and covariances divide by S - 1. Indices of
discrimination, weights and consistency are in per cent, as Moodle shows them.

Sources: http://docs.moodle.org/dev/Quiz_statistics_calculations and
https://docs.moodle.org/310/en/Development:Quiz_item_analysis_calculations_in_practice (formulas);
R. A. Fisher (1915) for the interval of a correlation; L. S. Feldt (1965) for the interval of alpha.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import atanh, sqrt, tanh

import numpy as np
from numpy.typing import NDArray
from scipy.stats import f as f_distribution

from quiz.domain.calibration import Z95, wilson_of_share

Array = NDArray[np.float64]
FEWEST_FOR_SKEWNESS = 3
FEWEST_FOR_KURTOSIS = 4
FEWEST_FOR_ALPHA = 3
FEWEST_FOR_FISHER = 4
# Below this, a variance of marks is what rounding leaves of none.
NOTHING = 1e-12


class Missing(StrEnum):
    """Why a statistic is not available."""

    NO_READERS = "no_readers"
    TOO_FEW_READERS = "too_few_readers"
    TOO_FEW_QUESTIONS = "too_few_questions"
    NO_MAXIMUM = "no_maximum"
    ALL_THE_SAME = "all_the_same"
    NEGATIVE_COVARIANCE = "negative_covariance"


Value = float | Missing
Interval = tuple[float, float] | Missing


@dataclass(frozen=True, slots=True)
class Item:
    """The statistics of one question."""

    readers: int
    mean: Value
    maximum: float
    facility: Value
    facility_interval: Interval
    sd: Value
    variance: Value
    rest_variance: Value
    covariance: Value
    covariance_max: Value
    covariance_total: Value
    intended_weight: Value
    effective_weight: Value
    discrimination: Value
    discrimination_interval: Interval
    efficiency: Value
    alpha_without: Value


@dataclass(frozen=True, slots=True)
class Test:
    """The statistics of the whole quiz, in marks where not in per cent."""

    readers: int
    mean: Value
    median: Value
    sd: Value
    skewness: Value
    kurtosis: Value
    alpha: Value
    alpha_interval: Interval
    error_ratio: Value
    standard_error: Value


def items(marks: Array, maxima: Array) -> list[Item]:
    """The statistics of each question, in order. `marks` is S × P, `maxima` has P values."""
    questions = marks.shape[1]
    totals = marks.sum(axis=1)
    # Column by column from here on: laid out so, a million readers cost half the time.
    marks = np.asfortranarray(marks)
    covariances = [_covariance(marks[:, p], totals) for p in range(questions)]
    roots = sum(sqrt(value) for value in covariances if not isinstance(value, Missing) and value >= 0)
    shared = _Shared(totals, float(maxima.sum()), roots, _parts(marks))
    return [_item(marks, p, float(maxima[p]), covariances[p], shared) for p in range(questions)]


def test(marks: Array) -> Test:
    """The statistics of the quiz. `marks` is S × P."""
    readers, questions = marks.shape
    totals = marks.sum(axis=1)
    sd = _sd(totals)
    alpha = cronbach(marks)
    ratio = 100 * sqrt(max(0.0, 1 - alpha / 100)) if not isinstance(alpha, Missing) else alpha
    error = ratio
    if not isinstance(ratio, Missing) and not isinstance(sd, Missing):
        error = ratio / 100 * sd
    return Test(
        readers=readers,
        mean=float(totals.mean()) if readers else Missing.NO_READERS,
        median=float(np.median(totals)) if readers else Missing.NO_READERS,
        sd=sd,
        skewness=_skewness(totals),
        kurtosis=_kurtosis(totals),
        alpha=alpha,
        alpha_interval=feldt(alpha, readers, questions),
        error_ratio=ratio,
        standard_error=error,
    )


def cronbach(marks: Array) -> Value:
    """The coefficient of internal consistency (Cronbach's alpha) in per cent; it may be negative."""
    return _alpha(marks.shape[1], _parts(marks), marks.sum(axis=1))


def _parts(marks: Array) -> float:
    """The sum of the questions' variances; 0 where there are too few readers for any."""
    if len(marks) < 2:  # noqa: PLR2004  one value has no variance
        return 0.0
    return sum(float(marks[:, p].var(ddof=1)) for p in range(marks.shape[1]))


def _alpha(questions: int, parts: float, totals: Array) -> Value:
    if questions < 2:  # noqa: PLR2004  of one question there is nothing to be consistent with
        return Missing.TOO_FEW_QUESTIONS
    if len(totals) < FEWEST_FOR_ALPHA:
        return Missing.TOO_FEW_READERS
    whole = float(totals.var(ddof=1))
    if whole <= NOTHING:
        return Missing.ALL_THE_SAME
    return 100 * questions / (questions - 1) * (1 - parts / whole)


def feldt(alpha: Value, readers: int, questions: int) -> Interval:
    """The 95 % interval of alpha in per cent: (1 - alpha) / (1 - its estimate) follows F."""
    if isinstance(alpha, Missing):
        return alpha
    degrees = readers - 1, (readers - 1) * (questions - 1)
    miss = 1 - alpha / 100
    low, high = (float(f_distribution.ppf(q, *degrees)) for q in (0.975, 0.025))
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


def score_groups(totals: Array) -> NDArray[np.int64]:
    """The third of each reader by total, 0 the lowest; equal totals are in one group."""
    if not len(totals):
        return np.zeros(0, dtype=np.int64)
    low, high = np.quantile(totals, [1 / 3, 2 / 3])
    return np.where(totals <= low, 0, np.where(totals <= high, 1, 2)).astype(np.int64)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the questions have in common, computed once."""

    totals: Array
    possible: float
    roots: float
    parts: float


def _item(marks: Array, place: int, maximum: float, with_total: Value, shared: _Shared) -> Item:
    column, totals, possible = marks[:, place], shared.totals, shared.possible
    readers, rest = len(column), totals - column
    mean: Value = float(column.mean()) if readers else Missing.NO_READERS
    facility: Value = Missing.NO_MAXIMUM if not maximum else mean
    if maximum and not isinstance(mean, Missing):
        facility = mean / maximum
    within: Interval = facility if isinstance(facility, Missing) else wilson_of_share(facility, readers)
    discrimination = _discrimination(column, rest)
    most = _covariance(np.sort(column), np.sort(rest))
    covariance = _covariance(column, rest)
    own = float(column.var(ddof=1)) if readers > 1 else 0.0
    return Item(
        readers=readers,
        mean=mean,
        maximum=maximum,
        facility=facility,
        facility_interval=within,
        sd=_sd(column),
        variance=_variance(column),
        rest_variance=_variance(rest),
        covariance=covariance,
        covariance_max=most,
        covariance_total=with_total,
        intended_weight=100 * maximum / possible if possible else Missing.NO_MAXIMUM,
        effective_weight=_effective(with_total, shared.roots),
        discrimination=discrimination,
        discrimination_interval=fisher(discrimination, readers),
        efficiency=_efficiency(covariance, most),
        alpha_without=_alpha(marks.shape[1] - 1, shared.parts - own, rest),
    )


def _variance(values: Array) -> Value:
    return float(values.var(ddof=1)) if len(values) > 1 else Missing.TOO_FEW_READERS


def _sd(values: Array) -> Value:
    return float(values.std(ddof=1)) if len(values) > 1 else Missing.TOO_FEW_READERS


def _covariance(one: Array, other: Array) -> Value:
    if len(one) < 2:  # noqa: PLR2004  one value varies with nothing
        return Missing.TOO_FEW_READERS
    return float((one - one.mean()) @ (other - other.mean()) / (len(one) - 1))


def _effective(covariance: Value, roots: float) -> Value:
    if isinstance(covariance, Missing):
        return covariance
    if covariance < 0:
        return Missing.NEGATIVE_COVARIANCE
    return 100 * sqrt(covariance) / roots if roots else Missing.ALL_THE_SAME


def _discrimination(column: Array, rest: Array) -> Value:
    covariance, one, other = _covariance(column, rest), _variance(column), _variance(rest)
    if isinstance(covariance, Missing) or isinstance(one, Missing) or isinstance(other, Missing):
        return Missing.TOO_FEW_READERS
    if one <= NOTHING or other <= NOTHING:
        return Missing.ALL_THE_SAME
    return 100 * covariance / sqrt(one * other)


def _efficiency(covariance: Value, most: Value) -> Value:
    if isinstance(covariance, Missing) or isinstance(most, Missing):
        return Missing.TOO_FEW_READERS
    return 100 * covariance / most if most > NOTHING else Missing.ALL_THE_SAME


def _moments(totals: Array) -> tuple[float, float, float, float]:
    centred = totals - totals.mean()
    second, third, fourth = ((centred**power).mean() for power in (2, 3, 4))
    count = len(totals)
    return float(second * count / (count - 1)), float(second), float(third), float(fourth)


def _skewness(totals: Array) -> Value:
    count = len(totals)
    if count < FEWEST_FOR_SKEWNESS:
        return Missing.TOO_FEW_READERS
    k2, _second, third, _fourth = _moments(totals)
    if k2 <= NOTHING:
        return Missing.ALL_THE_SAME
    k3 = count**2 * third / ((count - 1) * (count - 2))
    return float(k3 / k2**1.5)


def _kurtosis(totals: Array) -> Value:
    count = len(totals)
    if count < FEWEST_FOR_KURTOSIS:
        return Missing.TOO_FEW_READERS
    k2, second, _third, fourth = _moments(totals)
    if k2 <= NOTHING:
        return Missing.ALL_THE_SAME
    k4 = count**2 * ((count + 1) * fourth - 3 * (count - 1) * second**2)
    return float(k4 / ((count - 1) * (count - 2) * (count - 3)) / k2**2)
