"""Response conditions of QTI 1.2: what earns points, and when a feedback is shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from quiz.exchange.formats.qti.keys import points_of
from quiz.exchange.formats.qti.processing import EVERYBODY, NOBODY, RIGHT, WRONG, Who
from quiz.exchange.formats.qti.told import text_of

# Feedback that Canvas shows to all, to who answers rightly and to who answers wrongly.
CANVAS = {"general_fb": EVERYBODY, "correct_fb": RIGHT, "general_incorrect_fb": WRONG}
# And to who chooses an option, whose identifier stands before it.
OF_ONE = "_fb"
ADDING = {"Add", "Subtract"}
EVEN_ZERO = {"vargte", "varlte", "vargt", "varlt"}


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition: what it asks, the points that it gives, whether they are added, what it shows."""

    asked: etree._Element
    points: float
    is_added: bool
    shows: tuple[str, ...]
    is_first: bool

    def answers(self) -> tuple[tuple[str, str], ...]:
        """What has to be answered, as response and value, in the order of their index where they have one."""
        found = [each for each in self.asked.iter("varequal") if not _is_denied(each)]
        found.sort(key=lambda each: int(points_of(each.get("index"))))
        return tuple((each.get("respident", ""), text_of(each)) for each in found)

    def is_any(self) -> bool:
        """Whether one of the answers is enough."""
        return self.asked.find("and") is None

    def who(self) -> Who:
        """Who meets it."""
        inside = list(self.asked)
        if not inside or inside[0].tag == "other":
            return EVERYBODY if self.is_first else WRONG
        if any(True for _each in self.asked.iter("not", *EVEN_ZERO)):
            return RIGHT if self.points > 0 else NOBODY
        values = [value for _response, value in self.answers()]
        if len(values) > 1 and not self.is_any():
            return RIGHT if self.points > 0 else NOBODY
        return frozenset(values)


def conditions(item: etree._Element) -> tuple[Condition, ...]:
    """The conditions of an item, in their order."""
    found: list[Condition] = []
    for each in item.iter("respcondition"):
        asked = each.find("conditionvar")
        points, is_added = _points(each)
        shows = tuple(link.get("linkrefid", "") for link in each.iter("displayfeedback"))
        empty = etree.Element("conditionvar")
        found.append(Condition(empty if asked is None else asked, points, is_added, shows, not found))
    return tuple(found)


def showing(found: tuple[Condition, ...]) -> dict[str, list[Who]]:
    """Who sees what conditions show, by its name."""
    shown: dict[str, list[Who]] = {}
    for each in found:
        for name in each.shows:
            shown.setdefault(name, []).append(each.who())
    return shown


def sees(name: str, shown: Mapping[str, list[Who]]) -> Who:
    """Who sees the feedback of this name."""
    if name in CANVAS:
        return CANVAS[name]
    if name.endswith(OF_ONE):
        return frozenset({name.removesuffix(OF_ONE)})
    seen = shown.get(name, [])
    return NOBODY.union(*seen) if all(seen) else NOBODY


def _points(condition: etree._Element) -> tuple[float, bool]:
    """The points of a condition, and whether they are added to others."""
    for each in condition.iter("setvar"):
        if each.get("varname", "SCORE").upper().endswith("SCORE"):
            sign = -1 if each.get("action") == "Subtract" else 1
            return sign * points_of(each.text), each.get("action") in ADDING
    return 0.0, False


def _is_denied(element: etree._Element) -> bool:
    return next(element.iterancestors("not"), None) is not None
