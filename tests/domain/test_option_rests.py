import numpy as np
import pytest
import scipy
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.domain.itemstats import items
from quiz.domain.missing import Missing
from quiz.domain.option_rests import of_options, with_rest
from quiz.domain.replies import Replies, Reply

READERS = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from([0.0, 0.25, 1.0]), st.sampled_from([0.0, 0.5, 1.0])),
    min_size=3,
    max_size=30,
)


def replies_of(readers):
    """A single choice with the right option a, and two questions more."""
    rows = [[Reply(float(code == "a"), (code,)), *map(Reply, rest)] for code, *rest in readers]
    return Replies.of(3, rows)


def test_a_table_worked_by_hand():
    found = with_rest(np.array([True, True, True, False, False, False]), np.array([3.0, 4, 5, 1, 2, 3]))

    # The means of the rest are 4 and 2, half chose it, and the variance over all is 10 / 6:
    # (M1 - M0) / s · sqrt(p q).
    assert found.correlation == pytest.approx(100 * 2 / np.sqrt(10 / 6) / 2)
    assert found.is_told


@given(READERS)
@settings(max_examples=100)
def test_they_are_those_of_scipy_and_of_the_key_the_discrimination(readers):
    replies = replies_of(readers)
    rest = replies.marks[:, 1:].sum(axis=1)
    found = of_options(replies, 0, "abc")

    for code, telling in found.items():
        chose = np.array([row[0] == code for row in readers])
        if chose.all() or not chose.any():
            assert telling.correlation is telling.interval is Missing.ALL_CHOSE_ALIKE
        elif np.ptp(rest) == 0:
            assert telling.correlation is Missing.ALL_THE_SAME
        else:
            expected = scipy.stats.pointbiserialr(chose, rest)
            assert telling.correlation == pytest.approx(100 * expected.statistic, abs=1e-9)
    item, key = items(replies.marks, np.ones(3))[0], found["a"]
    if not isinstance(key.correlation, Missing):
        assert key.correlation == pytest.approx(item.discrimination, abs=1e-9)
        assert not key.is_told or key.interval == pytest.approx(item.discrimination_interval, abs=1e-6)


def test_an_option_that_nobody_chose_and_two_readers_have_none():
    readers = [("a", 1.0, 1.0), ("b", 0.0, 0.5), ("b", 0.25, 1.0)]

    assert of_options(replies_of(readers), 0, ["c"])["c"].correlation is Missing.ALL_CHOSE_ALIKE
    assert of_options(replies_of(readers[:2]), 0, ["a"])["a"].correlation is Missing.TOO_FEW_READERS
    assert of_options(Replies.of(3, []), 0, ["a"])["a"].interval is Missing.TOO_FEW_READERS
    # Of three there is a correlation, and no interval yet.
    assert not of_options(replies_of(readers), 0, ["a"])["a"].is_told


def test_of_several_choices_each_is_looked_at_by_itself():
    rows = [[Reply(0.5, codes), Reply(mark)] for codes, mark in ((("a", "b"), 1.0), (("b",), 0.0), ((), 0.5))]

    found = of_options(Replies.of(2, rows), 0, ["a", "b"])

    assert found["a"].correlation == pytest.approx(100 * np.sqrt(3) / 2)
    assert found["b"].correlation == pytest.approx(0)
