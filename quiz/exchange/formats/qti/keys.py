"""The key of a question as it follows from points and numbers; what is marked otherwise there is told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from quiz.domain.kinds import Kind
from quiz.domain.numbers import MOST_DIGITS, PLAIN, is_plain
from quiz.exchange.formats.numbers import digits, number_of
from quiz.exchange.formats.rules import Rule

# As other programs round a third of 1 or of 100.
CLOSE = 0.002
# The ends of a range have more digits than its middle and how far they are from it.
MOST_OF_ENDS = 3 * MOST_DIGITS


@dataclass(frozen=True, slots=True)
class Near:
    """A number and how far from it one may be, as they stand."""

    value: str
    tolerance: str = "0"

    @property
    def is_plain(self) -> bool:
        """Whether both are numbers as questions have them."""
        return is_plain(self.value) and is_plain(self.tolerance)


def of_one(points: Mapping[str, float]) -> tuple[frozenset[str], Kind, tuple[Rule, ...]]:
    """The right ones where one may be chosen, which has most of the points; what kind it is, for where any of
    several suffices it becomes a multiple one; and the rules to be told.
    """
    most = max(points.values(), default=0.0)
    right = frozenset(each for each, value in points.items() if value == most > 0)
    told = {
        Rule.ANY_RIGHT: len(right) > 1,
        Rule.PARTIAL: any(0 < value < most for value in points.values()),
        Rule.WEIGHTS: any(value < 0 for value in points.values()),
    }
    kind = Kind.MULTIPLE if len(right) > 1 else Kind.SINGLE
    return right, kind, tuple(rule for rule, is_told in told.items() if is_told)


def is_right_minus_wrong(points: Mapping[str, float], options: Iterable[str]) -> bool:
    """Whether the right options are worth the same, and each wrong one costs its share of the whole."""
    right = [value for value in points.values() if value > 0]
    wrong = [points.get(each, 0.0) for each in options if points.get(each, 0.0) <= 0]
    whole = sum(right)
    return is_even(right) and all(abs(value + whole / len(wrong)) <= CLOSE * whole for value in wrong)


def is_even(values: Sequence[float]) -> bool:
    """Whether all are the same, but for rounding."""
    return all(abs(value - values[0]) <= CLOSE * abs(sum(values)) for value in values)


def points_of(text: str | None) -> float:
    """Points as a number; 0 where it is none."""
    found = number(text or "")
    return 0.0 if found is None else float(found)


def number(text: str) -> Decimal | None:
    """A number, or an end of a range; None where the text is none, or of a size that no reader types."""
    return number_of(text.strip(), MOST_OF_ENDS)


def as_typed(text: str) -> str:
    """A number as it stands, where it stands in plain digits."""
    typed, value = text.strip(), number(text)
    return typed if value is None or PLAIN.fullmatch(typed) else digits(value)
