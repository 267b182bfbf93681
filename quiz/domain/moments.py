"""From moments to the figures of Moodle's quiz report: the formulas, whoever counted the moments.

Variances and covariances divide by S - 1, central moments by S. Indices of discrimination, weights and
consistency are in per cent, as Moodle shows them.

Sources: http://docs.moodle.org/dev/Quiz_statistics_calculations and
https://docs.moodle.org/310/en/Development:Quiz_item_analysis_calculations_in_practice (formulas).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from quiz.domain.calibration import wilson_of_share
from quiz.domain.intervals import NOTHING, alpha_of, feldt, fisher
from quiz.domain.missing import Interval, Missing, Value

FEWEST_FOR_SKEWNESS = 3
FEWEST_FOR_KURTOSIS = 4


@dataclass(frozen=True, slots=True)
class ItemMoments:
    """What is counted of one question's marks, of the rest of the quiz and of both together."""

    readers: int
    maximum: float
    mean: Value
    variance: Value
    rest_variance: Value
    covariance: Value
    covariance_max: Value
    covariance_total: Value


@dataclass(frozen=True, slots=True)
class TestMoments:
    """What is counted of the totals: mean, median and the central moments m2, m3, m4 (divided by S)."""

    readers: int
    mean: Value
    median: Value
    second: float
    third: float
    fourth: float


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


def items_of(moments: Sequence[ItemMoments]) -> list[Item]:
    """The statistics of each question of a quiz, in order."""
    with_total = [_number(found.covariance_total) for found in moments]
    roots = sum(sqrt(value) for value in with_total if value > NOTHING)
    possible = sum(found.maximum for found in moments)
    parts = parts_of(moments)
    return [_item(found, possible, roots, len(moments), parts) for found in moments]


def parts_of(moments: Sequence[ItemMoments]) -> float:
    """The sum of the questions' variances; 0 where there are too few readers for any."""
    return sum(_number(found.variance) for found in moments)


def test_of(moments: TestMoments, questions: int, parts: float) -> Test:
    """The statistics of a quiz of so many questions whose variances add up to `parts`."""
    readers = moments.readers
    whole = moments.second * readers / (readers - 1) if readers > 1 else 0.0
    sd: Value = sqrt(whole) if readers > 1 else Missing.TOO_FEW_READERS
    alpha = alpha_of(questions, parts, readers, whole)
    ratio = 100 * sqrt(max(0.0, 1 - alpha / 100)) if not isinstance(alpha, Missing) else alpha
    error = ratio
    if not isinstance(ratio, Missing) and not isinstance(sd, Missing):
        error = ratio / 100 * sd
    return Test(
        readers=readers,
        mean=moments.mean,
        median=moments.median,
        sd=sd,
        skewness=_skewness(moments, whole),
        kurtosis=_kurtosis(moments, whole),
        alpha=alpha,
        alpha_interval=feldt(alpha, readers, questions),
        error_ratio=ratio,
        standard_error=error,
    )


def _number(value: Value) -> float:
    return 0.0 if isinstance(value, Missing) else value


def _item(found: ItemMoments, possible: float, roots: float, questions: int, parts: float) -> Item:
    readers, maximum, mean = found.readers, found.maximum, found.mean
    facility: Value = Missing.NO_MAXIMUM if not maximum else mean
    if maximum and not isinstance(mean, Missing):
        facility = mean / maximum
    within: Interval = facility if isinstance(facility, Missing) else wilson_of_share(facility, readers)
    discrimination = _discrimination(found)
    rest = _number(found.rest_variance)
    return Item(
        readers=readers,
        mean=mean,
        maximum=maximum,
        facility=facility,
        facility_interval=within,
        sd=found.variance if isinstance(found.variance, Missing) else sqrt(found.variance),
        variance=found.variance,
        rest_variance=found.rest_variance,
        covariance=found.covariance,
        covariance_max=found.covariance_max,
        covariance_total=found.covariance_total,
        intended_weight=100 * maximum / possible if possible else Missing.NO_MAXIMUM,
        effective_weight=_effective(found.covariance_total, roots),
        discrimination=discrimination,
        discrimination_interval=fisher(discrimination, readers),
        efficiency=_efficiency(found),
        alpha_without=alpha_of(questions - 1, parts - _number(found.variance), readers, rest),
    )


def _effective(covariance: Value, roots: float) -> Value:
    if isinstance(covariance, Missing):
        return covariance
    if covariance < -NOTHING:
        return Missing.NEGATIVE_COVARIANCE
    if not roots:
        return Missing.ALL_THE_SAME
    # The root of what rounding left of none would be no longer small.
    return 100 * sqrt(covariance) / roots if covariance > NOTHING else 0.0


def _discrimination(found: ItemMoments) -> Value:
    covariance, one, other = found.covariance, found.variance, found.rest_variance
    if isinstance(covariance, Missing) or isinstance(one, Missing) or isinstance(other, Missing):
        return Missing.TOO_FEW_READERS
    if one <= NOTHING or other <= NOTHING:
        return Missing.ALL_THE_SAME
    return 100 * covariance / sqrt(one * other)


def _efficiency(found: ItemMoments) -> Value:
    covariance, most = found.covariance, found.covariance_max
    if isinstance(covariance, Missing) or isinstance(most, Missing):
        return Missing.TOO_FEW_READERS
    return 100 * covariance / most if most > NOTHING else Missing.ALL_THE_SAME


def _skewness(moments: TestMoments, k2: float) -> Value:
    count = moments.readers
    if count < FEWEST_FOR_SKEWNESS:
        return Missing.TOO_FEW_READERS
    if k2 <= NOTHING:
        return Missing.ALL_THE_SAME
    k3 = count**2 * moments.third / ((count - 1) * (count - 2))
    return float(k3 / k2**1.5)


def _kurtosis(moments: TestMoments, k2: float) -> Value:
    count = moments.readers
    if count < FEWEST_FOR_KURTOSIS:
        return Missing.TOO_FEW_READERS
    if k2 <= NOTHING:
        return Missing.ALL_THE_SAME
    k4 = count**2 * ((count + 1) * moments.fourth - 3 * (count - 1) * moments.second**2)
    return float(k4 / ((count - 1) * (count - 2) * (count - 3)) / k2**2)
