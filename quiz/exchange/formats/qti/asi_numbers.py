"""Numbers that QTI 1.2 accepts as an answer."""

from collections.abc import Iterable

from lxml import etree

from quiz.exchange.formats.numbers import digits, middle
from quiz.exchange.formats.qti.asi_conditions import Condition
from quiz.exchange.formats.qti.keys import Near, as_typed, number
from quiz.exchange.formats.qti.told import Told, text_of
from quiz.exchange.formats.rules import Rule

# The field of the metadata in which we write how far off one may be.
TOLERANCE = "tolerance"
BOUNDS = ("vargte", "varlte", "vargt", "varlt")
STRICT = {"vargt", "varlt"}
ENDS = 2


def numbers_of(
    conditions: Iterable[Condition], tolerance: str, told: Told
) -> tuple[Near | None, tuple[str, ...]]:
    """The number that earns most, None where there is none; and the other numbers that earn something.

    `tolerance` is what the metadata say of it: it may have zeros at its end, which a range does not show.
    Raises NotRead: NOT_A_NUMBER.
    """
    scored = sorted((each for each in conditions if each.points > 0), key=lambda each: -each.points)
    found = dict.fromkeys(near for each in scored if (near := _near(each, tolerance, told)))
    first, *others = found or [None]
    return first, tuple(each.value for each in others if each)


def text_of_unit(response: etree._Element) -> str:
    """What stands behind the field."""
    behind = [each for each in response if each.tag == "material"]
    return text_of(behind[-1]) if behind else ""


def _near(condition: Condition, tolerance: str, told: Told) -> Near | None:
    exact = next(condition.asked.iter("varequal"), None)
    bounds = list(condition.asked.iter(*BOUNDS))
    ends = [value for each in bounds if (value := number(text_of(each))) is not None]
    if len(ends) != ENDS:
        return None if exact is None else _exact(exact, told)
    if any(each.tag in STRICT for each in bounds):
        told.tell(Rule.RANGE, f"{digits(min(ends))} < x < {digits(max(ends))}", bounds[0])
    center, by = middle(ends[0], ends[1])
    # What is accepted is the range: where the number itself is not its middle, it is not asked for alone.
    typed = "" if exact is None else text_of(exact)
    return Near(_same(typed, center), _same(tolerance, by))


def _same(typed: str, value: str) -> str:
    """The number as it was typed, where it is this one."""
    return as_typed(typed) if typed and number(typed) == number(value) else value


def _exact(exact: etree._Element, told: Told) -> Near:
    text = text_of(exact)
    if number(text) is None:
        raise told.stop(Rule.NOT_A_NUMBER, text, exact)
    margin, kind = exact.get("margin", ""), exact.get("margintype", "")
    if kind == "absolute" and number(margin) is not None:
        return Near(as_typed(text), as_typed(margin).removeprefix("-"))
    # Canvas writes a margin of any kind as a range, too.
    if margin:
        told.tell(Rule.RANGE, f"{text} ± {margin} {kind}", exact)
    return Near(as_typed(text))
