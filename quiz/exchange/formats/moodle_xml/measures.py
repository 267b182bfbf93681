"""Numerical questions: a number, how far off one may be, and its unit."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from lxml import etree

from quiz.domain.kinds import Kind
from quiz.exchange.formats.moodle_xml.answers import WHOLE, Answer, answers_of, fractions
from quiz.exchange.formats.moodle_xml.numbers import plain
from quiz.exchange.formats.moodle_xml.texts import Reading, source
from quiz.exchange.formats.plain import NotRead, Question, words_of
from quiz.exchange.formats.rules import Rule

# Whatever else is answered.
ANYTHING = "*"


def numeric(seen: Reading, base: Question) -> Question:
    """A numerical question: the first answer that earns all points.

    Raises NotRead: NO_RIGHT, NOT_A_NUMBER, SYNTAX, TOO_LONG.
    """
    answers = answers_of(seen)
    right = next((each for each in answers if each.fraction >= WHOLE), None)
    if right is None:
        raise NotRead(seen.note(Rule.NO_RIGHT, seen.root, fractions(answers)))
    value = _number(seen, right.at, right.said)
    tolerance = _number(seen, right.at, right.at.findtext("tolerance") or "0")
    for each in answers:
        if each is not right and (each.fraction or each.said != ANYTHING):
            seen.tell(Rule.MORE_ANSWERS, each.at, _words(each))
        seen.move(each.feedback)
    # Moodle takes a tolerance without its sign.
    return replace(base, kind=Kind.NUMERIC, answer=value, tolerance=tolerance.lstrip("-"), unit=_unit(seen))


def _number(seen: Reading, at: etree._Element, said: str) -> str:
    said = said.strip()
    value = plain(said)
    if value is None:
        raise NotRead(seen.note(Rule.NOT_A_NUMBER, at, words_of(said)))
    if value != said:
        seen.tell(Rule.READ_AS, at, f"{words_of(said)} → {value}")
    return value


def _words(answer: Answer) -> str:
    tolerance = (answer.at.findtext("tolerance") or "0").strip()
    return words_of(f"{answer.said} ± {tolerance}: {answer.fraction:f} %")


def _unit(seen: Reading) -> str:
    """The unit in which the answer is told; of others it is told that they count no more."""
    units = list(_units(seen.root))
    if not units:
        return ""
    chosen = next((each for each in units if each[1] == 1), units[0])
    for unit, factor, at in units:
        if (unit, factor, at) != chosen or factor != 1:
            seen.tell(Rule.UNIT, at, words_of(f"{unit} × {factor:f}"))
    return chosen[0]


def _units(root: etree._Element) -> Iterator[tuple[str, Decimal, etree._Element]]:
    for each in root.iterfind("units/unit"):
        name = each.find("unit_name")
        unit = "" if name is None else source(name)
        if unit:
            yield unit, Decimal(plain(each.findtext("multiplier") or "1") or "1"), each
