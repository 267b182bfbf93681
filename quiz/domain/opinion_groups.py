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
# Distances held at once: 1 MB stays in the processor's cache, and memory does not grow with the square.
CELLS = 2**17


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
    # Rounded, so that two who are equally far are so in any order, too.
    points = np.round(project(agreement), DIGITS)
    order = np.lexsort(points.T)
    ordered = np.asfortranarray(points[order])
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
    """The mean of (b - a) / max(a, b) over the points; 0 for a point alone. Exact, some rows at a time."""
    points = np.asfortranarray(points)
    sizes = np.bincount(labels)
    member = np.eye(len(sizes))[labels]
    sums = np.empty(member.shape)
    some = max(1, CELLS // len(points))
    for first in range(0, len(points), some):
        distances = _squares(points, points[first : first + some])
        np.sqrt(distances, out=distances)
        sums[first : first + some] = distances @ member
    rows = np.arange(len(points))
    within = sums[rows, labels] / np.maximum(1, sizes[labels] - 1)
    means = sums / sizes
    means[rows, labels] = np.inf
    outside = means.min(axis=1)
    largest = np.maximum(np.maximum(within, outside), np.finfo(float).tiny)
    return float(np.where(sizes[labels] > 1, (outside - within) / largest, 0.0).mean())


def _cluster(points: Array, count: int) -> Labels:
    """k-means from ten seeded starts and one of far points; the one with the least squares."""
    starts = np.concatenate([_farthest(points, count)[None], _spread(points, count)])
    labels, squares = _lloyd(points, starts)
    best = 0
    for start in range(1, len(starts)):
        # A hair better is the same: an earlier start wins.
        if squares[start] < squares[best] * (1 - 10**-DIGITS):
            best = start
    kept: Labels = labels[best]
    return kept


def _lloyd(points: Array, centres: Array) -> tuple[Labels, Array]:
    """Lloyd's rounds for all starts at once, as the calls and not the sums cost in a small room.

    Centres are starts × groups × axes. Returns starts × readers and the least squares of each start.
    """
    labels = np.full((len(centres), len(points)), -1, dtype=np.int64)
    weighed = np.column_stack([points, np.ones(len(points))])
    moving = np.arange(len(centres))
    for _round in range(ROUNDS):
        nearest = _nearest(points, centres[moving])
        changed = (nearest != labels[moving]).any(axis=1)
        moving, nearest = moving[changed], nearest[changed]
        if not len(moving):
            break
        labels[moving] = nearest
        member = nearest[:, None, :] == np.arange(centres.shape[1])[:, None]
        sums = member.astype(float) @ weighed
        sizes = sums[..., -1:]
        centres[moving] = np.where(sizes > 0, sums[..., :-1] / np.maximum(sizes, 1), centres[moving])
    return labels, _squares(points, centres).min(axis=1).sum(axis=1)


def _nearest(points: Array, centres: Array) -> Labels:
    """The nearest centre, the first of equals. By comparing: argmin is slow over two or three."""
    squares = _squares(points, centres)
    least = squares[:, 0]
    nearest = np.zeros(least.shape, dtype=np.int64)
    for group in range(1, centres.shape[1]):
        np.copyto(nearest, group, where=squares[:, group] < least)
        np.minimum(least, squares[:, group], out=least)
    return nearest


def _squares(points: Array, centres: Array) -> Array:
    """The squared distances of points (readers × axes) from centres (any shape × axes): shape × readers.

    By differences, as |p|² + |c|² - 2pc leaves equal points apart; in place, as copying costs the most.
    """
    found: Array = points[:, 0] - centres[..., 0, None]
    found *= found
    # A room of one prediction has one axis only.
    for axis in range(1, points.shape[1]):
        apart = points[:, axis] - centres[..., axis, None]
        apart *= apart
        found += apart
    return found


def _farthest(points: Array, count: int) -> Array:
    chosen = [int(_squares(points, points.mean(axis=0)).argmax())]
    while len(chosen) < count:
        chosen.append(int(_squares(points, points[chosen]).min(axis=0).argmax()))
    return points[chosen]


def _spread(points: Array, count: int) -> Array:
    """k-means++: far points are likelier. Returns starts × count × axes."""
    luck = np.random.default_rng(count)
    draws = [(luck.integers(len(points)), luck.random(count - 1)) for _start in range(STARTS)]
    chosen = np.array([[first] for first, _draws in draws])
    for number in range(count - 1):
        weights = np.cumsum(_squares(points, points[chosen]).min(axis=1), axis=1)
        goals = np.array([later[number] for _first, later in draws]) * weights[:, -1]
        found = (weights < goals[:, None]).sum(axis=1)
        chosen = np.column_stack([chosen, np.minimum(found, len(points) - 1)])
    found_starts: Array = points[chosen]
    return found_starts


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
