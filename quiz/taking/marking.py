"""From rows to the domain's values and back: the only caller of scoring."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from quiz.bank.models import Option, Question
from quiz.bank.models.keys import AnswerKey
from quiz.domain.kinds import SORTING, Kind
from quiz.domain.responses import Shape
from quiz.domain.scoring import ChoiceKey, Key, NumberKey, OrderKey, PairsKey, score
from quiz.taking.models import Answer


def shape_of(question: Question, options: Iterable[Option]) -> Shape:
    """What a response to the question may consist of."""
    kind = Kind(question.kind)
    listed = list(options)
    left = tuple(option.code for option in listed if option.side == Option.Side.LEFT)
    right = tuple(option.code for option in listed if option.side == Option.Side.RIGHT)
    return Shape(kind, left, tuple(label.value for label in SORTING) if kind is Kind.LABELLING else right)


def mark(answers: Iterable[Answer]) -> None:
    """Set the points of these answers from their keys (1 query); ungraded ones get none.

    Nothing is stored.
    """
    graded = [answer for answer in answers if answer.question.is_graded]
    keys = AnswerKey.objects.in_bulk([answer.question_id for answer in graded])
    for answer in graded:
        kind = Kind(answer.question.kind)
        answer.points = score(kind, KEYS[kind](keys[answer.question_id].solution), answer.response)


def _choice(solution: Mapping[str, Any]) -> Key:
    return ChoiceKey(frozenset(solution["right"]), frozenset(solution["wrong"]))


KEYS: Mapping[Kind, Callable[[Mapping[str, Any]], Key]] = {
    Kind.SINGLE: _choice,
    Kind.MULTIPLE: _choice,
    Kind.TRUE_FALSE: _choice,
    Kind.NUMERIC: lambda solution: NumberKey(Decimal(solution["value"]), Decimal(solution["tolerance"])),
    Kind.ORDERING: lambda solution: OrderKey(tuple(solution["order"])),
    Kind.MATCHING: lambda solution: PairsKey(solution["pairs"]),
}
