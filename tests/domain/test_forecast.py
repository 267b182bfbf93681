"""Against the test vectors of the project's outlook reference (c.2)."""

import statistics

import numpy as np
import pytest

from quiz.domain.forecast import (
    baseline,
    brier,
    crowd,
    crowd_of,
    log_loss,
    log_odds_mean,
    median_of,
    murphy,
)


@pytest.mark.parametrize(
    ("likelihood", "happened", "squared", "log", "base"),
    [
        (0.8, True, 0.04, 0.2231, 67.81),
        (0.8, False, 0.64, 1.6094, -132.19),
        (0.5, True, 0.25, 0.6931, 0),
        (0.05, True, 0.9025, 2.9957, -332.19),
        (0.01, True, 0.9801, 4.6052, -564.39),
    ],
)
def test_the_scores_of_the_reference(likelihood, happened, squared, log, base):
    assert brier(likelihood, happened) == pytest.approx(squared)
    assert log_loss(likelihood, happened) == pytest.approx(log, abs=5e-5)
    assert baseline(likelihood, happened) == pytest.approx(base, abs=5e-3)


def test_one_answer_of_nothing_costs_no_infinite_score():
    assert log_loss(0.0, happened=True) == log_loss(0.01, happened=True)


def test_murphy_splits_the_mean_brier_score():
    stated = [0.1] * 4 + [0.6] * 3 + [0.9] * 3
    came = [bool(value) for value in (0, 0, 1, 0, 1, 0, 1, 1, 1, 0)]

    found = murphy(stated, came)

    assert found.brier == pytest.approx(0.235)
    assert found.reliability == pytest.approx(0.026667, abs=1e-6)
    assert found.resolution == pytest.approx(0.041667, abs=1e-6)
    assert found.uncertainty == pytest.approx(0.25)
    assert found.brier == pytest.approx(found.reliability - found.resolution + found.uncertainty)


def test_a_small_crowd_is_its_median_a_larger_one_the_mean_of_its_log_odds():
    five = [0.1, 0.3, 0.4, 0.7, 0.9]

    assert crowd(five) == 0.4
    assert log_odds_mean(five) == pytest.approx(0.47974, abs=5e-6)
    assert crowd(five * 2) == pytest.approx(0.47974, abs=5e-6)
    assert crowd([]) is None


@pytest.mark.parametrize(
    "stated", [[10, 30, 40, 70, 90], [0] * 3 + [100] * 9, [50] * 10, [20, 80], [0, 10, 20, 100]]
)
def test_counts_say_the_same_as_the_values_counted(stated):
    counts = np.bincount([value // 10 for value in stated], minlength=11)

    assert median_of(counts) == statistics.median(stated)
    assert crowd_of(counts) == pytest.approx(crowd([value / 100 for value in stated]))
