"""Against matrices of known loadings, a closed form for three, and a slow fit by another method."""

import numpy as np
import pytest
import scipy

from quiz.domain.consistency import Consistency, consistency
from quiz.domain.dimensions import Dimensions
from quiz.domain.itemstats import cronbach
from quiz.domain.missing import Missing
from quiz.domain.omega import loadings, omega

ALIKE, UNLIKE = [0.6] * 6, [0.9, 0.8, 0.7, 0.5, 0.4, 0.3]
SPREAD = np.array([1.0, 0.5, 2.0, 1.0, 0.3, 0.8])


def one_factor(found):
    """The correlations that these loadings make."""
    loads = np.array(found)
    return np.outer(loads, loads) + np.diag(1 - loads**2)


def marks_with(correlations, spread, readers=60, seed=7):
    """Marks whose covariances are exactly these: noise made uncorrelated, then mixed."""
    noise = np.random.default_rng(seed).normal(size=(readers, len(correlations)))
    noise -= noise.mean(axis=0)
    white = noise @ np.linalg.inv(np.linalg.cholesky(noise.T @ noise / readers)).T
    return white @ np.linalg.cholesky(correlations).T * spread


@pytest.mark.parametrize("known", [ALIKE, UNLIKE, [0.7, -0.4, 0.6, 0.5]])
def test_known_loadings_are_found(known):
    found, is_found = loadings(one_factor(known)[np.newaxis])

    assert is_found.all()
    assert found[0] == pytest.approx(known, abs=1e-5)


def test_several_matrices_are_each_fitted_by_themselves_and_the_sum_goes_up():
    """One of them with correlations that add up to less than nothing."""
    known = np.array([[0.7, 0.7, -0.3, -0.3, -0.5], [0.9, 0.8, 0.7, 0.6, 0.5], [0.3, 0.4, 0.5, 0.6, 0.7]])

    found, is_found = loadings(np.stack([one_factor(each) for each in known]))

    assert is_found.all()
    assert found == pytest.approx(known, abs=1e-5)


@pytest.mark.parametrize("sign", [1, -1])
def test_no_loading_is_further_than_one(sign):
    """By Spearman's closed form the first would be 1.13, up or down."""
    matrix = np.array([[1, 0.8, 0.8], [0.8, 1, 0.5], [0.8, 0.5, 1]])
    turned = matrix * np.outer([sign, 1, 1], [sign, 1, 1])

    found, is_found = loadings(turned[np.newaxis])

    assert is_found.all()
    assert found[0][0] == pytest.approx(sign, abs=1e-5)


def test_of_three_questions_they_are_those_of_spearman():
    """In closed form: the square of a loading is the product of its two correlations over the third."""
    one, two, three = 0.42, 0.35, 0.3
    matrix = np.array([[1, one, two], [one, 1, three], [two, three, 1]])

    found, _is_found = loadings(matrix[np.newaxis])

    assert found[0] ** 2 == pytest.approx([one * two / three, one * three / two, two * three / one], abs=1e-5)


@pytest.mark.parametrize(("known", "spread"), [(ALIKE, np.ones(6)), (UNLIKE, np.ones(6)), (UNLIKE, SPREAD)])
def test_omega_is_its_formula_on_marks_of_known_loadings(known, spread):
    loads = np.array(known) * spread
    unique = (1 - np.array(known) ** 2) * spread**2

    found, (low, high) = omega(marks_with(one_factor(known), spread))

    assert found == pytest.approx(100 * loads.sum() ** 2 / (loads.sum() ** 2 + unique.sum()), abs=1e-3)
    assert low < found < high


def test_alpha_is_omega_where_all_measure_equally_well_and_else_lower():
    alike, unlike = (marks_with(one_factor(known), np.ones(6)) for known in (ALIKE, UNLIKE))

    assert omega(alike)[0] == pytest.approx(cronbach(alike), abs=1e-3)
    assert omega(unlike)[0] > cronbach(unlike) + 1


