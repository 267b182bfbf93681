"""Against the vectors of the project's statistics reference and against scipy."""

import json
from pathlib import Path

import numpy as np
import pytest
import scipy
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.domain import moments
from quiz.domain.calibration import wilson, wilson_of_share
from quiz.domain.intervals import feldt, fisher
from quiz.domain.itemstats import cronbach, items
from quiz.domain.itemstats import test as whole_test
from quiz.domain.missing import Missing

VECTORS = json.loads(Path(__file__).with_name("itemstats_vectors.json").read_text())
OF_ITEM = {
    "s": "readers", "mean": "mean", "sd": "sd", "markvariance": "variance",
    "othermarkvariance": "rest_variance",
    "covariance": "covariance", "covariancemax": "covariance_max", "cov_total": "covariance_total",
    "discriminationindex": "discrimination", "discriminativeefficiency": "efficiency", "maxmark": "maximum",
    "facility": "facility", "intendedweight": "intended_weight", "effectiveweight": "effective_weight",
}  # fmt: skip
OF_TEST = {
    "mean": "mean", "median": "median", "sd": "sd", "skewness": "skewness", "kurtosis": "kurtosis",
    "cic": "alpha", "errorratio": "error_ratio", "standarderror": "standard_error",
}  # fmt: skip
CLOSE = {"rel": 1e-9, "abs": 1e-9}


def agrees(found, expected):
    """Whether both are the same number, or both are not available."""
    if expected is None:
        return isinstance(found, Missing)
    return not isinstance(found, Missing) and found == pytest.approx(expected, **CLOSE)


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_the_vectors_of_the_reference(vector):
    marks, maxima = np.array(vector["marks"]), np.array(vector["maxmarks"])

    for item, expected in zip(items(marks, maxima), vector["items"], strict=True):
        for theirs, ours in OF_ITEM.items():
            assert agrees(getattr(item, ours), expected.get(theirs)), (theirs, item)
    whole = whole_test(marks)
    for theirs, ours in OF_TEST.items():
        assert agrees(getattr(whole, ours), vector["test"].get(theirs)), (theirs, whole)


def test_they_are_the_vectors_of_the_reference_and_not_fewer():
    assert len(VECTORS) == 7
    assert sum(len(vector["items"]) for vector in VECTORS) == 22


marks_of = st.integers(4, 30).flatmap(
    lambda readers: st.integers(2, 6).flatmap(
        lambda questions: st.lists(
            st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=questions, max_size=questions),
            min_size=readers,
            max_size=readers,
        )
    )
)


@given(marks_of)
@settings(max_examples=150)
def test_random_data_with_ties_and_constant_columns_against_scipy(data):
    marks = np.array(data)
    totals = marks.sum(axis=1)
    whole = whole_test(marks)
    flat = np.ptp(totals) == 0

    for place, item in enumerate(items(marks, np.ones(marks.shape[1]))):
        column, rest = marks[:, place], totals - marks[:, place]
        if np.ptp(column) == 0 or np.ptp(rest) < 1e-9:
            assert isinstance(item.discrimination, Missing)
        else:
            assert agrees(item.discrimination, 100 * scipy.stats.pearsonr(column, rest).statistic)
        without = np.delete(marks, place, axis=1)
        assert agrees(item.alpha_without, None) or agrees(item.alpha_without, cronbach(without))
    assert isinstance(whole.skewness, Missing) == flat
    if not flat:
        assert agrees(whole.skewness, scipy.stats.skew(totals, bias=False))
        assert agrees(whole.kurtosis, scipy.stats.kurtosis(totals, bias=False))


def test_intervals_have_the_published_values():
    # The reference: r = .30 has .11 to .47 at 100 readers and -.11 to .62 at 25.
    assert fisher(30, 100) == pytest.approx((11, 47), abs=0.5)
    assert fisher(30, 25) == pytest.approx((-11, 62), abs=0.5)
    found = scipy.stats.pearsonr([1, 2, 3, 4, 5], [2, 1, 4, 3, 5])
    assert fisher(100 * found.statistic, 5) == pytest.approx(
        [100 * end for end in found.confidence_interval()]
    )
    # Of four readers z spreads by 1.96 / 1, and tanh(1.96) is .961.
    assert fisher(0, 4) == pytest.approx((-96.1, 96.1), abs=0.05)
    assert wilson_of_share(0.75, 4) == pytest.approx(wilson(3, 4))
    low, high = feldt(80, 100, 10)
    # By definition (1 - alpha) / (1 - estimate) is at the quantiles of F with 99 and 891 degrees.
    assert (1 - low / 100) / 0.2 == pytest.approx(scipy.stats.f.ppf(0.975, 99, 891))
    assert (1 - high / 100) / 0.2 == pytest.approx(scipy.stats.f.ppf(0.025, 99, 891))


def test_what_is_not_available_says_why():
    nobody = items(np.zeros((0, 2)), np.ones(2))[0]
    assert (nobody.mean, nobody.facility) == (Missing.NO_READERS, Missing.NO_READERS)
    assert items(np.ones((3, 1)), np.zeros(1))[0].facility is Missing.NO_MAXIMUM
    assert fisher(50, 3) is Missing.TOO_FEW_READERS
    # Nor does numpy warn of a variance of one.
    assert cronbach(np.ones((1, 2))) is Missing.TOO_FEW_READERS
    assert cronbach(np.ones((5, 1))) is Missing.TOO_FEW_QUESTIONS
    assert items(np.array([[1.0, 0.0], [0.0, 5.0], [1.0, 0.0]]), np.ones(2))[0].effective_weight is (
        Missing.NEGATIVE_COVARIANCE
    )


@pytest.mark.parametrize("left", [1e-15, -1e-15])
def test_what_rounding_leaves_of_no_covariance_weighs_nothing(left):
    assert moments._effective(left, 1.0) == 0
