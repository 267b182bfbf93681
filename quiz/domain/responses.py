"""What counts as a response to a question: its canonical form, or a named refusal."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from quiz.domain.kinds import Kind

Response: TypeAlias = str | list[str] | dict[str, str]
LONGEST = 200
MOST_DIGITS = 15
# Minus signs that NFKC leaves alone.
MINUS = str.maketrans({"\u2212": "-", "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-"})
NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a question offers: its codes, and for matching and labelling what they may be given."""

    kind: Kind
    codes: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


class Refusal(StrEnum):
    """Why a response was not taken."""

    EMPTY = "empty"
    WRONG_TYPE = "wrong_type"
    UNKNOWN_OPTION = "unknown_option"
    REPEATED_OPTION = "repeated_option"
    INCOMPLETE = "incomplete"
    NOT_A_NUMBER = "not_a_number"
    TOO_LONG = "too_long"


class BadResponse(ValueError):
    """The response cannot be read; nothing of it is kept. `where` names the part, "" for the whole."""

    def __init__(self, refusal: Refusal, where: str = "") -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.where = where


def check_response(shape: Shape, raw: object) -> Response:
    """The canonical form of a response; checking it again gives the same. Raises BadResponse."""
    return READ[shape.kind](shape, raw)


def read_number(text: object) -> Decimal:
    """The number somebody typed: full-width digits and signs, thousands separators and blanks are understood.

    Raises BadResponse for anything else (exponents, other bases, more than 15 digits, no number).
    """
    plain = unicodedata.normalize("NFKC", _text(text)).translate(MINUS).replace(" ", "")
    if not plain:
        raise BadResponse(Refusal.EMPTY)
    if not NUMBER.fullmatch(plain):
        raise BadResponse(Refusal.NOT_A_NUMBER)
    if sum(sign.isdigit() for sign in plain) > MOST_DIGITS:
        raise BadResponse(Refusal.TOO_LONG)
    return Decimal(plain.replace(",", ""))


def _text(raw: object) -> str:
    if type(raw) is not str:
        raise BadResponse(Refusal.WRONG_TYPE)
    if len(raw) > LONGEST:
        raise BadResponse(Refusal.TOO_LONG)
    return raw


def _code(raw: object, known: tuple[str, ...], where: str = "") -> str:
    code = _text(raw)
    if not code:
        raise BadResponse(Refusal.EMPTY, where)
    if code not in known:
        raise BadResponse(Refusal.UNKNOWN_OPTION, where)
    return code


def _one(shape: Shape, raw: object) -> Response:
    return _code(raw, shape.codes)


def _codes(shape: Shape, raw: object) -> list[str]:
    if type(raw) is not list:
        raise BadResponse(Refusal.WRONG_TYPE)
    if not raw:
        raise BadResponse(Refusal.EMPTY)
    if len(raw) > len(shape.codes):
        raise BadResponse(Refusal.REPEATED_OPTION)
    codes = [_code(item, shape.codes) for item in raw]
    if len(set(codes)) < len(codes):
        raise BadResponse(Refusal.REPEATED_OPTION)
    return codes


def _several(shape: Shape, raw: object) -> Response:
    return sorted(_codes(shape, raw), key=shape.codes.index)


def _order(shape: Shape, raw: object) -> Response:
    codes = _codes(shape, raw)
    if len(codes) < len(shape.codes):
        raise BadResponse(Refusal.INCOMPLETE)
    return codes


def _number(_shape: Shape, raw: object) -> Response:
    number = read_number(raw)
    plain = f"{number:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if number == 0 else plain


def _given(shape: Shape, raw: object) -> Response:
    if type(raw) is not dict:
        raise BadResponse(Refusal.WRONG_TYPE)
    if not raw:
        raise BadResponse(Refusal.EMPTY)
    if len(raw) > len(shape.codes):
        raise BadResponse(Refusal.UNKNOWN_OPTION)
    given = {_code(code, shape.codes): target for code, target in raw.items()}
    return {code: _code(given[code], shape.targets, code) for code in shape.codes if code in given}


READ: Mapping[Kind, Callable[[Shape, object], Response]] = {
    Kind.SINGLE: _one,
    Kind.TRUE_FALSE: _one,
    Kind.MULTIPLE: _several,
    Kind.NUMERIC: _number,
    Kind.ORDERING: _order,
    Kind.MATCHING: _given,
    Kind.LABELLING: _given,
}
