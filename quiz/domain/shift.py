"""How opinion moved between the two rounds, of readers who voted in both. Nothing here is called gain.

Source: the project's outlook reference (c.5). Likelihoods are in per cent, agreement from -2 to 2.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quiz.domain.resampling import interval_of_mean
from quiz.domain.signed_ranks import sign_test, wilcoxon

Array = NDArray[np.float64]
# Less than this, in points of per cent, is the same.
SAME = 5
HALF = 50
LEVELS = (-2, -1, 0, 1, 2)


@dataclass(frozen=True, slots=True)
class Shift:
    """The movement of one prediction's likelihoods, in points; spread is the standard deviation.

    `moves`: how many moved by so much, (points, readers).
    """

    readers: int
    up: int
    down: int
    same: int
    crossed_half: int
    net: float
    median: float
    gross: float
    spread_before: float
    spread_after: float
    polarisation: "Polarisation | None"
    moves: tuple[tuple[float, int], ...]

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of the net movement, by resampling; None where everybody moved alike."""
        return interval_of_mean(self.moves)


@dataclass(frozen=True, slots=True)
class Polarisation:
    """How far the mean is from 50 %, in points, before and after; on the side where it was before.

    More after than before is polarisation; below 0 is the other side.
    """

    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """For an export only: effect size and p-values; None where nothing moved."""

    dz: float | None
    wilcoxon_p: float | None
    sign_p: float | None


def moves(before: Array, after: Array, away: int = 0) -> Array:
    """By how much each moved who voted again; of `away` of the pairs both are the first ballot."""
    moved = after - before
    stayed = np.flatnonzero(moved == 0)[:away]
    return np.delete(moved, stayed)


def shift(before: Array, after: Array, away: int = 0) -> Shift | None:
    """The movement from `before` to `after`, paired by place, of those who voted again (`away` did not; the
    spreads are of all); None of fewer than two.
    """
    moved = moves(before, after, away)
    if len(moved) < 2:  # noqa: PLR2004  of one there is no spread
        return None
    up, down = int((moved >= SAME).sum()), int((moved <= -SAME).sum())
    return Shift(
        readers=len(moved),
        up=up,
        down=down,
        same=len(moved) - up - down,
        crossed_half=int(((before - HALF) * (after - HALF) < 0).sum()),
        net=float(moved.mean()),
        median=float(np.median(moved)),
        gross=float(np.abs(moved).mean()),
        spread_before=float(before.std(ddof=1)),
        spread_after=float(after.std(ddof=1)),
        polarisation=polarisation(before, after),
        moves=tuple(sorted(Counter(moved.tolist()).items())),
    )


def polarisation(before: Array, after: Array) -> Polarisation | None:
    """Group polarisation: the mean moves away from the midpoint on the side where it was (reference, c.5).

    None where the mean was on neither side.
    """
    start = float(before.mean()) - HALF
    if start == 0:
        return None
    return Polarisation(abs(start), (float(after.mean()) - HALF) * (1 if start > 0 else -1))


def evidence(before: Array, after: Array, away: int = 0) -> Evidence:
    """Effect size (mean over standard deviation of the differences), Wilcoxon's and the sign test; of those
    who voted again (`away` did not).
    """
    moved = moves(before, after, away)
    spread = float(moved.std(ddof=1)) if len(moved) > 1 else 0.0
    dz = float(moved.mean()) / spread if spread else None
    return Evidence(dz, wilcoxon(moved), sign_test(moved))


def transitions(before: Array, after: Array) -> NDArray[np.int64]:
    """How many moved from each level of agreement (row, -2 to 2) to each (column)."""
    table = np.zeros((len(LEVELS), len(LEVELS)), dtype=np.int64)
    np.add.at(table, (before.astype(int) + 2, after.astype(int) + 2), 1)
    return table
