"""The answers of a numerical question in GIFT."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, localcontext

from quiz.domain.kinds import Kind
from quiz.exchange.formats.gift.parts import FULL, Answer, answers_of
from quiz.exchange.formats.gift.texts import Piece, Source, unescaped
from quiz.exchange.formats.plain import Question, words_of
from quiz.exchange.formats.rules import Rule

NUMBER = r"[+-]?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][+-]?[0-9]{1,2})?"
VALUE = re.compile(rf"({NUMBER})(?:\s*:\s*({NUMBER}))?")
RANGE = re.compile(rf"({NUMBER})\s*\.\.\s*({NUMBER})")
AS_WE_DO = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
ANYTHING = "*"
# More than the longest numbers have, so that halving a range is exact.
DIGITS = 300


def numeric(source: Source, piece: Piece, asked: Question) -> Question:
    """The question as a number with its tolerance; other answers are told, what is said of any of them goes
    into the explanation. Raises NotRead: NO_ANSWER, NO_RIGHT, NOT_A_NUMBER, SYNTAX, TOO_LONG.
    """
    answers = answers_of(source, piece.parted(1), first="=")
    if not answers:
        raise source.refusal(Rule.NO_ANSWER, piece.at)
    right = next((each for each in answers if each.weight == FULL), None)
    if right is None:
        raise source.refusal(Rule.NO_RIGHT, piece.at)
    for each in answers:
        if each is not right and each.text.text not in {"", ANYTHING}:
            source.tell(Rule.MORE_ANSWERS, each.at, each.words)
    value, tolerance = _value(source, right)
    explanation = "\n\n".join(filter(None, [asked.explanation, *_moved(source, answers)]))
    return replace(asked, kind=Kind.NUMERIC, answer=value, tolerance=tolerance, explanation=explanation)


def _moved(source: Source, answers: Sequence[Answer]) -> list[str]:
    said = [(source.said(each.feedback), each.feedback.trimmed()) for each in answers]
    for text, piece in said:
        if text:
            source.tell(Rule.FEEDBACK_MOVED, piece.at, words_of(unescaped(piece.text)))
    return [text for text, _piece in said]


def _value(source: Source, answer: Answer) -> tuple[str, str]:
    """The number and how far off one may be. Raises NotRead: NOT_A_NUMBER."""
    text = unescaped(answer.text.text)
    if found := RANGE.fullmatch(text):
        low, high = sorted(map(Decimal, found.groups()))
        if low != Decimal(found[1]):
            source.tell(Rule.RANGE, answer.at, text)
        with localcontext(prec=DIGITS):
            return _plain((low + high) / 2), _plain((high - low) / 2)
    if found := VALUE.fullmatch(text):
        tolerance = _as_we_do(found[2] or "0")
        if tolerance.startswith("-"):
            source.tell(Rule.RANGE, answer.at, text)
        return _as_we_do(found[1]), tolerance.removeprefix("-")
    raise source.refusal(Rule.NOT_A_NUMBER, answer.at, words_of(text))


def _as_we_do(number: str) -> str:
    """A plain decimal number; one that is already plain stays as it stands."""
    return number if AS_WE_DO.fullmatch(number) else _plain(Decimal(number))


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
