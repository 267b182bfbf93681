"""Response processing of QTI 2 and 3: what earns points, and when a feedback is shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from quiz.exchange.formats.qti.keys import points_of
from quiz.exchange.formats.qti.told import text_of

# Who is meant: those who gave these answers, or one of these; nobody known where it is empty.
Who: TypeAlias = frozenset[str]
EVERYBODY: Who = frozenset({"\0everybody"})
RIGHT: Who = frozenset({"\0right"})
WRONG: Who = frozenset({"\0wrong"})
NOBODY: Who = frozenset()
# Who gave no answer: all others are as good as everybody.
SILENT: Who = frozenset({"\0silent"})
BRANCHES = ("responseIf", "responseElseIf")
NOT_A_SCORE = ("MAX", "MIN")


@dataclass(frozen=True, slots=True)
class Setting:
    """That an outcome is set: to what, and for whom (`who`), by which conditions (`when`)."""

    outcome: str
    to: etree._Element
    who: Who
    when: tuple[etree._Element, ...]

    @property
    def points(self) -> float:
        """How many points are given; 0 where it is no score."""
        name = self.outcome.upper()
        if "SCORE" not in name or name.startswith(NOT_A_SCORE):
            return 0.0
        return max((points_of(value.text) for value in _values(self.to)), default=0.0)


def settings(root: etree._Element) -> tuple[Setting, ...]:
    """All that the response processing of an item sets."""
    rules = root.find("responseProcessing")
    return () if rules is None else tuple(_settings(rules, (), EVERYBODY))


def template(root: etree._Element) -> str:
    """The name of the standard template that an item uses; empty where it uses none."""
    rules = root.find("responseProcessing")
    name = "" if rules is None else rules.get("template", "")
    return name.rpartition("/")[2].removesuffix(".xml")


def answers_of(setting: Setting) -> tuple[str, ...]:
    """The answers that are asked for where this is set; those that must not be given are not among them."""
    found = (each for condition in setting.when for each in _asked(condition))
    return tuple(dict.fromkeys(found))


def shown(settings: Iterable[Setting]) -> dict[tuple[str, str], Who]:
    """Who sees a feedback, by the outcome and the identifier that show it, where a condition says so."""
    found: dict[tuple[str, str], Who] = {}
    for each in settings:
        if "SCORE" in each.outcome.upper():
            continue
        for value in _values(each.to):
            key = (each.outcome, text_of(value))
            found[key] = found.get(key, NOBODY) | each.who
    return found


def _settings(rules: etree._Element, when: tuple[etree._Element, ...], who: Who) -> Iterator[Setting]:
    for each in rules:
        if each.tag == "setOutcomeValue" and len(each):
            yield Setting(each.get("identifier", ""), each[0], who, when)
        elif each.tag == "responseCondition":
            yield from _branches(each, when, who)


def _branches(condition: etree._Element, when: tuple[etree._Element, ...], who: Who) -> Iterator[Setting]:
    before: list[Who] = []
    for branch in condition:
        if branch.tag in BRANCHES and len(branch):
            asked = _who(branch[0])
            before.append(asked)
            yield from _settings(branch, (*when, branch[0]), _both(who, asked))
        elif branch.tag == "responseElse":
            yield from _settings(branch, when, _both(who, _others(before)))


def _both(outer: Who, inner: Who) -> Who:
    if outer == EVERYBODY:
        return inner
    return outer if inner == EVERYBODY else NOBODY


def _others(before: list[Who]) -> Who:
    others = {RIGHT: WRONG, WRONG: RIGHT, SILENT: EVERYBODY}
    return others.get(before[0], NOBODY) if len(before) == 1 else NOBODY


def _who(condition: etree._Element) -> Who:
    """Who meets a condition."""
    inside = list(condition)
    match condition.tag:
        case "isNull":
            return SILENT
        case "match" | "member" | "equal" | "stringMatch":
            given = frozenset(text_of(each) for each in inside if each.tag == "baseValue")
            return RIGHT if any(each.tag == "correct" for each in inside) else given
        case "or":
            found = [_who(each) for each in inside]
            return NOBODY.union(*found) if all(found) else NOBODY
        case "and" | "not" if len(inside) == 1:
            found = [_who(inside[0])]
            return found[0] if condition.tag == "and" else _others(found)
    return NOBODY


def _asked(condition: etree._Element) -> Iterator[str]:
    if condition.tag in {"match", "member", "stringMatch", "equal"}:
        yield from (text_of(each) for each in condition if each.tag == "baseValue")
    elif condition.tag in {"and", "or", "multiple", "ordered"}:
        for each in condition:
            yield from _asked(each)


def _values(expression: etree._Element) -> Iterator[etree._Element]:
    yield from expression.iter("baseValue")
