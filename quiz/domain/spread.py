"""Marks on a picture that would cover one another, moved apart."""

from collections.abc import Iterator, Sequence
from math import cos, hypot, pi, sin

Place = tuple[float, float]
# Left, top, right, bottom.
Box = tuple[float, float, float, float]
# The rings of places that are tried around where a mark belongs are a third of the gap apart.
STEP = 1 / 3
RINGS = 60


def apart(points: Sequence[Place], *, gap: float, box: Box) -> list[Place]:
    """Places for these points, no two nearer than the gap: each as near to its own as those before let it.

    The first point stays where it is, and so does one for which there is no room in reach. All others are in
    the box. A greedy form of placing labels beside points.
    """
    placed: list[Place] = []
    for point in points:
        placed.append(next((each for each in _around(point, gap, box) if _is_free(each, placed, gap)), point))
    return placed


def _around(point: Place, gap: float, box: Box) -> Iterator[Place]:
    """The point, then places on rings around it, the nearest first."""
    left, top, right, bottom = box
    yield point
    for ring in range(1, RINGS):
        many = 6 * ring
        for turn in range(many):
            x = point[0] + ring * STEP * gap * cos(2 * pi * turn / many)
            y = point[1] + ring * STEP * gap * sin(2 * pi * turn / many)
            if left <= x <= right and top <= y <= bottom:
                yield x, y


def _is_free(place: Place, placed: Sequence[Place], gap: float) -> bool:
    return all(hypot(place[0] - x, place[1] - y) >= gap for x, y in placed)
