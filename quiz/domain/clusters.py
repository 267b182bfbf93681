"""Points in groups: the best cut of a line, and k-means in a plane. Deterministic."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Labels = NDArray[np.int64]
STARTS = 10
ROUNDS = 50
# So that what floating point leaves of a different order of adding up does not change an order.
DIGITS = 9
# Distances held at once: 1 MB stays in the processor's cache, and memory does not grow with the square.
CELLS = 2**17


@dataclass(frozen=True, slots=True)
class Parts:
    """Points in groups: the group of each, and what share of their spread (0 to 1) is between the groups."""

    labels: Labels
    share: float


def cut(line: Array, fewest: int) -> Parts | None:
    """The points of a line cut in two where most of their spread is between the two; None where nowhere.

    Exact two-means: of all cuts that leave `fewest` points on each side and part no equal ones. Of a normal
    distribution the share is 2/pi, 0.64. Source: W. D. Fisher, On grouping for maximum homogeneity (1958).
    """
    centred = line - line.mean()
    ordered = np.sort(centred)
    sums = np.cumsum(ordered)[:-1]
    sizes = np.arange(1, len(line))
    between = sums**2 / sizes + sums**2 / (len(line) - sizes)
    may = (sizes >= fewest) & (sizes <= len(line) - fewest) & (np.diff(ordered) > 0)
    if not may.any():
        return None
    place = int(np.where(may, between, -1.0).argmax())
    return Parts((centred > ordered[place]).astype(np.int64), float(between[place] / (centred**2).sum()))


def means(points: Array, count: int, fewest: int) -> Parts | None:
    """The points (points × axes) by k-means from ten seeded starts and one of far points: the least squares.

    None where a group has fewer than `fewest`. The same in any order, if the points are sorted.
    """
    labels = _cluster(points, count)
    sizes = np.bincount(labels, minlength=count)
    spread = float(((points - points.mean(axis=0)) ** 2).sum())
    if sizes.min() < fewest or not spread:
        return None
    middles = np.stack([points[labels == group].mean(axis=0) for group in range(count)])
    within = float(((points - middles[labels]) ** 2).sum())
    return Parts(labels, 1 - within / spread)


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
