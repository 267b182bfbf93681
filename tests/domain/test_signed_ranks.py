"""Against counting out every case, and against scipy where it counts the same."""

from itertools import product

import numpy as np
import pytest
import scipy
from hypothesis import given
from hypothesis import strategies as st

from quiz.domain.signed_ranks import doubled_ranks, sign_test, wilcoxon

MOVES = st.lists(st.integers(-4, 4).map(lambda step: 10.0 * step), max_size=9).map(np.array)


def by_hand(moves):
    """Of all ways to give the ranks a sign, how many have a sum at least as far from its mean."""
    apart = moves[moves != 0]
    ranks = scipy.stats.rankdata(np.abs(apart))
    middle = ranks.sum() / 2
    off = abs(ranks[apart > 0].sum() - middle)
    sums = [np.dot(signs, ranks) for signs in product((0, 1), repeat=len(ranks))]
    return np.mean([abs(total - middle) >= off - 1e-9 for total in sums])


@given(MOVES)
def test_every_case_is_counted_with_ties_as_they_are(moves):
    found = wilcoxon(moves)

    assert (found is None) == (not moves.any())
    assert found is None or found == pytest.approx(by_hand(moves))


@pytest.mark.parametrize(
    ("moves", "p"),
    [
        ([10, 10, -10], 1.0),
        ([10, 10, 10, 0, 0], 0.25),
        ([10, 20, 30, 40, 50], 0.0625),
        ([-10], 1.0),
    ],
)
def test_small_cases_by_head(moves, p):
    assert wilcoxon(np.array(moves, dtype=float)) == pytest.approx(p)


@pytest.mark.parametrize("size", [5, 20, 100])
def test_without_ties_it_is_that_of_scipy(size):
    luck = np.random.default_rng(size)
    moves = luck.permutation(size) + 1.0
    moves *= luck.choice([-1, 1], size, p=[0.4, 0.6])

    assert wilcoxon(moves) == pytest.approx(scipy.stats.wilcoxon(moves, method="exact").pvalue)


def test_beyond_a_hundred_the_normal_curve_is_as_good():
    luck = np.random.default_rng(2)
    moves = luck.choice([-20.0, -10, 0, 10, 20, 30], 400)
    told = scipy.stats.wilcoxon(moves, method="approx", correction=True).pvalue

    # scipy's correction is half a rank, the step of sums without ties; here it is one doubled rank.
    assert wilcoxon(moves) == pytest.approx(told, rel=0.01)
    # The same on both sides of the limit.
    some = moves[moves != 0][:100]
    assert wilcoxon(np.append(some, 10.0)) == pytest.approx(wilcoxon(some), abs=0.05)


@given(MOVES)
def test_the_sign_test_is_that_of_scipy(moves):
    up, down = int((moves > 0).sum()), int((moves < 0).sum())

    assert sign_test(moves) == (
        pytest.approx(scipy.stats.binomtest(up, up + down).pvalue) if up + down else None
    )


@given(MOVES)
def test_ranks_are_those_of_scipy(moves):
    assert doubled_ranks(moves).tolist() == (2 * scipy.stats.rankdata(moves)).tolist()
