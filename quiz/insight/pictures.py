"""Where the pictures of a report put their bars, points and lines; words are for the templates.

Across everything is in per cent of the picture, down in pixels: on a phone letters keep their size.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quiz.domain.itemstats import BANDS
from quiz.domain.missing import Missing
from quiz.domain.moments import Item
from quiz.domain.spread import apart
from quiz.domain.sums import Sums

HIGH = 120
MAP_WIDE = 80
MAP_HIGH = 360
MAP_LEFT = 14
# What is not covered on a phone of 360 pixels, where the map is so wide, is not covered on a wider screen.
MAP_NARROW = 288
BUBBLES_APART = 21
TOP = 16
GROUP_FULL = 42
TIMES_LEFT = 10
TIMES_FULL = 60


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the score histogram: how many readers lie between two shares of the maximum."""

    low: int
    high: int
    readers: int
    x: float
    middle: float
    y: int
    width: float
    height: int


def bars(sums: Sums) -> tuple[Bar, ...]:
    """Ten bars over the shares of the maximum; the last one holds full marks as well."""
    counts = [int(count) for count in sums.bands()]
    most, step = max(1, *counts), 100 / BANDS
    heights = [round(HIGH * count / most) for count in counts]
    return tuple(
        Bar(
            low=100 * place // BANDS, high=100 * (place + 1) // BANDS, readers=counts[place],
            x=place * step + 0.5, middle=(place + 0.5) * step, y=20 + HIGH - heights[place], width=step - 1,
            height=heights[place],
        )
        for place in range(BANDS)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Point:
    """A question on the map of facility (across) and discrimination (up), with both intervals.

    Its bubble lies at `at`, beside its place where others would cover it.
    """

    number: int
    x: float
    y: float
    left: float
    right: float
    top: float
    bottom: float
    at: tuple[float, float]

    @property
    def is_moved(self) -> bool:
        """Whether the bubble lies beside its place."""
        return self.at != (self.x, self.y)


def point(number: int, item: Item) -> Point | None:
    """Where a question lies on the map; None where a figure is not available."""
    across, up = item.facility_interval, item.discrimination_interval
    facility, discrimination = item.facility, item.discrimination
    if isinstance(across, Missing) or isinstance(up, Missing):
        return None
    if isinstance(facility, Missing) or isinstance(discrimination, Missing):
        return None
    x, y = _across(facility), _up(discrimination)
    return Point(number, x, y, _across(across[0]), _across(across[1]), _up(up[1]), _up(up[0]), at=(x, y))


def points(items: Sequence[tuple[int, Item]]) -> list[Point | None]:
    """Where numbered questions lie on the map, no bubble over another; None where a figure is missing."""
    found = [point(number, item) for number, item in items]
    there = [each for each in found if each]
    per_cent = MAP_NARROW / 100
    places = apart(
        [(each.x * per_cent, each.y) for each in there],
        gap=BUBBLES_APART,
        box=(MAP_LEFT * per_cent, TOP, (MAP_LEFT + MAP_WIDE) * per_cent, TOP + MAP_HIGH),
    )
    laid = {
        each.number: replace(each, at=(round(x / per_cent, 1), round(y, 1)))
        for each, (x, y) in zip(there, places, strict=True)
    }
    return [laid[each.number] if each else None for each in found]


def _across(share: float) -> float:
    return round(MAP_LEFT + MAP_WIDE * share, 1)


def _up(per_cent: float) -> float:
    """From -100 % at the bottom to 100 % on top."""
    return round(TOP + MAP_HIGH * (100 - per_cent) / 200, 1)


@dataclass(frozen=True, slots=True)
class Group:
    """How many of a score group chose an option, and how long its bar is."""

    chosen: int
    readers: int
    width: float


def group(chosen: int, readers: int) -> Group:
    """The bar of one score group at one option."""
    return Group(chosen, readers, round(GROUP_FULL * chosen / readers, 1) if readers else 0)


@dataclass(frozen=True, slots=True)
class Times:
    """The middle half of the times at a question, in seconds, and where it lies on the longest of them."""

    low: float
    middle: float
    high: float
    counted: int
    left: float
    mark: float
    width: float


def times(quartiles: list[tuple[float, float, float, int] | None]) -> list[Times | None]:
    """The bars of the times, all on one scale."""
    most = max((found[2] for found in quartiles if found), default=1.0) or 1.0

    def drawn(found: tuple[float, float, float, int] | None) -> Times | None:
        if found is None:
            return None
        low, middle, high, counted = found
        left, mark, right = (round(TIMES_LEFT + TIMES_FULL * value / most, 1) for value in found[:3])
        return Times(low, middle, high, counted, left, mark, max(0.5, round(right - left, 1)))

    return [drawn(found) for found in quartiles]
