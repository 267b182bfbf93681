"""A quiz on paper: its questions with lettered options, and what its answer sheet has room for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_uppercase

from quiz.bank.models import Option, Question
from quiz.bank.queries import options_of
from quiz.classroom.models import Assignment
from quiz.domain.kinds import SORTING, Kind
from quiz.taking.sheets import Choice, in_order
from quiz.web.templatetags.ui import LABELS


class Style(StrEnum):
    """How a question is answered on paper."""

    ONE = "one"
    SOME = "some"
    NUMBER = "number"
    ORDER = "order"
    PAIRS = "pairs"


STYLES: Mapping[Kind, Style] = {
    Kind.SINGLE: Style.ONE,
    Kind.TRUE_FALSE: Style.ONE,
    Kind.MULTIPLE: Style.SOME,
    Kind.NUMERIC: Style.NUMBER,
    Kind.ORDERING: Style.ORDER,
    Kind.MATCHING: Style.PAIRS,
    Kind.LABELLING: Style.PAIRS,
}


@dataclass(frozen=True, slots=True)
class Printed:
    """An option as it is printed: its letter, or the number of what is given a letter."""

    sign: str
    code: str
    text: str
    option: Option | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A question as it is printed."""

    number: int
    question: Question
    style: Style
    left: tuple[Printed, ...]
    right: tuple[Printed, ...]

    @property
    def boxes(self) -> tuple[str, ...]:
        """What stands in its line of the answer sheet: letters to mark, or numbers of boxes to fill."""
        if self.style is Style.ORDER:
            return tuple(str(place) for place in range(1, len(self.left) + 1))
        return tuple(each.sign for each in self.left)


def items_of(assignment: Assignment) -> list[Item]:
    """The questions of an assignment as they are printed: 2 queries.

    Options are mixed once for the assignment: a sheet and its key have the same letters, and the editors' own
    order tells nothing.
    """
    places = list(assignment.quiz.places.select_related("question")) if assignment.quiz else []
    options = options_of([place.question_id for place in places])
    return [
        _item(place.number, place.question, options.get(place.question_id, []), assignment.pk)
        for place in places
    ]


def _item(number: int, question: Question, options: Sequence[Option], seed: int) -> Item:
    style = STYLES[Kind(question.kind)]
    left, right = in_order(question, options, seed)
    numbers = [str(place) for place in range(1, len(left) + 1)]
    signs: Iterable[str] = numbers if style is Style.PAIRS else ascii_uppercase
    given = _labels() if question.kind == Kind.LABELLING else _printed(right, ascii_uppercase)
    return Item(number, question, style, _printed(left, signs), given)


def _printed(choices: Iterable[Choice], signs: Iterable[str]) -> tuple[Printed, ...]:
    pairs = zip(choices, signs, strict=False)
    return tuple(
        Printed(sign, choice.option.code, choice.option.text, choice.option) for choice, sign in pairs
    )


def _labels() -> tuple[Printed, ...]:
    pairs = zip(SORTING, ascii_uppercase, strict=False)
    return tuple(
        Printed(sign, label.value, f"{LABELS[label.value][0]} {LABELS[label.value][1]}")
        for label, sign in pairs
    )
