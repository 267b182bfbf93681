"""What stands between the braces of a GIFT question, by its kind."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from quiz.domain.kinds import Kind
from quiz.exchange.formats.gift.choices import choice
from quiz.exchange.formats.gift.numbers import numeric
from quiz.exchange.formats.gift.parts import fed, general_of, parted, signs_of
from quiz.exchange.formats.gift.texts import Piece, Source
from quiz.exchange.formats.plain import Option, Pair, Question, words_of
from quiz.exchange.formats.rules import Rule

TRUTH = re.compile(r"(TRUE|T|FALSE|F)\s*(?:#|\Z)")
ARROW = "->"
FEWEST = 2


def answered(source: Source, piece: Piece, asked: Question) -> Question:
    """The question that was asked with its kind, its answers and its explanation. Raises NotRead: KIND, and
    what its answers lack.
    """
    answers, general = general_of(piece)
    kind = _kind(answers.text)
    if kind not in READERS:
        raise source.refusal(Rule.KIND, piece.at, kind)
    return READERS[kind](source, answers, replace(asked, explanation=source.said(general)))


def _kind(text: str) -> str:
    """The kind of question that these answers make, as Moodle calls it."""
    if not text:
        return "essay"
    if TRUTH.match(text):
        return "truefalse"
    if text.startswith("#"):
        return "numerical"
    signs = {sign for sign, _at in signs_of(text)}
    if "~" in signs:
        return "multichoice"
    return "match" if "=" in signs and ARROW in text else "shortanswer"


def _truth(source: Source, piece: Piece, asked: Question) -> Question:
    word, rest = fed(piece)
    wrong, right = fed(rest)
    return replace(
        asked,
        kind=Kind.TRUE_FALSE,
        answer=word.text in {"T", "TRUE"},
        feedback=source.said(wrong),
        feedback_right=source.said(right),
    )


def _match(source: Source, piece: Piece, asked: Question) -> Question:
    sides = [_sides(source, part.trimmed()) for _sign, part in parted(source, piece, "=")]
    pairs = tuple(Pair(left, right) for left, right in sides if left)
    if len(pairs) < FEWEST:
        raise source.refusal(Rule.TOO_FEW, piece.at)
    extra = tuple(Option(right) for left, right in sides if not left)
    return replace(asked, kind=Kind.MATCHING, pairs=pairs, extra=extra)


def _sides(source: Source, piece: Piece) -> tuple[str, str]:
    """A prompt and what belongs to it, which is plain text whatever the format of the question."""
    at = piece.text.find(ARROW)
    if at < 0:
        raise source.refusal(Rule.SYNTAX, piece.at, words_of(piece.text))
    left = source.said(piece.parted(0, at))
    right = source.said(piece.parted(at + len(ARROW)), "plain")
    if not right:
        raise source.refusal(Rule.NO_TEXT, piece.at)
    return left, right


READERS: Mapping[str, Callable[[Source, Piece, Question], Question]] = {
    "multichoice": choice,
    "truefalse": _truth,
    "match": _match,
    "numerical": numeric,
}
