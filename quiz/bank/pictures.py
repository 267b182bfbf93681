"""Where the bars of the reading page stand; templates/bank/_comparison.svg.html draws them.

Across everything is in per cent of the picture, down in pixels: on a phone letters keep their size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from quiz.bank.models import Figure

QUANTITIES = ("compute", "memory", "bandwidth", "power")


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure: where its words stand in the picture, the bar below them, how long the bar is.

    Compute without its precision has none (None): beside the others a bar would be a comparison.
    """

    figure: Figure
    y: int
    width: float | None
    names_chip: bool

    @property
    def base(self) -> int:
        """The base line of the words."""
        return self.y + 13

    @property
    def top(self) -> int:
        """Where the bar begins."""
        return self.y + 19


@dataclass(frozen=True, slots=True)
class Bars:
    """The figures of one quantity, all on one scale."""

    quantity: str
    unit: str
    bars: tuple[Bar, ...]
    height: int


def comparison(figures: Sequence[Figure]) -> list[Bars]:
    """A picture a quantity; the longest bar is the largest figure of that quantity."""
    found = []
    for quantity in QUANTITIES:
        rows = [figure for figure in figures if figure.quantity == quantity]
        if rows:
            found.append(_bars(quantity, rows))
    return found


def _bars(quantity: str, rows: Sequence[Figure]) -> Bars:
    # Where all say 0, each bar is the shortest.
    largest = max(Decimal(figure.value) for figure in rows) or Decimal(1)
    bars, y, before = [], 0, ""
    for figure in rows:
        if before and figure.chip != before:
            y += 10
        is_bare = quantity == "compute" and not figure.precision
        width = None if is_bare else max(0.5, round(float(Decimal(figure.value) / largest) * 100, 1))
        bars.append(Bar(figure, y, width, names_chip=figure.chip != before))
        before, y = figure.chip, y + (20 if is_bare else 38)
    return Bars(quantity, rows[0].unit, tuple(bars), y + 4)
