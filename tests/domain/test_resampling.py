from collections import Counter

import numpy as np
import pytest

from quiz.domain.resampling import interval_of_mean


def counted(values):
    return tuple(sorted(Counter(np.asarray(values, dtype=float).tolist()).items()))


def test_it_is_the_same_each_time_and_holds_the_mean():
    moves = counted([15, 5, 0, 10, -5, 15, 0, 10, 10, -5])

    low, high = interval_of_mean(moves)
    interval_of_mean.cache_clear()

    assert interval_of_mean(moves) == (low, high)
    assert low < 5.5 < high


def test_of_many_readers_it_is_that_of_the_normal_curve():
    moves = np.random.default_rng(1).choice([-20.0, -10, 0, 10, 20, 30], 500)
    half = 1.96 * moves.std(ddof=1) / np.sqrt(500)

    assert interval_of_mean(counted(moves)) == pytest.approx(
        (moves.mean() - half, moves.mean() + half), abs=0.2
    )


def test_what_does_not_vary_has_none():
    assert interval_of_mean(counted([10] * 12)) is None
    assert interval_of_mean(()) is None


@pytest.mark.simulation
def test_of_classes_of_ten_it_holds_the_true_mean_in_nine_of_ten_at_least():
    luck, moves = np.random.default_rng(1), [-50.0, -20, -10, 0, 10, 20, 40]
    chances = [0.02, 0.05, 0.1, 0.55, 0.15, 0.08, 0.05]
    classes = [interval_of_mean(counted(luck.choice(moves, 10, p=chances))) for _class in range(200)]

    held = [each is not None and each[0] <= np.dot(moves, chances) <= each[1] for each in classes]

    assert np.mean(held) >= 0.9
