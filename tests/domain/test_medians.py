from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.domain.change import change
from quiz.domain.medians import mean_interval, median, median_interval, trend, trend_of_group
from quiz.domain.missing import Missing

SHARES = st.floats(0, 1)


def test_the_median_is_the_middle():
    assert median([3.0, 1.0, 2.0]) == 2
    assert median([4.0, 1.0, 2.0, 3.0]) == 2.5
    assert median([]) is Missing.NO_READERS


@pytest.mark.parametrize(
    ("count", "rank"), [(6, 1), (8, 1), (9, 2), (10, 2), (15, 4), (20, 6), (30, 10), (50, 18)]
)
def test_its_interval_is_that_of_the_tables(count, rank):
    """Ranks of the 95 % interval as in W. J. Conover, Practical Nonparametric Statistics, 3.2."""
    assert median_interval(list(range(1, count + 1))) == (rank, count + 1 - rank)


def test_below_six_values_there_is_none():
    assert median_interval([1, 2, 3, 4, 5]) is Missing.TOO_FEW_READERS


@pytest.mark.parametrize("count", [6, 17, 40, 300])
def test_it_covers_the_median_as_often_as_it_says(count):
    low, _high = median_interval(list(range(count)))
    missed = sum(comb(count, below) for below in range(int(low) + 1)) / 2**count
    assert 2 * missed <= 0.05


@given(st.lists(SHARES, min_size=1, max_size=40))
def test_it_has_the_median_in_it_whatever_the_order(values):
    interval = median_interval(values)
    if not isinstance(interval, Missing):
        assert interval[0] <= median(values) <= interval[1]
        assert interval == median_interval(sorted(values, reverse=True))


def test_the_interval_of_a_mean_is_that_of_student():
    values = [0.2, 0.5, 0.4, 0.9, 0.6]
    assert mean_interval(values) == pytest.approx(change([0.0] * 5, values).interval)
    assert mean_interval([0.5]) is Missing.TOO_FEW_READERS
    assert mean_interval([0.5, 0.5]) is Missing.ALL_THE_SAME


def test_marks_move_only_beyond_chance():
    assert trend([(0.5, 20), (0.6, 20)]) is None
    found = trend([(0.2, 20), (0.3, 20), (0.9, 20), (0.9, 20)])
    assert found.shift == pytest.approx(0.65)
    assert found.direction == 1
    assert trend([(0.9, 20), (0.9, 20), (0.2, 20), (0.3, 20)]).direction == -1
    assert trend([(0.6, 10), (0.7, 10), (0.8, 10)]).direction == 0
    assert trend([(1.0, 5), (1.0, 5), (1.0, 5)]).direction == 0


def test_without_any_change_it_points_somewhere_in_one_of_twenty_at_most():
    luck = np.random.default_rng(1)
    turned = 0
    for able in luck.uniform(0.2, 0.9, 2000):
        marks = [(right / 16, 16) for right in luck.binomial(16, able, 5).tolist()]
        turned += trend(marks).direction != 0
    assert turned / 2000 <= 0.05


def test_a_group_moves_as_its_readers_do_compared_with_themselves():
    """Whoever was away before, or lately, is no reason for a trend."""
    strong, weak = [0.9, 0.9, 0.9, None], [None, None, 0.3, 0.3]
    same = [[0.5, 0.6, 0.5, 0.6], [0.6, 0.5, 0.6, 0.5], [0.4, 0.5, 0.5, 0.4]]
    assert trend_of_group([strong, strong, weak, weak, *same]).direction == 0

    better = [[0.2, 0.3, 0.7, 0.8], [0.4, 0.4, 0.8, 0.9], [0.3, 0.2, 0.7, 0.6]]
    up, down = trend_of_group(better), trend_of_group([row[::-1] for row in better])
    assert (up.direction, down.direction) == (1, -1)
    assert up.shift == pytest.approx((0.5 + 0.45 + 0.4) / 3)


def test_a_group_has_no_trend_of_two_or_of_nobody_who_came_both_times():
    assert trend_of_group([[0.1, 0.9]] * 5) is None
    assert trend_of_group([]) is None
    assert trend_of_group([[0.1, None, None]] * 5) is None


def test_a_group_without_change_seldom_has_a_trend():
    draw = np.random.default_rng(5)
    rooms = draw.binomial(10, 0.6, (1000, 12, 5)) / 10
    turned = sum(trend_of_group(room.tolist()).direction != 0 for room in rooms)
    assert turned / len(rooms) < 0.07
