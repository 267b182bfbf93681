"""The answers of a numerical question in GIFT."""

import re
from collections.abc import Sequence
from dataclasses import replace

from quiz.domain.kinds import Kind
from quiz.domain.numbers import is_plain
from quiz.exchange.formats.gift.parts import FULL, Answer, answers_of
from quiz.exchange.formats.gift.texts import Piece, Source, unescaped
from quiz.exchange.formats.numbers import WRITTEN, middle, number_of, plain
from quiz.exchange.formats.plain import Question, words_of
from quiz.exchange.formats.rules import Rule

VALUE = re.compile(rf"({WRITTEN})(?:\s*:\s*({WRITTEN}))?")
DOTS = ".."
ANYTHING = "*"


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
    found = _range(source, answer, text) if DOTS in text else _near(source, answer, text)
    if found is None or not all(map(is_plain, found)):
        raise source.refusal(Rule.NOT_A_NUMBER, answer.at, words_of(text))
    return found


def _range(source: Source, answer: Answer, text: str) -> tuple[str, str] | None:
    low, _dots, high = text.partition(DOTS)
    first, last = number_of(low.strip()), number_of(high.strip())
    if first is None or last is None:
        return None
    if first > last:
        source.tell(Rule.RANGE, answer.at, text)
    return middle(first, last)


def _near(source: Source, answer: Answer, text: str) -> tuple[str, str] | None:
    found = VALUE.fullmatch(text)
    value, tolerance = map(plain, (found[1], found[2] or "0")) if found else (None, None)
    if value is None or tolerance is None:
        return None
    if tolerance.startswith("-"):
        source.tell(Rule.RANGE, answer.at, text)
    return value, tolerance.removeprefix("-")
