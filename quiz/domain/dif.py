"""Whether a question is harder for one group of readers than for others who know as much.

Sources: N. Mantel and W. Haenszel (1959), odds ratio and chi-square; P. W. Holland and D. T. Thayer (1988),
their use for questions and the delta scale; J. Robins, N. Breslow and S. Greenland (1986), the variance;
N. J. Dorans and P. W. Holland (1993) and R. Zwick (2012, ETS RR-12-08), classes A, B and C.
"""

from dataclasses import dataclass
from math import exp, log, sqrt
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from quiz.domain.calibration import Z95
from quiz.domain.itemstats import Array
from quiz.domain.missing import Missing
from quiz.domain.special import chdtrc

FEWEST = 20
# A total that floating point left a hair below a whole point is that point.
HAIR = 1e-9
# From a logarithm of odds to the scale of ETS, where 1 and 1.5 are bounds of its classes.
DELTA = -2.35
SMALL, LARGE = 1.0, 1.5
CHANCE = 0.05
# One-sided 5 %.
Z90 = 1.6448536269514722
Grade: TypeAlias = Literal["A", "B", "C"]


@dataclass(frozen=True, slots=True)
class Dif:
    """How a question differs between two groups at equal scores.

    odds_ratio: that of being right, reference to focal group; 1 is no difference. delta: the same on the
    scale of ETS; below 0 the question is harder for the focal group. Intervals are of 95 %. chance: that of a
    chi-square so large without any difference. grade: A negligible, B moderate, C large.
    """

    odds_ratio: float
    interval: tuple[float, float]
    delta: float
    delta_interval: tuple[float, float]
    chi_square: float
    chance: float
    grade: Grade


def dif(right: NDArray[np.bool_], is_focal: NDArray[np.bool_], totals: Array) -> Dif | Missing:
    """How a question differs between the focal group and the other readers of the same total score.

    One value a reader: whether the answer earned full marks, which group, and the total with this question
    in it. With it, not the rest alone: under the Rasch model only then are the odds equal at each score where
    the question is alike for both, though one group knows more (Holland and Thayer, 1988). Totals within one
    point are one score. Undefined under 20 readers on a side, and as `mantel_haenszel` says.
    """
    if min(int(is_focal.sum()), int((~is_focal).sum())) < FEWEST:
        return Missing.TOO_FEW_READERS
    _scores, stratum = np.unique(np.floor(totals + HAIR), return_inverse=True)
    tables = np.zeros((stratum.max() + 1, 2, 2))
    np.add.at(tables, (stratum, is_focal.astype(int), (~right).astype(int)), 1)
    return mantel_haenszel(tables)


def mantel_haenszel(tables: Array) -> Dif | Missing:
    """The same from counts: (scores, reference and focal, right and wrong).

    Undefined where at no score right answers of the one group stand beside wrong ones of the other, or never
    the other way round: then the ratio is 0, infinite or nothing.
    """
    everybody = tables.sum(axis=(1, 2))
    # At a score of one reader there is nobody to compare with.
    tables, everybody = tables[everybody > 1], everybody[everybody > 1]
    (a, b), (c, d) = np.moveaxis(tables, 0, -1)
    for_reference, for_focal = a * d / everybody, b * c / everybody
    more, less = float(for_reference.sum()), float(for_focal.sum())
    if not more or not less:
        return Missing.NOT_COMPARABLE
    middle, spread = log(more / less), _spread((a + d) / everybody, for_reference, for_focal)
    low, high = middle - Z95 * spread, middle + Z95 * spread
    chi_square = _chi_square(a, b, c, d)
    chance = float(chdtrc(1, chi_square))
    delta = DELTA * middle
    return Dif(
        odds_ratio=more / less,
        interval=(exp(low), exp(high)),
        delta=delta,
        delta_interval=(DELTA * high, DELTA * low),
        chi_square=chi_square,
        chance=chance,
        grade=_grade(abs(delta), -DELTA * spread, chance),
    )


def _spread(agree: Array, for_reference: Array, for_focal: Array) -> float:
    """The standard error of the logarithm of the odds ratio (Robins, Breslow and Greenland)."""
    more, less, differ = for_reference.sum(), for_focal.sum(), 1 - agree
    variance = (
        agree @ for_reference / more**2
        + (agree @ for_focal + differ @ for_reference) / (more * less)
        + differ @ for_focal / less**2
    )
    return sqrt(float(variance) / 2)


def _chi_square(a: Array, b: Array, c: Array, d: Array) -> float:
    """With the correction for continuity: by how much more the reference group is right than at random."""
    everybody, reference, right = a + b + c + d, a + b, a + c
    expected = reference * right / everybody
    variance = reference * (c + d) * right * (b + d) / (everybody**2 * (everybody - 1))
    return float(max(0.0, abs((a - expected).sum()) - 0.5) ** 2 / variance.sum())


def _grade(size: float, spread: float, chance: float) -> Grade:
    """A: below 1 or by chance (5 %). C: from 1.5, and surely above 1 (5 %, one side). B: the others."""
    if size < SMALL or chance >= CHANCE:
        return "A"
    return "C" if size >= LARGE and size - Z90 * spread > SMALL else "B"
