from itertools import pairwise
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from quiz.domain.spread import apart

BOX = (0.0, 0.0, 300.0, 300.0)
NUMBERS = st.floats(0, 300)
POINTS = st.lists(st.tuples(NUMBERS, NUMBERS), max_size=30)


@given(POINTS)
def test_no_two_are_nearer_than_the_gap_and_all_are_in_the_box(points):
    places = apart(points, gap=21, box=BOX)

    assert len(places) == len(points)
    for at, (x, y) in enumerate(places):
        assert all(0 <= each <= 300 for each in (x, y))
        assert all(hypot(x - a, y - b) >= 21 for a, b in places[:at])


@given(POINTS)
def test_the_same_points_have_the_same_places(points):
    assert apart(points, gap=21, box=BOX) == apart(points, gap=21, box=BOX)


def test_what_is_apart_stays():
    points = [(0.0, 0.0), (21.0, 0.0), (0.0, 300.0)]

    assert apart(points, gap=21, box=BOX) == points


def test_the_second_at_one_place_moves_by_no_more_than_it_must():
    first, second = apart([(150.0, 150.0), (150.0, 150.0)], gap=21, box=BOX)

    assert first == (150, 150)
    assert 21 <= hypot(second[0] - 150, second[1] - 150) < 28.1


def test_where_there_is_no_room_a_point_stays():
    points = [(1.0, 1.0), (1.0, 1.0)]

    assert apart(points, gap=21, box=(0, 0, 2, 2)) == points


def test_in_a_row_they_spread_along_it():
    places = apart([(150.0, 5.0)] * 3, gap=10, box=(0, 5, 300, 5))

    across = sorted(x for x, _y in places)
    assert all(right - left >= 10 for left, right in pairwise(across))
