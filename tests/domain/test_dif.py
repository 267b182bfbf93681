"""Against published results, a slow count by hand, and what the Rasch model promises."""

from itertools import product
from math import exp, log, prod, sqrt

import numpy as np
import pytest
import scipy
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.domain.dif import Dif, _grade, dif, mantel_haenszel
from quiz.domain.missing import Missing

# Men and women admitted and rejected in six departments (Bickel, Hammel and O'Connell 1975).
BERKELEY = [
    [[512, 313], [89, 19]], [[353, 207], [17, 8]], [[120, 205], [202, 391]],
    [[138, 279], [131, 244]], [[53, 138], [94, 299]], [[22, 351], [24, 317]],
]  # fmt: skip
# Rabbits cured and dead after penicillin at once or late, at five doses (Agresti 1990, page 231).
RABBITS = [[[0, 6], [0, 5]], [[3, 3], [0, 6]], [[6, 0], [2, 4]], [[5, 1], [6, 0]], [[2, 0], [5, 0]]]


@pytest.mark.parametrize(
    ("tables", "odds_ratio", "interval", "chi_square", "chance"),
    [
        (BERKELEY, 0.9046968, (0.7719074, 1.0603298), 1.4269, 0.2323),
        (RABBITS, 7.0, None, 3.928571, 0.04747),
    ],
)
def test_published_results_of_mantelhaen_test_in_r(tables, odds_ratio, interval, chi_square, chance):
    found = mantel_haenszel(np.array(tables, dtype=float))

    assert found.odds_ratio == pytest.approx(odds_ratio, abs=5e-8)
    assert interval is None or found.interval == pytest.approx(interval, abs=5e-8)
    assert found.chi_square == pytest.approx(chi_square, abs=5e-5)
    assert found.chance == pytest.approx(chance, abs=5e-5)


def slowly(tables):
    """The same, score by score, as the papers write it."""
    more = less = pr = psqr = qs = right = expected = spread = 0.0
    for (a, b), (c, d) in tables:
        n = a + b + c + d
        if n < 2:
            continue
        p, q, r, s = (a + d) / n, (b + c) / n, a * d / n, b * c / n
        more, less = more + r, less + s
        pr, psqr, qs = pr + p * r, psqr + p * s + q * r, qs + q * s
        right, expected = right + a, expected + (a + b) * (a + c) / n
        spread += (a + b) * (c + d) * (a + c) * (b + d) / (n * n * (n - 1))
    if not more or not less:
        return None
    variance = pr / (2 * more**2) + psqr / (2 * more * less) + qs / (2 * less**2)
    return more / less, variance, max(0, abs(right - expected) - 0.5) ** 2 / spread


CELL = st.integers(0, 9)
TABLES = st.lists(st.tuples(st.tuples(CELL, CELL), st.tuples(CELL, CELL)), min_size=1, max_size=8)


@given(TABLES)
@settings(max_examples=150)
def test_any_counts_against_a_slow_count_and_with_the_groups_changed_over(tables):
    found, expected = mantel_haenszel(np.array(tables, dtype=float)), slowly(tables)
    other = mantel_haenszel(np.array(tables, dtype=float)[:, ::-1])

    if expected is None:
        assert found is other is Missing.NOT_COMPARABLE
        return
    ratio, variance, chi_square = expected
    half = scipy.stats.norm.ppf(0.975) * sqrt(variance)
    assert found.odds_ratio == pytest.approx(ratio)
    assert found.interval == pytest.approx((ratio * exp(-half), ratio * exp(half)))
    assert found.delta == pytest.approx(-2.35 * log(ratio))
    assert found.delta_interval == pytest.approx((found.delta - 2.35 * half, found.delta + 2.35 * half))
    assert found.chi_square == pytest.approx(chi_square)
    assert found.chance == pytest.approx(scipy.stats.chi2.sf(chi_square, 1))
    assert found.delta == pytest.approx(-other.delta)
    assert (found.chi_square, found.grade) == pytest.approx((other.chi_square, other.grade))


def rasch(difficulties, ability):
    """The chance of each way to answer, right or wrong at each question."""
    chances = [1 / (1 + exp(hard - ability)) for hard in difficulties]
    return {
        ways: prod(chance if right else 1 - chance for right, chance in zip(ways, chances, strict=True))
        for ways in product((0, 1), repeat=len(difficulties))
    }


