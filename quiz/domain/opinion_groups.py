"""Camps in a room, if there are any: who agrees alike over all predictions, and whether that is chance.

Source: the project's outlook reference (c.1, steps 2 to 4, and c.4). Agreement is readers × predictions, -2
to 2 divided by 2, NaN where nothing was said. Deterministic, and the same in whatever order readers and
predictions stand.
"""

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Labels = NDArray[np.int64]
FEWEST_READERS = 20
FEWEST_IN_GROUP = 5
SHUFFLES = 199
CHANCE = 0.05
STARTS = 10
ROUNDS = 50
# So that what floating point leaves of a different order of adding up does not change an order.
DIGITS = 9
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Grouping:
    """A grouping of readers: the group of each, 0 the largest, and how well apart they are (silhouette)."""

    labels: Labels
    silhouette: float


def camps(agreement: Array) -> Grouping | None:
    """The groups of a room where they are more than chance; None where there are no stable camps."""
    if len(agreement) < FEWEST_READERS:
        return None
    found = grouping(agreement)
    if found is None:
        return None
    as_good = 1
    for number in range(SHUFFLES):
        by_chance = grouping(_shuffled(agreement, number))
        as_good += by_chance is not None and by_chance.silhouette >= found.silhouette
        if as_good > CHANCE * (SHUFFLES + 1):
            return None
    return found


def grouping(agreement: Array) -> Grouping | None:
    """The best grouping in two or three, each of five or more; None where there is none."""
    points = project(agreement)
    order = np.lexsort(np.round(points, DIGITS).T)
    ordered = points[order]
    best: Grouping | None = None
    for count in (2, 3):
        labels = _cluster(ordered, count)
        if np.bincount(labels, minlength=count).min() < FEWEST_IN_GROUP:
            continue
        apart = silhouette(ordered, labels)
        if best is None or apart > best.silhouette:
            placed = np.empty(len(labels), dtype=np.int64)
            placed[order] = labels
            best = Grouping(_by_size(placed), apart)
    return best


def project(agreement: Array) -> Array:
    """Each reader on the two main axes, by their own answers only and pushed out for those they left out.

    p = sqrt(m / answered) × sum over answered of (x - mean) × axis. Returns readers × 2.
    """
    missing = np.isnan(agreement)
    answered = (~missing).sum(axis=0)
    means = np.where(missing, 0.0, agreement).sum(axis=0) / np.maximum(answered, 1)
    centred = np.where(missing, 0.0, agreement - means)
    values, vectors = np.linalg.eigh(centred.T @ centred)
    axes = vectors[:, np.argsort(values)[::-1][:2]]
    push = np.sqrt(agreement.shape[1] / np.maximum(1, (~missing).sum(axis=1)))
    points: Array = centred @ axes * push[:, None]
    # An axis has no direction of its own: the longer tail points up.
    return points * np.where((points**3).sum(axis=0) < 0, -1.0, 1.0)


def silhouette(points: Array, labels: Labels) -> float:
    """The mean of (b - a) / max(a, b) over the points; 0 for a point alone. Chunk by chunk."""
    sizes = np.bincount(labels)
    member = np.eye(len(sizes))[labels]
    norms = (points**2).sum(axis=1)
    total = 0.0
    for first in range(0, len(points), CHUNK):
        some, own = points[first : first + CHUNK], labels[first : first + CHUNK]
        squares = norms[first : first + CHUNK, None] + norms - 2 * some @ points.T
        distances = np.sqrt(np.maximum(squares, 0.0))
        sums = distances @ member
        rows = np.arange(len(some))
        within = sums[rows, own] / np.maximum(1, sizes[own] - 1)
        means = sums / sizes
        means[rows, own] = np.inf
        outside = means.min(axis=1)
        largest = np.maximum(np.maximum(within, outside), np.finfo(float).tiny)
        total += float(np.where(sizes[own] > 1, (outside - within) / largest, 0.0).sum())
    return total / len(points)


def _cluster(points: Array, count: int) -> Labels:
    """k-means from ten seeded starts and one of far points; the one with the least squares."""
    luck = np.random.default_rng(count)
    starts = [_farthest(points, count)] + [_spread(points, count, luck) for _start in range(STARTS)]
    best, least = np.zeros(len(points), dtype=np.int64), np.inf
    for centres in starts:
        labels, squares = _lloyd(points, centres)
        # A hair better is the same: an earlier start wins.
        if squares < least * (1 - 10**-DIGITS):
            best, least = labels, squares
    return best


def _lloyd(points: Array, centres: Array) -> tuple[Labels, float]:
    labels = np.full(len(points), -1, dtype=np.int64)
    for _round in range(ROUNDS):
        squares = _squares(points, centres)
        nearest = squares.argmin(axis=1)
        if (nearest == labels).all():
            break
        labels = nearest
        member = np.eye(len(centres))[labels]
        sizes = member.sum(axis=0)
        centres = np.where(sizes[:, None] > 0, member.T @ points / np.maximum(sizes, 1)[:, None], centres)
    return labels, float(_squares(points, centres).min(axis=1).sum())


def _squares(points: Array, centres: Array) -> Array:
    found: Array = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
    return found


def _farthest(points: Array, count: int) -> Array:
    chosen = [int(((points - points.mean(axis=0)) ** 2).sum(axis=1).argmax())]
    while len(chosen) < count:
        chosen.append(int(_squares(points, points[chosen]).min(axis=1).argmax()))
    return points[chosen]


def _spread(points: Array, count: int, luck: np.random.Generator) -> Array:
    """k-means++: far points are likelier."""
    chosen = [int(luck.integers(len(points)))]
    while len(chosen) < count:
        weights = np.cumsum(_squares(points, points[chosen]).min(axis=1))
        chosen.append(min(len(points) - 1, int(np.searchsorted(weights, luck.random() * weights[-1]))))
    return points[chosen]


def _shuffled(agreement: Array, number: int) -> Array:
    """Each column shuffled on its own, by a seed of its own content: no order of rows or columns matters."""
    seen: dict[bytes, int] = {}
    columns = []
    for column in agreement.T:
        content = np.sort(column)
        name = content.tobytes()
        seen[name] = seen.get(name, 0) + 1
        seed = hashlib.sha256(name + bytes(f"{seen[name]} {number}", "ascii")).digest()
        columns.append((seed, np.random.default_rng(list(seed)).permutation(content)))
    return np.stack([column for _seed, column in sorted(columns, key=lambda pair: pair[0])], axis=1)


def _by_size(labels: Labels) -> Labels:
    """Named by size, the largest 0; of equal ones the one that comes first."""
    sizes = np.bincount(labels)
    first = [int(np.argmax(labels == group)) for group in range(len(sizes))]
    order = sorted(range(len(sizes)), key=lambda group: (-sizes[group], first[group]))
    names = np.empty(len(sizes), dtype=np.int64)
    names[order] = np.arange(len(sizes))
    return names[labels]
