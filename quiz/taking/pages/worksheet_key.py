"""The key of a quiz on paper, in the letters of its worksheet. A corrected key is the one that holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from quiz.bank.queries import grounds
from quiz.classroom.models import Assignment
from quiz.domain.kinds import Kind
from quiz.taking.marking import keys_for
from quiz.taking.pages.worksheet import Item, Style, items_of


@dataclass(frozen=True, slots=True)
class Solved:
    """A question with what is right: the letters to mark, a letter for each box in its order, or a number."""

    item: Item
    right: tuple[str, ...]
    explanation: str
    sections: tuple[str, ...]
    is_void: bool

    @property
    def filled(self) -> tuple[tuple[str, str], ...]:
        """The boxes of its line on the answer sheet, each with what stands in it."""
        if self.item.style in {Style.ORDER, Style.PAIRS}:
            return tuple(zip(self.item.boxes, self.right, strict=True))
        return tuple((box, "●" if box in self.right else "") for box in self.item.boxes)


def solved_of(assignment: Assignment) -> list[Solved]:
    """The questions of an assignment with their keys: 5 queries, 6 with corrections."""
    items = items_of(assignment)
    ids = [item.question.pk for item in items]
    keys, found = keys_for(ids, assignment.pk), grounds(ids)
    return [
        Solved(
            item,
            RIGHT[Kind(item.question.kind)](item, keys[item.question.pk].solution),
            keys[item.question.pk].explanation,
            tuple(dict.fromkeys(each.claim.passage.section for each in found.get(item.question.pk, ()))),
            keys[item.question.pk].is_void,
        )
        for item in items
    ]


def _chosen(item: Item, solution: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(each.sign for each in item.left if each.code in solution["right"])


def _number(item: Item, solution: Mapping[str, Any]) -> tuple[str, ...]:
    value, tolerance = solution["value"], solution["tolerance"]
    return (f"{value} {item.question.unit}" + ("" if float(tolerance) == 0 else f" ± {tolerance}"),)


def _order(item: Item, solution: Mapping[str, Any]) -> tuple[str, ...]:
    signs = {each.code: each.sign for each in item.left}
    return tuple(signs[code] for code in solution["order"])


def _pairs(item: Item, solution: Mapping[str, Any]) -> tuple[str, ...]:
    signs = {each.code: each.sign for each in item.right}
    return tuple(signs[solution["pairs"][each.code]] for each in item.left)


def _labels(item: Item, _solution: Mapping[str, Any]) -> tuple[str, ...]:
    """What the editors labelled each sentence: to compare with, not to mark by."""
    signs = {each.code: each.sign for each in item.right}
    claims = [each.option.claim if each.option else None for each in item.left]
    return tuple(signs.get(claim.label, "") if claim else "" for claim in claims)


RIGHT: Mapping[Kind, Callable[[Item, Mapping[str, Any]], tuple[str, ...]]] = {
    Kind.SINGLE: _chosen,
    Kind.TRUE_FALSE: _chosen,
    Kind.MULTIPLE: _chosen,
    Kind.NUMERIC: _number,
    Kind.ORDERING: _order,
    Kind.MATCHING: _pairs,
    Kind.LABELLING: _labels,
}
