"""Against the binomial itself, and against Lord's standard error and what it comes to over a class."""

from math import sqrt

import numpy as np
import pytest
import scipy

from quiz.domain.missing import Missing
from quiz.domain.score_band import score_band

Z95 = 1.959963984540054


@pytest.mark.parametrize("earned", [4, 11, 15, 20.5])
def test_at_its_ends_the_score_is_two_standard_errors_away(earned):
    """By definition: of a reader whose own score is at an end, this one is 1.96 standard errors off."""
    for end in score_band(earned, 22):
        assert abs(earned - end) == pytest.approx(Z95 * sqrt(end * (22 - end) / 22))


def test_in_the_middle_it_is_about_as_wide_as_lords_standard_error_says():
    low, high = score_band(30, 60)

    assert (low + high) / 2 == pytest.approx(30)
    assert high - low == pytest.approx(2 * Z95 * sqrt(30 * 30 / 59), rel=0.05)


def test_full_marks_and_none_are_not_told_to_the_point():
    assert score_band(22, 22)[1] == pytest.approx(22)
    assert score_band(22, 22)[0] < 20
    assert score_band(0, 22) == pytest.approx((0, 22 - score_band(22, 22)[0]))


def test_it_holds_the_reader_in_about_95_of_100_quizzes():
    """Exactly: over all scores that a reader with this chance may get."""
    for chance in (0.3, 0.5, 0.7, 0.85):
        held = [
            scipy.stats.binom.pmf(score, 22, chance)
            for score in range(23)
            if score_band(score, 22)[0] <= 22 * chance <= score_band(score, 22)[1]
        ]
        assert sum(held) == pytest.approx(0.95, abs=0.03)


def test_lords_errors_of_a_class_come_to_the_one_that_kr_21_gives():
    """The identity of Lord (1955) on which the docstring rests."""
    scores, questions = np.array([3.0, 7, 9, 9, 12, 15, 18]), 20
    lord = scores * (questions - scores) / (questions - 1)
    mean, variance = scores.mean(), scores.var()
    kr_21 = questions / (questions - 1) * (1 - mean * (questions - mean) / (questions * variance))

    assert lord.mean() == pytest.approx(variance * (1 - kr_21))


@pytest.mark.parametrize("possible", [0, 1, 2])
def test_two_questions_tell_nothing(possible):
    assert score_band(possible, possible) is Missing.TOO_FEW_QUESTIONS
    assert not isinstance(score_band(3, 3), Missing)
