"""Camps only where there are any, and the same in whatever order readers and predictions stand.

How often in simulated rooms: test_camps_rates.py.
"""

import numpy as np
import pytest
import scipy

from quiz.domain.clusters import cut, silhouette
from quiz.domain.opinion_groups import camps, grouping, project

LEVELS = np.array([-1, -0.5, 0, 0.5, 1])


def structureless(luck, readers=30, predictions=8):
    return luck.choice(LEVELS, (readers, predictions))


def divided(luck, sizes=(14, 9), predictions=8):
    """Two camps that differ on every prediction."""
    sides = luck.choice([-1.0, 1.0], predictions)
    rows = [side * sides * luck.choice([0.5, 1], predictions) for side, n in zip((1, -1), sizes, strict=True) for _ in range(n)]  # noqa: E501  # fmt: skip
    return np.array(rows)


def same_partition(one, other):
    return len(set(zip(one, other, strict=True))) == len(set(one)) == len(set(other))


def test_two_camps_are_found_the_larger_first():
    room = divided(np.random.default_rng(1))

    found = camps(room)

    assert list(np.bincount(found.labels)) == [14, 9]
    assert found.silhouette > 0.5


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_readers_and_predictions_does_not_matter(seed):
    luck = np.random.default_rng(seed)
    room = divided(luck, sizes=(13, 12), predictions=6)
    room[luck.random(room.shape) < 0.1] = np.nan
    readers, predictions = luck.permutation(len(room)), luck.permutation(room.shape[1])

    found, again = camps(room), camps(room[readers][:, predictions])

    assert (found is None) == (again is None)
    assert same_partition(found.labels[readers], again.labels)
    assert found.silhouette == pytest.approx(again.silhouette)
    loose = structureless(luck)
    order = luck.permutation(len(loose))
    one, other = grouping(loose), grouping(loose[order][:, ::-1])
    assert (one is None) == (other is None)
    assert one is None or same_partition(one.labels[order], other.labels)


@pytest.mark.parametrize(("seed", "predictions"), [(6, 4), (7, 4), (187, 5), (99, 6), (374, 6)])
def test_of_readers_equally_far_the_same_is_taken_in_any_order(seed, predictions):
    room = np.random.default_rng(seed).choice([-1.0, 1.0], (40, predictions))

    one, other = grouping(room), grouping(room[::-1, ::-1])

    assert same_partition(one.labels[::-1], other.labels)
    assert one.silhouette == pytest.approx(other.silhouette)


@pytest.mark.parametrize("seed", range(4))
def test_a_room_of_one_prediction_is_grouped_on_one_axis(seed):
    room = np.random.default_rng(seed).choice([-1.0, 1.0], (30, 1))

    assert same_partition(grouping(room).labels, (room[:, 0] > 0).tolist())


def test_under_twenty_readers_there_are_no_groups():
    assert camps(divided(np.random.default_rng(1), sizes=(10, 9))) is None


def test_what_nobody_answered_is_in_nobodys_way():
    room = divided(np.random.default_rng(1))
    room[:, 3] = np.nan

    assert list(np.bincount(camps(room).labels)) == [14, 9]


def test_a_camp_of_four_is_none():
    assert camps(divided(np.random.default_rng(1), sizes=(20, 4))) is None


def test_whoever_answered_less_is_pushed_out():
    room = divided(np.random.default_rng(1))
    room[0, 4:] = np.nan

    points = project(room)

    assert np.isfinite(points).all()
    assert points.shape == (23, 2)


def test_a_room_of_one_mind_has_no_groups():
    assert camps(np.ones((30, 8))) is None


def test_the_silhouette_is_that_of_its_definition():
    luck = np.random.default_rng(3)
    points, labels = luck.normal(size=(60, 2)), luck.integers(0, 3, 60)
    distances, by_hand = scipy.spatial.distance.cdist(points, points), []
    for place, own in enumerate(labels):
        within = distances[place, (labels == own) & (np.arange(60) != place)].mean()
        outside = min(distances[place, labels == other].mean() for other in {0, 1, 2} - {own})
        by_hand.append((outside - within) / max(within, outside))

    assert silhouette(points, labels) == pytest.approx(np.mean(by_hand))


def test_the_best_cut_of_a_line_leaves_enough_on_both_sides_and_parts_no_equals():
    line = np.array([0.0, 9, 9, 1, 1, 1, 30])

    assert cut(line, 1).labels.tolist() == [0, 0, 0, 0, 0, 0, 1]
    assert cut(line, 2).labels.tolist() == [0, 1, 1, 0, 0, 0, 1]
    assert cut(line, 2).share == pytest.approx(1 - (0.75 + 294) / np.sum((line - line.mean()) ** 2))
    assert cut(np.array([1.0, 2, 2, 2]), 2) is None
    assert cut(np.ones(9), 1) is None


@pytest.mark.parametrize("seed", range(3))
def test_a_cut_is_the_best_of_all(seed):
    line = np.random.default_rng(seed).normal(size=20)

    squares = [
        ((line - np.where(line > place, line[line > place].mean(), line[line <= place].mean())) ** 2).sum()
        for place in np.sort(line)[4:15]
    ]

    assert cut(line, 5).share == pytest.approx(1 - min(squares) / ((line - line.mean()) ** 2).sum())


def test_the_steepest_division_is_one_into_camps():
    sides = np.where(np.arange(24) < 14, 1.0, -1.0)[:, None] * np.ones(8)

    assert list(np.bincount(camps(sides).labels)) == [14, 10]
