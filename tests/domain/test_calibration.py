import pytest

from quiz.domain.calibration import Finding, finding, levels, wilson
from quiz.domain.kinds import Confidence

GUESS, FAIRLY, CERTAIN = Confidence


def test_the_interval_agrees_with_published_values():
    # Newcombe (1998), Statistics in Medicine 17, table I, method 3 (Wilson score), rounded there to 4 places.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson(1, 29) == pytest.approx((0.0061, 0.1718), abs=5e-5)


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
