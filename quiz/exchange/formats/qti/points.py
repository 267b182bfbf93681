"""What an item of QTI 2 or 3 gives points for."""

from collections.abc import Iterable, Mapping

from quiz.exchange.formats.qti.item import Item
from quiz.exchange.formats.qti.keys import CLOSE, is_even, points_of
from quiz.exchange.formats.qti.processing import answers_of, template
from quiz.exchange.formats.qti.told import text_of
from quiz.exchange.formats.rules import Rule

PAIR = 2


def is_mapped(item: Item) -> bool:
    """Whether the points come from the mapping, and so in parts."""
    if not item.mapping:
        return False
    rules = item.root.find("responseProcessing")
    if rules is None or not item.correct:
        return True
    return template(item.root) == "map_response" or rules.find(".//mapResponse") is not None


def of_options(item: Item, options: Iterable[str], *, is_one: bool) -> dict[str, float]:
    """The points of each option that has or costs some: by mapping, correct response or conditions."""
    correct = dict.fromkeys(item.correct, 1.0)
    if is_mapped(item):
        # The correct response says which option is right; with a mapping, others may earn something too.
        most = max((0.0, *item.mapping.values()))
        return {**item.mapping, **(dict.fromkeys(correct, most) if is_one and most else {})}
    return correct or _by_conditions(item, set(options))


def of_pairs(item: Item) -> list[tuple[str, str]]:
    """The pairs that are right; told where parts of them are worth something else than here."""
    earned = {key: value for key, value in item.mapping.items() if value > 0}
    key = item.correct or tuple(earned)
    if not key:
        key = tuple(_by_conditions(item, None))
    if not is_mapped(item) or set(earned) != set(key) or not is_even([*earned.values()]):
        item.told.tell(Rule.WEIGHTS, _listed(earned), item.interaction)
    found = (each.split() for each in key)
    return [(each[0], each[1]) for each in found if len(each) == PAIR]


def tell_points(item: Item) -> None:
    """Tell what the question is worth, where that is not one point."""
    worth = _worth(item)
    if worth and abs(worth - 1) > CLOSE:
        item.told.tell(Rule.POINTS, f"{worth:g}", item.root)


def _by_conditions(item: Item, options: set[str] | None) -> dict[str, float]:
    earned: dict[str, float] = {}
    for each in item.settings:
        asked = [name for name in answers_of(each) if options is None or name in options]
        if each.points > 0:
            for name in asked:
                earned[name] = max(each.points / len(asked), earned.get(name, 0.0))
    return earned


def _worth(item: Item) -> float:
    for each in item.root.iterfind("outcomeDeclaration"):
        name = each.get("identifier", "").upper()
        if name == "MAXSCORE" and (value := each.find("defaultValue/value")) is not None:
            return points_of(text_of(value))
        if name == "SCORE" and each.get("normalMaximum"):
            return points_of(each.get("normalMaximum"))
    if is_mapped(item):
        mapping = item.declaration.find("mapping")
        limit = None if mapping is None else mapping.get("upperBound")
        return points_of(limit) if limit else _whole(item)
    return max((each.points for each in item.settings), default=0.0)


def _whole(item: Item) -> float:
    earned = [value for value in item.mapping.values() if value > 0]
    return sum(earned) if item.declaration.get("cardinality") == "multiple" else max(earned, default=0.0)


def _listed(earned: Mapping[str, float]) -> str:
    return ", ".join(f"{key} {value:g}" for key, value in earned.items())
