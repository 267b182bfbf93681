"""From rows to the domain's values and back: the only caller of scoring."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery

from quiz.bank.models import Option, Question
from quiz.bank.models.keys import AnswerKey
from quiz.domain.kinds import SORTING, Kind
from quiz.domain.responses import Shape
from quiz.domain.scoring import ChoiceKey, Key, NumberKey, OrderKey, PairsKey, score
from quiz.taking.models import Answer, Correction
from quiz.taking.models.keys import CorrectedKey


@dataclass(frozen=True, slots=True)
class Held:
    """The key that holds for a question in an assignment or outside any: the editors' or a corrected one."""

    solution: dict[str, Any]
    feedback: dict[str, dict[str, str]]
    explanation: str
    correction: Correction | None = None

    @property
    def is_full(self) -> bool:
        """Whether everybody gets the point."""
        return self.correction is not None and self.correction.is_full

    @property
    def is_void(self) -> bool:
        """Whether the question does not count."""
        return self.correction is not None and self.correction.is_void


def keys_for(question_ids: Collection[int], assignment_id: int | None) -> dict[int, Held]:
    """The keys that hold for these questions: 1 query, 2 where one was corrected.

    The latest correction of the assignment holds, else the latest for everybody, else the editors' key.
    """
    corrections = Correction.objects.filter(
        Q(assignment=None) | Q(assignment=assignment_id), question=OuterRef("question")
    ).order_by(F("assignment").asc(nulls_last=True), "-pk")
    keys = AnswerKey.objects.filter(question__in=question_ids).annotate(
        correction=Subquery(corrections.values("pk")[:1])
    )
    by_question = {key.question_id: key for key in keys}
    wanted = [key.correction for key in by_question.values() if key.correction]
    rows = CorrectedKey.objects.filter(pk__in=wanted).select_related("correction") if wanted else ()
    corrected = {row.correction.question_id: row for row in rows}
    return {pk: _held(key, corrected.get(pk)) for pk, key in by_question.items()}


def _held(key: AnswerKey, corrected: CorrectedKey | None) -> Held:
    if corrected is None:
        return Held(key.solution, key.feedback, key.explanation)
    correction = corrected.correction
    if corrected.solution == key.solution:
        return Held(key.solution, key.feedback, key.explanation, correction)
    # What the editors said of their key no longer fits; the correction gives its own reason.
    return Held(corrected.solution, {}, correction.reason, correction)


def shape_of(question: Question, options: Iterable[Option]) -> Shape:
    """What a response to the question may consist of."""
    kind = Kind(question.kind)
    listed = list(options)
    left = tuple(option.code for option in listed if option.side == Option.Side.LEFT)
    right = tuple(option.code for option in listed if option.side == Option.Side.RIGHT)
    return Shape(kind, left, tuple(label.value for label in SORTING) if kind is Kind.LABELLING else right)


def mark(answers: Iterable[Answer], assignment_id: int | None) -> None:
    """Set the points of these answers, of one assignment or of none, from their keys.

    1 query, 2 with corrections. Ungraded ones get none, and so do those whose question does not count.
    Nothing is stored.
    """
    graded = [answer for answer in answers if answer.question.is_graded]
    keys = keys_for([answer.question_id for answer in graded], assignment_id)
    for answer in graded:
        answer.points = points_of(answer, keys[answer.question_id])


def points_of(answer: Answer, key: Held) -> float | None:
    """What a graded answer earns by this key, 0 to 1; None where the question does not count."""
    kind = Kind(answer.question.kind)
    if key.is_void or key.is_full:
        return None if key.is_void else 1.0
    return score(kind, KEYS[kind](key.solution), answer.response)


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
