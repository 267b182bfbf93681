"""The answers of a GIFT question, parted at their signs and not understood yet."""

import re
from dataclasses import dataclass
from decimal import Decimal

from quiz.exchange.formats.gift.texts import Piece, Source, unescaped
from quiz.exchange.formats.plain import words_of
from quiz.exchange.formats.rules import Rule

FULL = Decimal(100)
SIGNS = re.compile(r"\\.|####|[~=#]", re.DOTALL)
WEIGHT = re.compile(r"\s*%(-?\d{1,3}(?:\.\d{0,9})?)%", re.ASCII)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its sign (= or ~), what it earns of 100, its text, what is said of it, where it stands."""

    sign: str
    weight: Decimal
    text: Piece
    feedback: Piece
    at: int

    @property
    def words(self) -> str:
        """What it earns, and the first of its words."""
        return f"{self.weight} % {words_of(unescaped(self.text.text))}"


def signs_of(text: str) -> list[tuple[str, int]]:
    """The signs that are not escaped (~ = # ####), and where they stand."""
    return [(each[0], each.start()) for each in SIGNS.finditer(text) if each[0][0] != "\\"]


def general_of(piece: Piece) -> tuple[Piece, Piece]:
    """What is between the braces without the general feedback, and that."""
    at = max((at for sign, at in signs_of(piece.text) if sign == "####"), default=len(piece.text))
    return piece.parted(0, at).trimmed(), piece.parted(at + 4)


def fed(piece: Piece) -> tuple[Piece, Piece]:
    """What stands before the first #, and the feedback after it."""
    at = next((at for sign, at in signs_of(piece.text) if sign[0] == "#"), len(piece.text))
    return piece.parted(0, at).trimmed(), piece.parted(at + 1)


def parted(source: Source, piece: Piece, signs: str, first: str = "") -> list[tuple[str, Piece]]:
    """What follows each of the signs, with the sign; `first` is that of what stands before any.

    Raises NotRead: SYNTAX where something stands there and has none.
    """
    found = [(sign, at) for sign, at in signs_of(piece.text) if sign in signs]
    ends = [at for _sign, at in found] + [len(piece.text)]
    parts = [(sign, piece.parted(at + 1, end)) for (sign, at), end in zip(found, ends[1:], strict=True)]
    before = piece.parted(0, ends[0]).trimmed()
    if before.text and not first:
        raise source.refusal(Rule.SYNTAX, before.at, words_of(before.text))
    return [(first, before), *parts] if before.text else parts


def answers_of(source: Source, piece: Piece, first: str = "") -> list[Answer]:
    """The answers. Raises NotRead: SYNTAX."""
    return [_answer(source, sign, part) for sign, part in parted(source, piece, "~=", first)]


def _answer(source: Source, sign: str, part: Piece) -> Answer:
    weight = FULL if sign == "=" else Decimal(0)
    at = part.at
    if found := WEIGHT.match(part.text):
        weight, part = Decimal(found[1]), part.parted(found.end())
    if abs(weight) > FULL:
        raise source.refusal(Rule.SYNTAX, at, f"{weight} %")
    text, feedback = fed(part)
    return Answer(sign, weight, text, feedback, at)
