import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.domain.groups import LOWER, MIDDLE, UPPER, Grouped, cut, grouped, score_groups
from quiz.domain.replies import Replies, Reply

COUNTS = st.lists(st.integers(0, 12), min_size=1, max_size=25)


def sizes(counts):
    labels = cut(np.array(counts))
    return [
        sum(count for count, label in zip(counts, labels, strict=True) if label == end) for end in range(3)
    ]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        # Of a hundred different scores 27 at each end.
        ([1] * 100, [27, 46, 27]),
        ([1] * 10, [3, 4, 3]),
        ([1] * 3, [1, 1, 1]),
        # The reference: 28 of 30 in the top tenth are the upper group, not the middle one.
        ([1, 0, 0, 0, 0, 0, 0, 0, 1, 28], [2, 0, 28]),
        ([1, 28, 1], [1, 28, 1]),
        ([8, 2], [8, 0, 2]),
        # Five are nearer to 5.4 than nine.
        ([5, 4, 2, 4, 5], [5, 10, 5]),
        ([0, 0, 7, 0], [0, 7, 0]),
        ([0], [0, 0, 0]),
    ],
)
def test_the_ends_take_whole_scores_nearest_to_27_per_cent(counts, expected):
    assert sizes(counts) == expected


@given(COUNTS)
def test_no_other_cut_at_a_score_comes_nearer(counts):
    held = [count for count in counts if count]
    labels, wanted = cut(np.array(counts)), 0.27 * sum(held)
    ends = list(labels[np.array(counts) > 0])

    assert ends == sorted(ends)
    if len(held) < 2:
        assert set(labels) == {MIDDLE}
        return
    for end, ordered in ((LOWER, held), (UPPER, held[::-1])):
        found = sum(count for count, label in zip(held, ends, strict=True) if label == end)
        assert found
        assert abs(found - wanted) == min(abs(sum(ordered[:upto]) - wanted) for upto in range(1, len(held)))


@given(st.lists(st.sampled_from([0.0, 0.1 + 0.2, 0.3, 1 - 0.7, 1.5, 2.0]), max_size=40))
def test_equal_totals_are_in_one_group_and_higher_ones_in_no_lower_one(totals):
    found = score_groups(np.array(totals, dtype=float))

    pairs = [(round(total, 9), int(group)) for total, group in zip(totals, found, strict=True)]
    assert len(set(pairs)) == len({total for total, _group in pairs})
    assert [group for _total, group in sorted(pairs)] == sorted(group for _total, group in pairs)


@pytest.mark.parametrize(
    ("found", "near"),
    [((27, 46, 27), True), ((3, 4, 3), True), ((2, 0, 28), False), ((1, 0, 1), False), ((37, 26, 37), True),
     ((38, 26, 36), False), ((16, 57, 27), False), ((0, 7, 0), False), ((0, 0, 0), False)],
)  # fmt: skip
def test_it_is_told_whether_the_ends_are_near_a_quarter(found, near):
    assert Grouped(found, ()).are_near == near


def test_what_each_group_chose_is_counted_from_the_answers():
    marks = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    chosen = [("b",), ("b",), ("a", "b"), ("a",), (), ("a",)]
    replies = Replies.of(1, [[Reply(mark, codes)] for mark, codes in zip(marks, chosen, strict=True)])

    found = grouped(replies)

    assert found.sizes == (2, 2, 2)
    assert found.options == ({"a": ((0, 2), (2, 2), (1, 2)), "b": ((2, 2), (1, 2), (0, 2))},)
    assert grouped(Replies.of(1, [])) == Grouped((0, 0, 0), ({},))
