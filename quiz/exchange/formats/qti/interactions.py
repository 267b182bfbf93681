"""Items of QTI 2 and 3 as questions, by their interaction."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from lxml import etree

from quiz.domain.kinds import Kind
from quiz.exchange.formats.plain import Option, Question
from quiz.exchange.formats.qti.choices import Around, Chosen, choice, matching, ordering, truth, truths_of
from quiz.exchange.formats.qti.entries import entry
from quiz.exchange.formats.qti.item import Item, item_of
from quiz.exchange.formats.qti.points import is_mapped, of_options, of_pairs, tell_points
from quiz.exchange.formats.qti.processing import Who
from quiz.exchange.formats.qti.told import Told, identified
from quiz.exchange.formats.rules import Rule

SIDES = 2


def question_of(root: etree._Element, told: Told) -> Question:
    """The question of an item whose names are bare. Raises NotRead."""
    item = item_of(root, told)
    understood = KINDS.get(str(item.interaction.tag))
    if understood is None:
        raise told.stop(Rule.KIND, str(item.interaction.tag), item.interaction)
    question = understood(item)
    tell_points(item)
    return question


def _choice(item: Item) -> Question:
    options = {name: Option(text, is_pinned=fixed) for name, (text, fixed) in _choices(item).items()}
    most = item.interaction.get("maxChoices", "1")
    is_one = item.declaration.get("cardinality") != "multiple" or most == "1"
    _tell_settings(item, is_any=is_one or most in {"0", str(len(options))})
    chosen = Chosen(options, of_options(item, options, is_one=is_one), is_one, is_mapped(item))
    around = _around(item)
    truths = truths_of(options) if {name.lower() for name in options} == {"true", "false"} else None
    return truth(chosen, truths, around) if is_one and truths else choice(chosen, around)


def _order(item: Item) -> Question:
    choices = _choices(item)
    items = {name: text for name, (text, _fixed) in choices.items()}
    if any(fixed for _text, fixed in choices.values()):
        item.told.tell(Rule.SETTING, "fixed", item.interaction)
    order = tuple(dict.fromkeys(name for name in item.correct if name in items))
    if not order:
        raise item.told.stop(Rule.NO_RIGHT, at=item.interaction)
    if len(order) != len(items):
        raise item.told.stop(Rule.KIND, f"orderInteraction: {len(order)} / {len(items)}", item.interaction)
    return ordering([items[name] for name in order], _around(item))


def _match(item: Item) -> Question:
    sets = [_associable(item, each) for each in item.interaction.iterfind("simpleMatchSet")]
    if len(sets) != SIDES:
        raise item.told.stop(Rule.SYNTAX, "simpleMatchSet", item.interaction)
    key = [pair if pair[0] in sets[0] else (pair[1], pair[0]) for pair in of_pairs(item)]
    _tell_settings(item)
    around = _around(item)
    # A feedback on a right-hand side is shown by the pairs in which it stands.
    said = [replace(each, who=_rights(each.who)) for each in around.said]
    return matching(sets[0], sets[1], key, replace(around, said=said))


def _rights(who: Who) -> Who:
    return frozenset(each.split()[-1] if " " in each else each for each in who)


def _associate(item: Item) -> Question:
    """What is associated has no sides: the first of each pair becomes the prompt."""
    choices, key = _associable(item, item.interaction), of_pairs(item)
    first = {left for left, _right in key}
    lefts = {name: text for name, text in choices.items() if name in first}
    rights = {name: text for name, text in choices.items() if name not in first}
    item.told.tell(Rule.READ_AS, Kind.MATCHING.value, item.interaction)
    _tell_settings(item)
    return matching(lefts, rights, key, _around(item))


def _choices(item: Item) -> dict[str, tuple[str, bool]]:
    """The text of each choice by its identifier, and whether it is fixed to its place."""
    found = identified(item.interaction.iter("simpleChoice"), "identifier", item.told)
    return {name: (item.told.inside(each), each.get("fixed") == "true") for name, each in found.items()}


def _associable(item: Item, within: etree._Element) -> dict[str, str]:
    found = identified(within.iter("simpleAssociableChoice"), "identifier", item.told)
    return {name: item.told.inside(each) for name, each in found.items()}


def _around(item: Item) -> Around:
    return Around(item.stem(), item.said, item.told, item.interaction)


def _tell_settings(item: Item, *, is_any: bool = True) -> None:
    """Tell what limits a choice there and not here; `is_any` is whether any number may be chosen."""
    given = item.interaction.attrib
    if given.get("shuffle") == "false":
        item.told.tell(Rule.SETTING, "shuffle=false", item.interaction)
    if not is_any:
        item.told.tell(Rule.SETTING, f"maxChoices={given.get('maxChoices')}", item.interaction)
    if given.get("minChoices", "0") not in {"0", "1"}:
        item.told.tell(Rule.SETTING, f"minChoices={given.get('minChoices')}", item.interaction)


KINDS: Mapping[str, Callable[[Item], Question]] = {
    "choiceInteraction": _choice,
    "orderInteraction": _order,
    "matchInteraction": _match,
    "associateInteraction": _associate,
    "textEntryInteraction": entry,
}
