from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.domain.calibration import Z95, Finding, finding, levels, wilson
from quiz.domain.kinds import Confidence

GUESS, FAIRLY, CERTAIN = Confidence


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_is_where_the_score_test_just_fails_to_refuse(counts):
    # Its definition: the two shares p with |observed - p| = z * sqrt(p (1 - p) / n).
    successes, trials = counts

    for bound in wilson(successes, trials):
        spread = Z95 * sqrt(bound * (1 - bound) / trials)
        assert abs(successes / trials - bound) == pytest.approx(spread, abs=1e-7)


def test_no_trials_have_no_interval():
    with pytest.raises(ValueError, match="No trials"):
        wilson(0, 0)


def test_levels_count_answers_and_right_ones():
    guess, fairly, certain = levels([(CERTAIN, True), (CERTAIN, False), (GUESS, False)])

    assert (certain.answers, certain.right, certain.share) == (2, 1, 0.5)
    assert (guess.answers, guess.right) == (1, 0)
    assert fairly.interval is None


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ([(CERTAIN, True)] * 4, Finding.TOO_FEW),
        ([(CERTAIN, False)] * 5 + [(CERTAIN, True)] * 5, Finding.OVERCONFIDENT),
        ([(GUESS, True)] * 9, Finding.UNDERCONFIDENT),
        ([(CERTAIN, True)] * 12 + [(GUESS, False)] * 12, Finding.TELLS_APART),
        ([(CERTAIN, True)] * 3 + [(GUESS, False)] * 2, Finding.UNCLEAR),
    ],
)
def test_what_is_said_follows_from_the_intervals(stated, found):
    assert finding(levels(stated)) is found
