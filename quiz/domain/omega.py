"""McDonald's omega: how much of the variance of the total one common factor explains.

Where all questions measure one thing, well or less well, it is the reliability of the total. Cronbach's alpha
is that only where they all do so equally well, and else is lower.

Sources: R. P. McDonald (1999), "Test theory: a unified treatment", chapter 6; H. H. Harman and W. H. Jones
(1966), "Factor analysis by minimizing residuals (minres)"; M. A. Padilla and J. Divers (2013), the bootstrap.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quiz.domain.intervals import NOTHING
from quiz.domain.itemstats import Array
from quiz.domain.missing import Interval, Missing, Value

FEWEST_QUESTIONS = 3
FEWEST_READERS = 30
RESAMPLES = 200
ROUNDS, CLOSE = 400, 1e-6
LOW, HIGH = 0.025, 0.975


@dataclass(frozen=True, slots=True)
class Factored:
    """One factor in each of some sets of readers: omega, 0 to 1, the loadings, and whether it was found."""

    omegas: Array
    loadings: Array
    found: NDArray[np.bool_]


def omega(marks: Array) -> tuple[Value, Interval]:
    """Omega in per cent, and its 95 % interval. `marks` is readers × questions.

    One factor is fitted to the correlations by least squares off the diagonal (minres). Omega is then
    (sum of loadings)² / ((sum of loadings)² + sum of unique variances), both in marks. Questions at which all
    earned the same have no part in it. The interval is that of 200 resamples of readers, the same each time.

    Undefined below 30 readers or three other questions; where no factor is found, or one that leaves a
    question no variance of its own; and where a question surely (in 97.5 % of the resamples) runs against the
    factor, for then the total adds up what does not belong together. By chance alone one does in most classes
    of 30.
    """
    if len(marks) < FEWEST_READERS:
        return Missing.TOO_FEW_READERS, Missing.TOO_FEW_READERS
    varied = marks[:, np.ptp(marks, axis=0) > NOTHING]
    if varied.shape[1] < FEWEST_QUESTIONS:
        return Missing.TOO_FEW_QUESTIONS, Missing.TOO_FEW_QUESTIONS
    # In one order, so that the resamples are the same ones in whatever order readers stand.
    varied = varied[np.lexsort(varied.T)]
    once = _factored(varied, np.ones((1, len(marks))))
    again = _factored(varied, _resamples(len(marks)))
    if not once.found[0] or np.abs(once.loadings[0]).max() > 1 - CLOSE or not again.found.any():
        return Missing.NO_FACTOR, Missing.NO_FACTOR
    if np.quantile(again.loadings[again.found], HIGH, axis=0).min() < 0:
        return Missing.NEGATIVE_LOADING, Missing.NEGATIVE_LOADING
    low, high = np.quantile(again.omegas[again.found], (LOW, HIGH))
    return 100 * float(once.omegas[0]), (100 * float(low), 100 * float(high))


def _resamples(readers: int) -> Array:
    """How often each reader is in each resample."""
    luck = np.random.default_rng(0)
    return luck.multinomial(readers, np.full(readers, 1 / readers), size=RESAMPLES).astype(float)


def _factored(marks: Array, weights: Array) -> Factored:
    """One factor in each set of readers; `weights` (sets × readers) says how often each reader is in it."""
    means = weights @ marks / len(marks)
    products = np.stack([(marks * each[:, np.newaxis]).T @ marks for each in weights]) / len(marks)
    covariances = products - means[:, :, np.newaxis] * means[:, np.newaxis, :]
    spread = np.sqrt(np.maximum(np.diagonal(covariances, axis1=1, axis2=2), NOTHING))
    each, found = loadings(covariances / (spread[:, :, np.newaxis] * spread[:, np.newaxis, :]))
    common = (each * spread).sum(axis=1) ** 2
    whole = common + ((1 - each**2) * spread**2).sum(axis=1)
    return Factored(common / np.maximum(whole, NOTHING), each, found)


def loadings(correlations: Array) -> tuple[Array, NDArray[np.bool_]]:
    """The loadings of one common factor, and whether they were found. `correlations` is sets × questions ×
    questions; the loadings are sets × questions, each -1 to 1, their sum not below 0.
    """
    apart = correlations * (1 - np.eye(correlations.shape[-1]))
    sums = apart.sum(axis=-1)
    found = sums / np.sqrt(np.maximum(sums.sum(axis=-1, keepdims=True), NOTHING))
    for _round in range(ROUNDS):
        squares = found**2
        # What would be best for each question by itself; half of the way there, or two questions overshoot.
        best = (apart @ found[..., np.newaxis])[..., 0]
        best = np.clip(best / np.maximum(squares.sum(axis=-1, keepdims=True) - squares, NOTHING), -1, 1)
        moved = np.abs(best - found).max(axis=-1)
        found = (found + best) / 2
        if (moved < CLOSE).all():
            break
    return found * np.where(found.sum(axis=-1, keepdims=True) < 0, -1, 1), moved < CLOSE
