"""Choices and pairs, whatever the version: how options, their points and feedback become a question."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from quiz.domain.kinds import Kind
from quiz.exchange.formats.plain import Option, Pair, Question
from quiz.exchange.formats.qti.feedback import Said, explained, judged, spread
from quiz.exchange.formats.qti.keys import is_right_minus_wrong, of_one
from quiz.exchange.formats.qti.told import Told
from quiz.exchange.formats.rules import Rule

FEWEST = 2
# What the two options of a true/false question are called, here and elsewhere.
TRUTHS = {
    **dict.fromkeys(("true", "正しい", "正", "○", "はい"), True),
    **dict.fromkeys(("false", "誤り", "誤", "×", "正しくない", "間違い", "いいえ"), False),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Options by their identifiers, the points of those that have or cost some, and whether one is chosen.

    `is_partly` tells whether some of several right options earn some of the points; None where that is left
    to the program.
    """

    options: Mapping[str, Option]
    earned: Mapping[str, float]
    is_one: bool
    is_partly: bool | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """The rest of a question: its text, what is said after an answer, and where the options stand."""

    stem: str
    said: Sequence[Said]
    told: Told
    at: etree._Element


def choice(chosen: Chosen, around: Around) -> Question:
    """A single or multiple question. Raises NotRead: TOO_FEW, NO_RIGHT."""
    right, kind = _right(chosen, around)
    options = {
        name: replace(each, is_right=name in right) for name, each in _pinned(chosen.options, around).items()
    }
    fed, rest = spread(around.said, options)
    question = Question(kind, around.stem, options=tuple(fed.values()))
    return explained(question, rest, around.told)


def truth(chosen: Chosen, truths: Mapping[str, bool], around: Around) -> Question:
    """A true/false question; `truths` tells which option is which. Raises NotRead: NO_RIGHT."""
    right, _kind = _right(chosen, around)
    answer = truths[next(iter(right))]
    said = [replace(each, who=frozenset(_true(name, truths) for name in each.who)) for each in around.said]
    question, rest = judged(Question(Kind.TRUE_FALSE, around.stem, answer=answer), said)
    return explained(question, rest, around.told)


def truths_of(options: Mapping[str, Option]) -> dict[str, bool] | None:
    """Which option is true and which false, by their texts; None where they are no such two."""
    found = {name: TRUTHS.get(each.text.strip().rstrip(".。").lower()) for name, each in options.items()}
    truths = {name: value for name, value in found.items() if value is not None}
    return truths if len(found) == FEWEST and set(truths.values()) == {True, False} else None


def matching(
    lefts: Mapping[str, str], rights: Mapping[str, str], key: Iterable[tuple[str, str]], around: Around
) -> Question:
    """A matching question; the sides are exchanged where that gives each prompt its one choice.

    Raises NotRead: NO_RIGHT, TOO_FEW, and KIND where neither side has one for each.
    """
    pairs = [pair for pair in dict.fromkeys(key) if pair[0] in lefts and pair[1] in rights]
    if not pairs:
        raise around.told.stop(Rule.NO_RIGHT, at=around.at)
    if not _is_one_each(pairs, lefts):
        turned = [(right, left) for left, right in pairs]
        if not _is_one_each(turned, rights):
            raise _not_one_each(pairs, lefts, around)
        around.told.tell(Rule.READ_AS, Kind.MATCHING.value, around.at)
        lefts, rights, pairs = rights, lefts, turned
    own = dict(pairs)
    used = set(own.values())
    extra = {name: Option(text) for name, text in rights.items() if name not in used}
    fed, rest = spread(around.said, extra)
    made = tuple(Pair(text, rights[own[name]]) for name, text in lefts.items())
    _refuse_few(made, around)
    question = Question(Kind.MATCHING, around.stem, pairs=made, extra=tuple(fed.values()))
    return explained(question, rest, around.told)


def ordering(items: Sequence[str], around: Around) -> Question:
    """An ordering question of items in their order. Raises NotRead: TOO_FEW."""
    _refuse_few(items, around)
    question = Question(Kind.ORDERING, around.stem, items=tuple(items))
    return explained(question, around.said, around.told)


def _right(chosen: Chosen, around: Around) -> tuple[frozenset[str], Kind]:
    told = around.told
    _refuse_few(chosen.options, around)
    earned = {name: value for name, value in chosen.earned.items() if name in chosen.options}
    right, kind, rules = of_one(earned)
    if not chosen.is_one:
        right, kind = frozenset(name for name, value in earned.items() if value > 0), Kind.MULTIPLE
        is_ours = chosen.is_partly is None or (
            chosen.is_partly and is_right_minus_wrong(earned, chosen.options)
        )
        rules = () if is_ours else (Rule.WEIGHTS,)
    if not right:
        raise told.stop(Rule.NO_RIGHT, at=around.at)
    for rule in rules:
        told.tell(rule, ", ".join(f"{name} {value:g}" for name, value in earned.items()), around.at)
    return right, kind


def _refuse_few(answers: Collection[object], around: Around) -> None:
    if len(answers) < FEWEST:
        raise around.told.stop(Rule.TOO_FEW, str(len(answers)), around.at)


def _pinned(options: Mapping[str, Option], around: Around) -> Mapping[str, Option]:
    """The options; those that are fixed stay so where they stand last, for here they would be put last."""
    names = list(options)
    last = len(names)
    while last and options[names[last - 1]].is_pinned:
        last -= 1
    if last and not any(options[name].is_pinned for name in names[:last]):
        return options
    around.told.tell(Rule.SETTING, "fixed", around.at)
    kept = set(names[last:]) if last else set()
    return {name: replace(each, is_pinned=name in kept) for name, each in options.items()}


def _true(name: str, truths: Mapping[str, bool]) -> str:
    return str(truths[name]).lower() if name in truths else name


def _is_one_each(pairs: Sequence[tuple[str, str]], lefts: Mapping[str, str]) -> bool:
    return Counter(left for left, _right in pairs) == Counter(lefts.keys())


def _not_one_each(pairs: Sequence[tuple[str, str]], lefts: Mapping[str, str], around: Around) -> Exception:
    many = Counter(left for left, _right in pairs)
    words = ", ".join(f"{name} × {many[name]}" for name in lefts if many[name] != 1)
    return around.told.stop(Rule.KIND, f"{around.at.tag}: {words}", around.at)
