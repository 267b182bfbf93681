"""Where things stand in the two pictures of the reading page; templates/bank/_*.svg.html draw them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from quiz.bank.models import Event, Figure

ROW = 34
TOP = 30
LONGEST_BAR = 300
QUANTITIES = ("compute", "memory", "bandwidth", "power")


@dataclass(frozen=True, slots=True)
class Dot:
    """An event at its height on the time line (in units of the picture)."""

    event: Event
    y: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The events from top to bottom; equal steps, not to scale: the dates lie too unevenly."""

    dots: tuple[Dot, ...]
    height: int

    @property
    def bottom(self) -> int:
        """Where the line ends."""
        return self.height - TOP // 2


def timeline(events: Iterable[Event]) -> Timeline:
    """The picture of the events, in their order."""
    dots = tuple(Dot(event, TOP + ROW * place) for place, event in enumerate(events))
    return Timeline(dots, TOP + ROW * len(dots))


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure: its height in the picture, the bar's length, where the words begin."""

    figure: Figure
    y: int
    width: int
    names_chip: bool

    @property
    def words(self) -> int:
        """Where the words after the bar begin."""
        return 90 + self.width + 8

    @property
    def base(self) -> int:
        """The base line of the words."""
        return self.y + 12


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
    largest = max(Decimal(figure.value) for figure in rows)
    bars, y, before = [], 8, ""
    for figure in rows:
        if before and figure.chip != before:
            y += 10
        width = max(2, round(float(Decimal(figure.value) / largest) * LONGEST_BAR))
        bars.append(Bar(figure, y, width, names_chip=figure.chip != before))
        before, y = figure.chip, y + 22
    return Bars(quantity, rows[0].unit, tuple(bars), y + 4)
