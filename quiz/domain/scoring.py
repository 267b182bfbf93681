"""Points for a response, 0 to 1, one function per kind; each says how partial credit is given.

Each partial credit names its source; all or nothing has none.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TypeAlias

from quiz.domain.kinds import Kind
from quiz.domain.responses import Response


@dataclass(frozen=True, slots=True)
class ChoiceKey:
    """Right and wrong options of a single, multiple or true/false question."""

    right: frozenset[str]
    wrong: frozenset[str]


@dataclass(frozen=True, slots=True)
class NumberKey:
    """The right value and how far off one may be, in the question's unit."""

    value: Decimal
    tolerance: Decimal


@dataclass(frozen=True, slots=True)
class OrderKey:
    """The items in the right order."""

    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairsKey:
    """The right-hand choice of each left-hand prompt."""

    pairs: Mapping[str, str]


Key: TypeAlias = ChoiceKey | NumberKey | OrderKey | PairsKey


def score(kind: Kind, key: Key, response: Response | None) -> float:
    """Points for a response, 0 to 1; no response earns 0.

    Raises ValueError for the labelling exercise, which is never scored, and TypeError where the key or
    the response is not of the kind.
    """
    if kind is Kind.LABELLING:
        raise ValueError("The labelling exercise is never scored.")
    return 0.0 if response is None else MARK[kind](key, response)


def is_right(points: float) -> bool:
    """Whether the response earned full marks."""
    return points == 1.0


def _choice(key: Key, response: Response) -> float:
    """All or nothing."""
    if not isinstance(key, ChoiceKey) or not isinstance(response, str):
        raise TypeError("A choice needs a choice key and one code.")
    return float(response in key.right)


def _choices(key: Key, response: Response) -> float:
    """Share of the right options chosen minus share of the wrong ones chosen, not below 0.

    So that choosing everything earns nothing, and neither does choosing nothing. Source: "right minus
    wrong" of the Brightspace documentation ("Understanding grading options for multi-select questions"),
    but weighted so that the right options together are worth one point and the wrong ones cost one.
    """
    if not isinstance(key, ChoiceKey) or not isinstance(response, list):
        raise TypeError("A multiple choice needs a choice key and a list of codes.")
    chosen = set(response)
    hits = len(chosen & key.right) / len(key.right)
    misses = len(chosen & key.wrong) / len(key.wrong) if key.wrong else 0.0
    return max(0.0, hits - misses)


def _number(key: Key, response: Response) -> float:
    """All or nothing within the tolerance, its ends included."""
    if not isinstance(key, NumberKey) or not isinstance(response, str):
        raise TypeError("A number needs a number key and a number as text.")
    return float(abs(Decimal(response) - key.value) <= key.tolerance)


def _order(key: Key, response: Response) -> float:
    """Kendall's tau of the two orders, not below 0: 1 in order, 0 for half of the pairs or fewer.

    tau = (concordant - discordant) / all pairs. Source: the documentation of mlr3measures, regr.ktau.
    """
    if not isinstance(key, OrderKey) or not isinstance(response, list):
        raise TypeError("An order needs an order key and a list of codes.")
    place = {code: number for number, code in enumerate(key.order)}
    pairs = list(combinations([place[code] for code in response], 2))
    in_order = sum(first < second for first, second in pairs)
    return max(0.0, (2 * in_order - len(pairs)) / len(pairs))


def _pairs(key: Key, response: Response) -> float:
    """The share of prompts that were given their own choice.

    Source: Moodle's help on matching questions: "each sub-question is equally weighted".
    """
    if not isinstance(key, PairsKey) or not isinstance(response, dict):
        raise TypeError("A matching needs a pairs key and a mapping.")
    return sum(response.get(left) == right for left, right in key.pairs.items()) / len(key.pairs)


MARK: Mapping[Kind, Callable[[Key, Response], float]] = {
    Kind.SINGLE: _choice,
    Kind.TRUE_FALSE: _choice,
    Kind.MULTIPLE: _choices,
    Kind.NUMERIC: _number,
    Kind.ORDERING: _order,
    Kind.MATCHING: _pairs,
}


@dataclass(frozen=True, slots=True)
class Tally:
    """Points earned out of points possible."""

    earned: float
    possible: int

    @property
    def share(self) -> float | None:
        """Earned over possible, 0 to 1; None where nothing was possible."""
        return self.earned / self.possible if self.possible else None


def tally(points: Iterable[float]) -> Tally:
    """The sum of the points of some questions."""
    listed = list(points)
    return Tally(sum(listed), len(listed))
