"""Rooms without camps that are otherwise like a given room: people spread along lines, not in lumps.

A Gaussian copula: what each reader would say is normal in all directions, correlated as in the room, and
cut into exactly the answers that the room gave, missing ones where they are missing. One gradient from left
to right is such a room, independent answers are one, and so are several gradients at once.

Sources: H. Joe, Dependence Modeling with Copulas (2014), on the Gaussian copula with given margins; Mehler's
expansion for the correlation of cut normals: cov(f(x), g(y)) = sum over k of a_k b_k rho^k, where a_k and b_k
are the coefficients of f and g in normalised Hermite polynomials.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quiz.domain.special import ndtri

Array = NDArray[np.float64]
TERMS = 15
# Nobody's two opinions are one: a room in which they are is the clearest of camps, not the steepest gradient.
LARGEST = 0.9
STEP = 0.01
# Of the total variance, the least in any direction, so that the correlations belong to a distribution.
LEAST = 1e-4


@dataclass(frozen=True, slots=True)
class Gradients:
    """What a room without camps is made from: its answers sorted by column, NaN last, and `mixing`.

    `missing` is readers × predictions; normal draws times mixing have the room's correlations.
    """

    answers: Array
    missing: NDArray[np.bool_]
    mixing: Array

    @classmethod
    def of(cls, agreement: Array) -> "Gradients":
        """Those of this room, readers × predictions, NaN where nothing was said."""
        values, vectors = np.linalg.eigh(correlations(agreement))
        mixing = vectors * np.sqrt(np.maximum(values, LEAST))
        mixing /= np.sqrt((mixing**2).sum(axis=1, keepdims=True))
        return cls(np.sort(agreement, axis=0), np.isnan(agreement), mixing.T)

    def room(self, luck: np.random.Generator) -> Array:
        """A room by chance: the same answers to each prediction, given by others."""
        drawn = luck.standard_normal(self.answers.shape) @ self.mixing
        drawn[self.missing] = np.inf
        made = np.empty_like(drawn)
        np.put_along_axis(made, drawn.argsort(axis=0), self.answers, axis=0)
        return made


def correlations(agreement: Array) -> Array:
    """The correlations behind the answers, at most 0.9, predictions × predictions: polychoric, by moments.

    Of each pair that which gives, once cut into the room's answers, the covariance that they have, over the
    readers who said both. 0 where a column does not vary.
    """
    said = ~np.isnan(agreement)
    middle = np.where(said, agreement, 0.0).sum(axis=0) / np.maximum(said.sum(axis=0), 1)
    filled = np.where(said, agreement - middle, 0.0)
    both = np.maximum(said.T.astype(float) @ said, 1)
    means = filled.T @ said / both
    covariances = filled.T @ filled / both - means * means.T
    series = np.stack([_hermite(column[~np.isnan(column)]) for column in agreement.T])
    steps = np.arange(-LARGEST, LARGEST + STEP / 2, STEP)
    expected = [(series * step ** np.arange(1, TERMS + 1)) @ series.T for step in steps]
    # The nearest of the steps; where nothing varies all are alike, and the middle is none.
    found: Array = steps[np.abs(np.stack(expected) - covariances).argmin(axis=0)]
    varies = series.any(axis=1)
    found[~varies], found[:, ~varies] = 0.0, 0.0
    np.fill_diagonal(found, 1.0)
    return found


def _hermite(column: Array) -> Array:
    """The coefficients 1 to 15 of the step function from a normal to these answers."""
    values, counts = np.unique(column, return_counts=True)
    cuts, rises = ndtri(np.cumsum(counts)[:-1] / len(column)), np.diff(values)
    weights = rises * np.exp(-(cuts**2) / 2) / np.sqrt(2 * np.pi)
    before, now = np.zeros_like(cuts), np.ones_like(cuts)
    found = np.empty(TERMS)
    for degree in range(1, TERMS + 1):
        found[degree - 1] = (weights * now).sum() / np.sqrt(degree)
        before, now = now, (cuts * now - np.sqrt(degree - 1) * before) / np.sqrt(degree)
    return found
