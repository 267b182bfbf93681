"""The answers of a choice in GIFT: which are right, and what of their weights is not ours."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from quiz.domain.kinds import Kind
from quiz.exchange.formats.gift.parts import FULL, Answer, answers_of
from quiz.exchange.formats.gift.texts import Piece, Source, unescaped
from quiz.exchange.formats.plain import Option, Question, words_of
from quiz.exchange.formats.rules import Rule

FEWEST = 2
# A third is written as 33.33333.
NEAR = Decimal("0.01")


def choice(source: Source, piece: Piece, asked: Question) -> Question:
    """The question as a choice: of one where an answer has the sign =, of several else, as Moodle has it.

    Raises NotRead: SYNTAX, TOO_FEW, NO_RIGHT, NO_TEXT, TOO_LONG.
    """
    answers = answers_of(source, piece)
    if len(answers) < FEWEST:
        raise source.refusal(Rule.TOO_FEW, piece.at)
    of_one = any(each.sign == "=" for each in answers)
    right = frozenset(_sufficient(source, answers) if of_one else _belonging(source, answers))
    if not right:
        raise source.refusal(Rule.NO_RIGHT, piece.at)
    options = tuple(_option(source, each, is_right=each in right) for each in answers)
    kind = Kind.SINGLE if of_one and len(right) == 1 else Kind.MULTIPLE
    return replace(asked, kind=kind, options=options)


def _option(source: Source, answer: Answer, *, is_right: bool) -> Option:
    text = source.said(answer.text)
    if not text:
        raise source.refusal(Rule.NO_TEXT, answer.at)
    return Option(text, is_right, source.said(answer.feedback))


def _sufficient(source: Source, answers: Sequence[Answer]) -> list[Answer]:
    """The right answers where one is chosen; others that earn or cost something are told."""
    right = [each for each in answers if each.weight == FULL]
    for each in answers:
        if each.weight not in {FULL, 0}:
            source.tell(Rule.PARTIAL if each.weight > 0 else Rule.WEIGHTS, each.at, each.words)
    if right[1:]:
        source.tell(Rule.ANY_RIGHT, right[1].at, words_of(unescaped(right[1].text.text)))
    return right


def _belonging(source: Source, answers: Sequence[Answer]) -> list[Answer]:
    """The right answers where several are chosen; other weights than ours (domain/scoring.py) are told."""
    right = [each for each in answers if each.weight > 0]
    wrong = len(answers) - len(right)
    odd = [
        each
        for each in answers
        if abs(each.weight - (FULL / len(right) if each.weight > 0 else -FULL / wrong)) > NEAR
    ]
    if right and odd:
        source.tell(Rule.WEIGHTS, odd[0].at, words_of(", ".join(f"{each.weight} %" for each in answers)))
    return right
