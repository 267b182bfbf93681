"""How closely a quiz tells one reader's score."""

from quiz.domain.calibration import wilson_of_share
from quiz.domain.missing import Interval, Missing

FEWEST = 3


def score_band(earned: float, possible: int) -> Interval:
    """The scores, in points, that so many questions cannot tell from this one: 95 %.

    By the binomial error model: questions are drawn from many of their kind, of which the reader would get a
    certain share right. The error of a score x of k then has the variance x (k - x) / (k - 1), which over a
    class comes to s² (1 - KR-21). Solved for the share (Wilson), for full marks are no proof that nothing was
    missed by luck. Partial credit varies less, so there the band is a little wide. Undefined below three
    questions.

    Not s · sqrt(1 - alpha), which the page of scores has: that has one width for all scores, is missing or
    unsure where few took part, and would tell a reader of the others.

    Sources: F. M. Lord (1955), "Estimating test reliability"; F. M. Lord and M. R. Novick (1968), chapter 23;
    E. B. Wilson (1927).
    """
    if possible < FEWEST:
        return Missing.TOO_FEW_QUESTIONS
    low, high = wilson_of_share(earned / possible, possible)
    return low * possible, high * possible
