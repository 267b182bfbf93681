"""Against the test vector of the project's outlook reference (c.5)."""

import numpy as np
import pytest

from quiz.domain.shift import Polarisation, evidence, polarisation, shift, transitions

BEFORE = np.array([20, 40, 50, 60, 80, 30, 70, 50, 10, 90], dtype=float)
AFTER = np.array([35, 45, 50, 70, 75, 45, 70, 60, 20, 85], dtype=float)


def test_the_vector_of_the_reference():
    found, told = shift(BEFORE, AFTER), evidence(BEFORE, AFTER)

    assert (found.readers, found.up, found.down, found.same) == (10, 6, 2, 2)
    assert (found.net, found.median, found.gross) == (5.5, 7.5, 7.5)
    assert found.spread_before == pytest.approx(25.82, abs=5e-3)
    assert found.spread_after == pytest.approx(20.06, abs=5e-3)
    assert found.interval[0] < 5.5 < found.interval[1]
    assert dict(found.moves) == {-5: 2, 0: 2, 5: 1, 10: 3, 15: 2}
    assert told.dz == pytest.approx(0.722, abs=5e-4)
    assert told.wilcoxon_p == pytest.approx(0.0547, abs=5e-5)
    assert told.sign_p == pytest.approx(0.2891, abs=5e-5)


def test_less_than_five_points_is_the_same():
    found = shift(np.array([50.0, 50, 50]), np.array([54.0, 55, 45]))

    assert (found.up, found.down, found.same) == (1, 1, 1)


def test_crossing_the_half_counts_only_from_one_side_to_the_other():
    assert shift(np.array([40.0, 50, 60]), np.array([60.0, 70, 20])).crossed_half == 2


def test_where_nothing_moved_there_is_nothing_to_test():
    assert evidence(BEFORE, BEFORE) == evidence(AFTER, AFTER)
    assert evidence(BEFORE, BEFORE).wilcoxon_p is None
    assert shift(BEFORE[:1], AFTER[:1]) is None


def test_everybody_moving_alike_has_no_effect_size():
    assert evidence(BEFORE, BEFORE + 5).dz is None


def test_transitions_count_each_reader_once():
    table = transitions(np.array([-2.0, -2, 0, 2]), np.array([-1.0, -1, 0, -2]))

    assert table.sum() == 4
    assert (table[0, 1], table[2, 2], table[4, 0]) == (2, 1, 1)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        # Further out on its side, above and below the middle; nearer; across.
        ([60, 80], [70, 90], Polarisation(20, 30)),
        ([40, 20], [30, 10], Polarisation(20, 30)),
        ([60, 80], [60, 60], Polarisation(20, 10)),
        ([40, 40], [60, 80], Polarisation(10, -20)),
        ([40, 60], [70, 90], None),
    ],
)
def test_polarisation_is_the_mean_moving_out_on_its_side(before, after, found):
    assert polarisation(np.array(before, dtype=float), np.array(after, dtype=float)) == found


def test_three_moves_of_one_size_tell_nothing():
    before = np.array([50.0, 50, 50])

    assert evidence(before, np.array([60.0, 60, 40])).wilcoxon_p == 1