@pytest.mark.parametrize("seed", range(5))
def test_on_marks_at_random_the_fit_is_the_one_that_a_slow_search_finds(seed):
    luck = np.random.default_rng(seed)
    able, hard = luck.normal(size=(80, 1)), luck.normal(0, 0.7, 9)
    marks = (luck.random((80, 9)) < 1 / (1 + np.exp(hard - 1.5 * able))).astype(float)
    correlations, spread = np.corrcoef(marks.T), marks.std(axis=0)
    pairs = np.triu_indices(9, 1)
    searched = scipy.optimize.minimize(
        lambda loads: ((correlations - np.outer(loads, loads))[pairs] ** 2).sum(), np.full(9, 0.5), tol=1e-12
    ).x

    found, _is_found = loadings(correlations[np.newaxis])

    assert found[0] == pytest.approx(searched, abs=1e-4)
    common = (searched @ spread) ** 2
    expected = 100 * common / (common + ((1 - searched**2) * spread**2).sum())
    assert omega(marks)[0] == pytest.approx(expected, abs=1e-2)


def test_its_interval_is_that_of_readers_drawn_again_and_again():
    marks = (
        np.random.default_rng(4).normal(size=(40, 1)) + np.random.default_rng(5).normal(size=(40, 5)) * 1.5
    )
    ordered, omegas = marks[np.lexsort(marks.T)], []
    for drawn in np.random.default_rng(0).multinomial(40, np.full(40, 1 / 40), size=200):
        again = np.repeat(ordered, drawn, axis=0)
        loads, _is_found = loadings(np.corrcoef(again.T)[np.newaxis])
        common, own = (loads[0] @ again.std(axis=0)) ** 2, (1 - loads[0] ** 2) @ again.var(axis=0)
        omegas.append(100 * common / (common + own))

    assert omega(marks)[1] == pytest.approx(tuple(np.quantile(omegas, [0.025, 0.975])), abs=1e-2)


def test_the_order_of_readers_and_a_question_all_got_right_change_nothing():
    marks = marks_with(one_factor(UNLIKE), SPREAD)

    assert omega(marks[::-1]) == omega(marks)
    assert omega(np.column_stack([marks, np.ones(60)])) == omega(marks)


def test_the_interval_holds_most_of_what_other_classes_come_to():
    """About 95 of 100: here of 40 classes of 60 of whom the loadings are known."""
    loads, held = np.array([0.7, 0.6, 0.6, 0.5, 0.5, 0.4]), []
    truth = 100 * loads.sum() ** 2 / (loads.sum() ** 2 + (1 - loads**2).sum())
    for seed in range(40):
        luck = np.random.default_rng(seed)
        own = luck.normal(size=(60, 6)) * np.sqrt(1 - loads**2)
        _found, (low, high) = omega(luck.normal(size=(60, 1)) * loads + own)
        held.append(low <= truth <= high)

    assert np.mean(held) >= 0.85


def test_what_is_not_available_says_why():
    marks = marks_with(one_factor(UNLIKE), np.ones(6))
    against = marks * [1, 1, 1, 1, 1, -2]
    heywood = np.array([[1, 0.8, 0.8], [0.8, 1, 0.5], [0.8, 0.5, 1]])

    assert omega(marks[:29]) == (Missing.TOO_FEW_READERS,) * 2
    assert not isinstance(omega(marks[:30])[0], Missing)
    assert omega(marks[:, :2]) == (Missing.TOO_FEW_QUESTIONS,) * 2
    assert omega(np.column_stack([marks[:, :2], np.ones(60)])) == (Missing.TOO_FEW_QUESTIONS,) * 2
    assert omega(np.ones((60, 6))) == (Missing.TOO_FEW_QUESTIONS,) * 2
    assert omega(against) == (Missing.NEGATIVE_LOADING,) * 2
    assert omega(marks_with(heywood, np.ones(3))) == (Missing.NO_FACTOR,) * 2


def test_questions_that_say_the_very_same_or_the_opposite_leave_no_variance_of_their_own():
    right = np.tile([0.0, 1.0], 20)

    assert omega(np.column_stack([right] * 4)) == (Missing.NO_FACTOR,) * 2
    assert omega(np.column_stack([right, 1 - right] * 2)) == (Missing.NO_FACTOR,) * 2


def test_where_nothing_in_common_shows_there_is_no_omega():
    chance = np.random.default_rng(3).normal(size=(60, 8))
    few = consistency(chance[:29])

    assert consistency(chance) == Consistency(Missing.NO_FACTOR, Missing.NO_FACTOR, Dimensions.NOTHING)
    assert (few.omega, few.dimensions, few.is_told) == (
        Missing.TOO_FEW_READERS,
        Missing.TOO_FEW_READERS,
        False,
    )
    assert consistency(marks_with(one_factor(UNLIKE), SPREAD)).is_told
