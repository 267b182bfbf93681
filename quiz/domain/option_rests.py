"""How having chosen an option goes with the score on the rest of the quiz."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quiz.domain.intervals import NOTHING, fisher
from quiz.domain.itemstats import Array
from quiz.domain.missing import Interval, Missing, Value
from quiz.domain.replies import Replies

FEWEST = 3


@dataclass(frozen=True, slots=True)
class Telling:
    """A correlation in per cent, -100 to 100, with its 95 % interval."""

    correlation: Value
    interval: Interval

    @property
    def is_told(self) -> bool:
        """Whether there is an interval."""
        return not isinstance(self.interval, Missing)


def with_rest(chose: NDArray[np.bool_], rest: Array) -> Telling:
    """The point-biserial correlation of having chosen an option with the score on the rest of the quiz.

    Both have one value a reader. Of the right option of a single choice it is the question's discrimination;
    of a wrong one it should be below zero. Undefined below three readers, where all or none chose the option,
    and where all earned the same on the rest. The interval is Fisher's, as that of discrimination.

    Source: F. M. Lord and M. R. Novick (1968), "Statistical theories of mental test scores", 15.5;
    "distractor-rest" as in the CTT package of R (distractorAnalysis, pBis).
    """
    found = _point_biserial(chose.astype(float), rest)
    return Telling(found, fisher(found, len(rest)))


def _point_biserial(chose: Array, rest: Array) -> Value:
    if len(rest) < FEWEST:
        return Missing.TOO_FEW_READERS
    if chose.min() == chose.max():
        return Missing.ALL_CHOSE_ALIKE
    one, other = chose - chose.mean(), rest - rest.mean()
    if float(other @ other) <= NOTHING:
        return Missing.ALL_THE_SAME
    return 100 * float(one @ other) / float(np.sqrt((one @ one) * (other @ other)))


def of_options(replies: Replies, place: int, codes: Sequence[str]) -> dict[str, Telling]:
    """The same of each of these options of the question at this place, by its code."""
    rest = replies.marks.sum(axis=1) - replies.marks[:, place]
    held = {code: np.array([code in choice for choice in replies.choices], dtype=bool) for code in codes}
    return {code: with_rest(holds[replies.chosen[:, place]], rest) for code, holds in held.items()}