@pytest.mark.parametrize("apart", [0.0, 1.5])
def test_under_the_rasch_model_a_weaker_group_is_no_difference_and_a_harder_question_is(apart):
    """Exactly: the tables that are expected of 1,000 readers with a spread of abilities on each side."""
    questions, harder = (-0.5, 0.0, 0.3, 1.0), 0.8

    def tables(with_question, more):
        found = np.zeros((6, 2, 2))
        for group, mean in enumerate((0.0, -apart)):
            hard = (more if group else 0.0, *questions)
            for ability, share in zip((-1.0, 0.0, 1.0), (250, 500, 250), strict=True):
                for ways, chance in rasch(hard, mean + ability).items():
                    score = sum(ways) if with_question else sum(ways[1:])
                    found[score, group, 1 - ways[0]] += share * chance
        return found

    alike, unlike = mantel_haenszel(tables(True, 0.0)), mantel_haenszel(tables(True, harder))
    by_rest = mantel_haenszel(tables(False, 0.0))

    assert alike.odds_ratio == pytest.approx(1)
    assert alike.grade == "A"
    assert unlike.odds_ratio == pytest.approx(exp(harder))
    assert unlike.delta == pytest.approx(-2.35 * harder)
    assert (by_rest.odds_ratio == pytest.approx(1)) == (apart == 0)


def counted(reference, focal):
    """Of readers with one score: right and wrong answers of each group."""
    return mantel_haenszel(np.array([[reference, focal]], dtype=float))


@pytest.mark.parametrize(
    ("reference", "focal", "grade"),
    [
        ((500, 500), (500, 500), "A"),
        # Surely different, but little: delta is -0.94.
        ((600, 400), (501, 499), "A"),
        # -1.9, but of too few to say.
        ((12, 8), (8, 12), "A"),
        ((600, 400), (480, 520), "B"),
        # -1.9, and no surer than that it is above 0.
        ((60, 40), (40, 60), "B"),
        ((600, 400), (400, 600), "C"),
        ((400, 600), (600, 400), "C"),
    ],
)
def test_classes_need_both_size_and_certainty(reference, focal, grade):
    assert counted(reference, focal).grade == grade


@pytest.mark.parametrize(
    ("size", "spread", "chance", "grade"),
    [
        (1, 0, 0.049, "B"),
        (1, 0, 0.05, "A"),
        (1.5, 0, 0.01, "C"),
        (1.5, 0.303, 0.01, "C"),
        (1.5, 0.305, 0.01, "B"),
    ],
)
def test_the_bounds_of_classes_are_those_of_ets(size, spread, chance, grade):
    assert _grade(size, spread, chance) == grade


def test_two_readers_at_a_score_are_compared_and_one_is_with_nobody():
    tables = np.array([[[9, 3], [5, 6]], [[1, 0], [0, 1]], [[0, 1], [0, 0]]], dtype=float)

    found = mantel_haenszel(tables)

    assert found.odds_ratio == pytest.approx((9 * 6 / 23 + 1 / 2) / (3 * 5 / 23))
    assert found == mantel_haenszel(tables[:2])


def test_readers_are_compared_at_whole_points_of_the_total():
    # At 1.0 and 1.5 points together: 15 of 20 and 9 of 20 right; beside them one with a score of their own.
    right = np.array([True] * 15 + [False] * 5 + [True] * 9 + [False] * 11 + [True])
    is_focal = np.array([False] * 20 + [True] * 21)
    totals = np.array([1.0, 1.5] * 10 + [1.5, 1.0 - 1e-12] * 10 + [4.0])

    found = dif(right, is_focal, totals)

    assert isinstance(found, Dif)
    assert found == counted((15, 5), (9, 11))
    assert dif(right[1:], is_focal[1:], totals[1:]) is Missing.TOO_FEW_READERS
    assert dif(right, ~is_focal, totals).odds_ratio == pytest.approx(1 / found.odds_ratio)


@pytest.mark.parametrize("focal", [(0, 20), (20, 0)])
def test_where_the_answers_nowhere_overlap_there_is_no_ratio(focal):
    assert counted(focal[::-1], focal) is Missing.NOT_COMPARABLE
    apart = np.array([[[10, 10], [0, 0]], [[0, 0], [10, 10]]], dtype=float)
    assert mantel_haenszel(apart) is Missing.NOT_COMPARABLE
