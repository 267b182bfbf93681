"""Who scored low, in the middle and high: groups of close to 27 % at each end, equal scores in one group.

Source: T. L. Kelley (1939), "The selection of upper and lower groups for the validation of test items", for
the share at which two ends tell most about a question.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from quiz.domain.itemstats import Array
from quiz.domain.replies import Replies, Whole

LOWER, MIDDLE, UPPER = GROUPS = range(3)
# In per cent; an end that is further off is no longer one of about a quarter, and the page says so.
KELLEY, OFF = 27, 10
# Totals that differ by what floating point left are equal.
DIGITS = 9
Options = Mapping[str, Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Grouped:
    """How many readers are in the lower, the middle and the upper group; by question and option, of each of
    these who chose it, of how many. Only options that somebody chose have an entry.
    """

    sizes: Sequence[int]
    options: Sequence[Options]

    @property
    def are_near(self) -> bool:
        """Whether both ends hold 17 % to 37 % of the readers; not of nobody."""
        everybody = sum(self.sizes)
        off = [abs(100 * self.sizes[end] - KELLEY * everybody) for end in (LOWER, UPPER)]
        return everybody > 0 and max(off) <= OFF * everybody


def cut(counts: Whole) -> Whole:
    """The group of each score, 0 lower to 2 upper. `counts` has the readers of each, scores ascending.

    Each end takes as many scores as come nearest to 27 % of the readers, one at least; where all have the
    same score there are no ends. Scores that nobody has are in the middle.
    """
    groups = np.full(len(counts), MIDDLE, dtype=np.int64)
    held = np.flatnonzero(counts)
    if len(held) > 1:
        groups[held[: _nearest(counts[held])]] = LOWER
        groups[held[len(held) - _nearest(counts[held][::-1]) :]] = UPPER
    return groups


def _nearest(counts: Whole) -> int:
    """How many scores from this end hold nearest to 27 % of the readers."""
    upto = np.cumsum(counts)
    return 1 + int(np.argmin(np.abs(100 * upto - KELLEY * upto[-1])))


def score_groups(totals: Array) -> Whole:
    """The group of each reader by their total, 0 lower to 2 upper."""
    _scores, place, counts = np.unique(np.round(totals, DIGITS), return_inverse=True, return_counts=True)
    return cut(counts.astype(np.int64))[place]


def grouped(replies: Replies) -> Grouped:
    """What each group chose, by the very totals: sums know tenths only, and come less near to 27 %."""
    groups = score_groups(replies.marks.sum(axis=1))
    sizes = tuple(int((groups == group).sum()) for group in GROUPS)
    return Grouped(sizes, tuple(_options(column, groups, sizes, replies) for column in replies.chosen.T))


def _options(column: Whole, groups: Whole, sizes: Sequence[int], replies: Replies) -> Options:
    chosen: dict[str, list[int]] = {}
    for number, group in zip(column.tolist(), groups.tolist(), strict=True):
        for code in replies.choices[number]:
            chosen.setdefault(code, [0] * len(GROUPS))[group] += 1
    return {code: tuple(zip(row, sizes, strict=True)) for code, row in chosen.items()}
