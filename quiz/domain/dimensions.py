"""How many things the questions of a quiz have in common."""

from enum import StrEnum
from zlib import crc32

import numpy as np

from quiz.domain.intervals import NOTHING
from quiz.domain.itemstats import Array
from quiz.domain.missing import Missing

FEWEST_QUESTIONS = 3
FEWEST_READERS = 30
# With fewer, a second thing shows by chance in more than one class of twenty.
FEWEST_FOR_SECOND = 80
SHUFFLES = 99
CHANCE = 0.05


class Dimensions(StrEnum):
    """What shows beyond chance."""

    NOTHING = "nothing"
    ONE_AT_LEAST = "one_at_least"
    ONE = "one"
    MORE = "more"


def dimensions(marks: Array) -> Dimensions | Missing:
    """How many common things show. `marks` is readers × questions.

    Parallel analysis: the first eigenvalue of the correlations counts where it is one of the five largest of
    100, the others being what the same marks give when each question's are dealt out anew among the readers;
    the second where it is the largest, for right and wrong make a second one of difficulty alone, and from 80
    readers on. Questions at which all earned the same have no part in it. Undefined below 30 readers or three
    other questions. The same for the same marks, in whatever order the readers stand.

    Sources: J. L. Horn (1965); A. Buja and N. Eyuboglu (1992), for dealing out anew. The bounds are ours, by
    the simulation whose rates are in docs/statistics.md.
    """
    if len(marks) < FEWEST_READERS:
        return Missing.TOO_FEW_READERS
    varied = marks[:, np.ptp(marks, axis=0) > NOTHING]
    if varied.shape[1] < FEWEST_QUESTIONS:
        return Missing.TOO_FEW_QUESTIONS
    varied = varied[np.lexsort(varied.T)]
    scaled = (varied - varied.mean(axis=0)) / varied.std(axis=0)
    # Of the marks themselves, so that one unlucky set of shuffles does not serve for all classes.
    luck = np.random.default_rng(crc32(varied.tobytes()))
    by_chance = _eigenvalues(np.stack([luck.permuted(scaled, axis=0) for _shuffle in range(SHUFFLES)]))
    first, second = _eigenvalues(scaled)
    if np.sum(by_chance[:, 0] >= first) + 1 > CHANCE * (SHUFFLES + 1):
        return Dimensions.NOTHING
    if len(marks) < FEWEST_FOR_SECOND:
        return Dimensions.ONE_AT_LEAST
    return Dimensions.MORE if second > by_chance[:, 1].max() else Dimensions.ONE


def _eigenvalues(scaled: Array) -> Array:
    """The two largest eigenvalues of the correlations of marks with mean 0 and deviation 1."""
    found: Array = np.linalg.eigvalsh(np.swapaxes(scaled, -1, -2) @ scaled / scaled.shape[-2])
    return found[..., :-3:-1]
