"""How opinion moved between the two rounds, of readers who voted in both. Nothing here is called gain.

Source: the project's outlook reference (c.5). Likelihoods are in per cent, agreement from -2 to 2.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
# Less than this, in points of per cent, is the same.
SAME = 5
HALF = 50
# Of so many differences Wilcoxon's test counts all cases; of more it takes the normal curve.
EXACT = 50
LEVELS = (-2, -1, 0, 1, 2)


@dataclass(frozen=True, slots=True)
class Shift:
    """The movement of one prediction's likelihoods, in points; spread is the standard deviation."""

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
    )


def evidence(before: Array, after: Array, away: int = 0) -> Evidence:
    """Effect size (mean over standard deviation of the differences), Wilcoxon's and the sign test; of those
    who voted again (`away` did not).
    """
    # Only a file needs it, and it takes 46 MB and a second: no process has it that nobody asked for one.
    from scipy.stats import binomtest, wilcoxon  # noqa: PLC0415  as said

    moved = moves(before, after, away)
    apart = moved[moved != 0]
    if not len(apart):
        return Evidence(None, None, None)
    spread = float(moved.std(ddof=1)) if len(moved) > 1 else 0.0
    sign = binomtest(int((apart > 0).sum()), len(apart))
    return Evidence(
        float(moved.mean()) / spread if spread else None,
        float(wilcoxon(apart, method="exact" if len(apart) <= EXACT else "approx").pvalue),
        float(sign.pvalue),
    )


def transitions(before: Array, after: Array) -> NDArray[np.int64]:
    """How many moved from each level of agreement (row, -2 to 2) to each (column)."""
    table = np.zeros((len(LEVELS), len(LEVELS)), dtype=np.int64)
    np.add.at(table, (before.astype(int) + 2, after.astype(int) + 2), 1)
    return table
