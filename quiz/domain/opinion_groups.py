"""Camps in a room, if there are any: who agrees alike over all predictions, and whether a gradient would do.

Source: the project's outlook reference (c.1, steps 2 to 4, and c.4). Agreement is readers × predictions, -2
to 2 divided by 2, NaN where nothing was said. Deterministic, and the same in whatever order readers and
predictions stand.

Unlike there, a room is not held against shuffled answers: they have no correlations at all, so that every
gradient from left to right, which has, looks more divided than all of them. It is held against rooms that
have its answers and its correlations, but no lumps (`gradients.py`). What was tried is in docs/outlook.md.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quiz.domain.clusters import DIGITS, Array, Labels, Parts, cut, means, silhouette
from quiz.domain.gradients import Gradients

FEWEST_READERS = 20
FEWEST_IN_GROUP = 5
ROOMS = 199
# Of 200 rooms, the one looked at included, how many may be parted as far: in two, and in three. Together 5 of
# 100 (Bonferroni); the third camp must earn it, here and by a margin of the silhouette.
CHANCE = {2: 8, 3: 2}
MARGIN = 0.05
# What is parted as far but for the last digits is parted as far.
HAIR = 10**-DIGITS
PASSES = 4
Whole = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Grouping:
    """A grouping of readers: the group of each, 0 the largest, and how well apart they are (silhouette)."""

    labels: Labels
    silhouette: float


def camps(agreement: Array) -> Grouping | None:
    """The groups of a room where no gradient explains them; None where there are no stable camps."""
    if len(agreement) < FEWEST_READERS:
        return None
    readers, predictions = in_order(agreement)
    return grouping(agreement, counts=_beyond_gradients(agreement[readers][:, predictions]))


def grouping(agreement: Array, counts: Sequence[int] = (2, 3)) -> Grouping | None:
    """The best grouping in so many, each of five or more, gradient or not; None where there is none."""
    readers, predictions = in_order(agreement)
    points = _points(agreement[readers][:, predictions])
    best: Grouping | None = None
    for count in counts:
        parts = _parts(points, count)
        if parts is None:
            continue
        apart = silhouette(points, parts.labels)
        if best is None or apart >= best.silhouette + MARGIN:
            labels = np.empty(len(points), dtype=np.int64)
            labels[readers] = parts.labels
            best = Grouping(_by_size(labels), apart)
    return best


def _points(agreement: Array) -> Array:
    # Rounded, so that readers who say the same are in the same place.
    return np.round(project(agreement), DIGITS)


def _parts(points: Array, count: int) -> Parts | None:
    """Two on the main axis, on which a room of two camps has little else; three in the plane."""
    if count == 2:  # noqa: PLR2004  as said
        return cut(points[:, 0], FEWEST_IN_GROUP)
    return means(points, count, FEWEST_IN_GROUP)


def _beyond_gradients(room: Array) -> list[int]:
    """In how many camps a room, in its own order, is parted further than gradients part it: 2, 3, none."""
    points, gradients = _points(room), Gradients.of(room)
    found = {count: parts.share for count in CHANCE if (parts := _parts(points, count))}
    as_far = dict.fromkeys(found, 1)
    seed = hashlib.sha256(np.ascontiguousarray(room).tobytes()).digest()
    for number in range(ROOMS):
        still = [count for count in found if as_far[count] <= CHANCE[count]]
        if not still:
            break
        other = _points(gradients.room(np.random.default_rng([*seed, number])))
        for count in still:
            parts = _parts(other, count)
            as_far[count] += parts is not None and parts.share > found[count] - HAIR
    return [count for count in found if as_far[count] <= CHANCE[count]]


def in_order(agreement: Array) -> tuple[Labels, Labels]:
    """An order of readers and one of predictions that depend on what was said only, not on where it stands.

    Each reader is named by what they said of which prediction, each prediction by who said what of it, again
    and again: the names of a graph's nodes. Source: B. Weisfeiler and A. Leman (1968).
    """
    said = np.ascontiguousarray(np.where(np.isnan(agreement), np.inf, agreement + 0.0)).view(np.uint64)
    readers = np.zeros(len(agreement), dtype=np.uint64)
    predictions = np.zeros(agreement.shape[1], dtype=np.uint64)
    for _pass in range(PASSES):
        predictions = _mixed(_mixed(said + readers[:, None]).sum(axis=0))
        readers = _mixed(_mixed(said + predictions).sum(axis=1))
    return np.argsort(readers, kind="stable"), np.argsort(predictions, kind="stable")


def _mixed(names: Whole) -> Whole:
    """Other numbers, alike for like ones and otherwise as if by chance (the last step of splitmix64)."""
    for shift, times in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        names = (names ^ (names >> np.uint64(shift))) * np.uint64(times)
    return names ^ (names >> np.uint64(31))


def project(agreement: Array) -> Array:
    """Each reader on the two main axes, by their own answers only and pushed out for those they left out.

    p = sqrt(m / answered) × sum over answered of (x - mean) × axis. Returns readers × 2.
    """
    missing = np.isnan(agreement)
    answered = (~missing).sum(axis=0)
    middle = np.where(missing, 0.0, agreement).sum(axis=0) / np.maximum(answered, 1)
    centred = np.where(missing, 0.0, agreement - middle)
    values, vectors = np.linalg.eigh(centred.T @ centred)
    axes = vectors[:, np.argsort(values)[::-1][:2]]
    push = np.sqrt(agreement.shape[1] / np.maximum(1, (~missing).sum(axis=1)))
    points: Array = centred @ axes * push[:, None]
    # An axis has no direction of its own: the longer tail points up.
    return points * np.where((points**3).sum(axis=0) < 0, -1.0, 1.0)


def _by_size(labels: Labels) -> Labels:
    """Named by size, the largest 0; of equal ones the one that comes first."""
    sizes = np.bincount(labels)
    first = [int(np.argmax(labels == group)) for group in range(len(sizes))]
    order = sorted(range(len(sizes)), key=lambda group: (-sizes[group], first[group]))
    names = np.empty(len(sizes), dtype=np.int64)
    names[order] = np.arange(len(sizes))
    return names[labels]
