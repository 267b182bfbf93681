"""Where the pictures of the room put their bars; words are for the templates.

Across everything is in per cent of the picture, down in pixels: on a phone letters keep their size.
"""

from dataclasses import dataclass

from quiz.domain.tallies import LIKELIHOODS
from quiz.domain.tiers import Bars, Shown, Told, ToldShift, merged

HIGH = 120
BASE = 140
BANDS = ("0–30", "40–60", "70–100")
# Of each number of bars, which lie on the side that disagrees, which between, which agrees.
SIDES = {3: ("no", "between", "yes"), 6: ("no2", "no", "neither", "yes", "yes2", "unsaid")}


@dataclass(frozen=True, slots=True)
class Column:
    """One likelihood, or one of three bands of it: how many said it first, and second."""

    name: str
    x: float
    words: float
    width: float
    first: int
    first_y: float
    first_height: float
    second: int | None
    second_x: float
    second_y: float
    second_height: float


def _alike(first: Bars, second: Bars | None) -> tuple[Bars, Bars | None]:
    """Both in three bars where one may be drawn in three only; the second left out where it may not be."""
    if second is None or second.shown not in (Shown.THREE, Shown.FULL):
        return first, None
    if {first.shown, second.shown} == {Shown.THREE, Shown.FULL}:
        return merged(first), merged(second)
    return first, second


def columns(first: Bars, second: Bars | None) -> tuple[Column, ...]:
    """The likelihoods of a round, or of two side by side where both may be drawn alike; else nothing."""
    drawn = [bars for bars in (first, second) if bars is not None]
    if any(bars.shown not in (Shown.THREE, Shown.FULL) for bars in drawn):
        return ()
    if len({len(bars.counts) for bars in drawn}) > 1:
        return ()
    names = BANDS if len(first.counts) == len(BANDS) else tuple(map(str, LIKELIHOODS))
    most = max(1, *(max(bars.counts) for bars in drawn))
    step = 100 / len(names)
    width = step / (len(drawn) + 1)
    made = []
    for place, name in enumerate(names):
        heights = [HIGH * bars.counts[place] / most for bars in drawn]
        x = step * place + width / 2
        second_count = second.counts[place] if second is not None else None
        made.append(
            Column(
                name, round(x, 1), round(step * (place + 0.5), 1), round(width - 0.4, 1),
                first.counts[place],
                round(BASE - heights[0], 1), round(heights[0], 1), second_count, round(x + width, 1),
                round(BASE - heights[-1], 1), round(heights[-1], 1),
            )
        )  # fmt: skip
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Piece:
    """One stance in a row: how many, from where to where."""

    side: str
    count: int
    x: float
    width: float
    words: float


def pieces(bars: Bars) -> tuple[Piece, ...]:
    """A row of stances, from disagreement on the left to agreement on the right; nothing where not drawn."""
    if bars.shown not in (Shown.THREE, Shown.FULL):
        return ()
    total, x, made = max(1, sum(bars.counts)), 0.0, []
    for side, count in zip(SIDES[len(bars.counts)], bars.counts, strict=True):
        width = 100 * count / total
        made.append(Piece(side, count, round(x, 1), round(width, 1), round(x + width / 2, 1)))
        x += width
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Picture:
    """The pictures of one prediction. `first` and `second` are rows of stances."""

    columns: tuple[Column, ...]
    first: tuple[Piece, ...]
    second: tuple[Piece, ...]
    # Whether the likelihoods of the second round are drawn as well.
    has_second: bool


def picture(first: Told | None, shift: ToldShift | None) -> Picture | None:
    """The first round above the second where that is told; else the first alone."""
    if shift is not None:
        drawn = columns(*_alike(shift.before.likelihood, shift.after.likelihood))
        return Picture(
            drawn, pieces(shift.before.stance), pieces(shift.after.stance),
            has_second=any(column.second is not None for column in drawn),
        )  # fmt: skip
    if first is not None:
        return Picture(columns(first.likelihood, None), pieces(first.stance), (), has_second=False)
    return None
