import numpy as np
import pytest
import scipy

from quiz.domain.change import change
from quiz.domain.missing import Missing


def test_the_interval_is_that_of_the_paired_t_test():
    luck = np.random.default_rng(7)
    before, after = luck.uniform(0, 1, 24), luck.uniform(0, 1, 24)

    found = change(before.tolist(), after.tolist())
    expected = scipy.stats.ttest_rel(after, before).confidence_interval(0.95)

    assert found.mean == pytest.approx(after.mean() - before.mean())
    assert found.interval == pytest.approx((expected.low, expected.high))
    assert found.is_clear == (expected.low * expected.high > 0)


def test_counts_who_did_better_the_same_and_worse():
    found = change([0.5, 0.5, 0.5, 0.25], [0.75, 0.5, 0.25, 1.0])

    assert (found.readers, found.better, found.same, found.worse) == (4, 2, 1, 1)
    assert (found.before, found.after) == (0.4375, 0.625)


def test_says_why_there_is_no_interval():
    assert change([], []) is None
    assert change([0.5], [0.75]).interval is Missing.TOO_FEW_READERS
    assert change([0.25, 0.5], [0.5, 0.75]).interval is Missing.ALL_CHANGED_ALIKE
    assert not change([0.5], [0.75]).is_clear


def test_never_leaves_what_a_share_can_be():
    low, high = change([0.0, 0.0, 0.5], [1.0, 1.0, 0.5]).interval

    assert -1 <= low <= high <= 1


def test_readers_of_one_test_only_are_the_callers_mistake():
    with pytest.raises(ValueError, match="each reader"):
        change([0.5], [])
