"""Rooms by chance have the answers and the correlations of a room, and no lumps."""

import numpy as np
import pytest

from quiz.domain.gradients import Gradients, correlations

LEVELS = np.array([-1, -0.5, 0, 0.5, 1])
LOADINGS = np.array([0.8, 0.6, -0.7, 0.5])


def room(luck, readers, cuts=(-1.2, -0.4, 0.4, 1.2)):
    """A gradient of four predictions whose correlations are the products of their loadings."""
    place, own = luck.normal(size=(readers, 1)), luck.normal(size=(readers, 4))
    return LEVELS[np.searchsorted(cuts, LOADINGS * place + np.sqrt(1 - LOADINGS**2) * own)]


@pytest.mark.parametrize("cuts", [(-1.2, -0.4, 0.4, 1.2), (-1.6, -1.0, -0.4, 0.6), (-0.3, 0.0, 0.0, 0.3)])
def test_the_correlations_are_those_before_the_answers_were_cut(cuts):
    behind = np.outer(LOADINGS, LOADINGS)
    np.fill_diagonal(behind, 1)

    assert correlations(room(np.random.default_rng(1), 20_000, cuts)) == pytest.approx(behind, abs=0.03)


def test_they_are_from_the_readers_who_said_both():
    luck = np.random.default_rng(2)
    said = room(luck, 20_000)
    said[luck.random(said.shape) < 0.2] = np.nan

    assert correlations(said)[0, 1:] == pytest.approx(LOADINGS[0] * LOADINGS[1:], abs=0.03)


def test_what_does_not_vary_goes_with_nothing_and_what_is_alike_with_nine_tenths():
    said = np.column_stack([np.ones(20), np.tile([0.5, -1.0], 10), np.tile([0.5, -1.0], 10)])

    assert correlations(said) == pytest.approx(np.array([[1, 0, 0], [0, 1, 0.9], [0, 0.9, 1]]))


def test_a_prediction_of_which_nobody_says_anything_goes_with_nothing():
    said = room(np.random.default_rng(6), 30)
    said[:, 1] = np.nan

    assert correlations(said)[1].tolist() == [0, 1, 0, 0]
    assert np.isnan(Gradients.of(said).room(np.random.default_rng(7))[:, 1]).all()


def test_a_room_by_chance_has_the_same_answers_where_there_are_any():
    luck = np.random.default_rng(3)
    said = room(luck, 60)
    said[luck.random(said.shape) < 0.1] = np.nan

    made = Gradients.of(said).room(luck)

    assert (np.isnan(made) == np.isnan(said)).all()
    assert np.array_equal(np.sort(made, axis=0), np.sort(said, axis=0), equal_nan=True)
    assert not np.array_equal(made, said, equal_nan=True)


def test_it_has_the_correlations_as_well():
    said = room(np.random.default_rng(4), 20_000)

    made = Gradients.of(said).room(np.random.default_rng(5))

    assert np.corrcoef(made.T) == pytest.approx(np.corrcoef(said.T), abs=0.03)


def test_correlations_that_contradict_each_other_are_bent():
    said = np.array([[1, 1, np.nan], [-1, -1, np.nan]] * 9 + [[1, np.nan, 1], [-1, np.nan, -1]] * 9
                    + [[np.nan, 1, -1], [np.nan, -1, 1]] * 9, dtype=float)  # fmt: skip

    gradients = Gradients.of(said)

    assert np.linalg.eigvalsh(correlations(said)).min() < 0
    assert (gradients.mixing**2).sum(axis=0) == pytest.approx(np.ones(3))
