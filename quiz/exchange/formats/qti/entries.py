"""Numbers that are typed: text entries of QTI 2 and 3."""

import re
from collections.abc import Iterator
from decimal import Decimal, localcontext

from lxml import etree

from quiz.domain.kinds import Kind
from quiz.exchange.formats.numbers import EXACT, digits, middle
from quiz.exchange.formats.plain import Question
from quiz.exchange.formats.qti.feedback import explained
from quiz.exchange.formats.qti.item import Item
from quiz.exchange.formats.qti.keys import Near, as_typed, number
from quiz.exchange.formats.qti.processing import Setting
from quiz.exchange.formats.qti.told import text_of
from quiz.exchange.formats.rules import Rule

BLANK = "＿＿＿"
LONGEST_UNIT = 20
TYPES = {"integer", "float"}
BOUNDS = {"gte", "lte", "gt", "lt"}
STRICT = {"gt", "lt"}
ENDS = 2
BLOCKS = {"p", "div"}
FIGURES = re.compile("[0-9]{1,2}")


def entry(item: Item) -> Question:
    """A numeric question. Raises NotRead: KIND where text is asked for, NO_ANSWER, NOT_A_NUMBER, NO_STEM."""
    _look_at_type(item)
    accepted = list(_accepted(item)) or [Near(each) for each in _typed(item)]
    if not accepted:
        raise item.told.stop(Rule.NO_ANSWER, at=item.interaction)
    right, *others = dict.fromkeys(accepted)
    if not right.is_plain:
        raise item.told.stop(Rule.NOT_A_NUMBER, f"{right.value} ± {right.tolerance}", item.interaction)
    if others:
        item.told.tell(Rule.MORE_ANSWERS, ", ".join(each.value for each in others), item.interaction)
    unit = _taken_out(item)
    question = Question(Kind.NUMERIC, item.stem(), answer=right.value, tolerance=right.tolerance, unit=unit)
    return explained(question, item.said, item.told)


def _look_at_type(item: Item) -> None:
    """A number is asked for, or a text that is always one."""
    if item.declaration.get("baseType") in TYPES:
        return
    answers = [*item.correct, *item.mapping]
    if not answers or any(number(each) is None for each in answers):
        raise item.told.stop(Rule.KIND, "textEntryInteraction", item.interaction)
    item.told.tell(Rule.READ_AS, Kind.NUMERIC.value, item.interaction)


def _typed(item: Item) -> Iterator[str]:
    """Numbers of the correct response and of the mapping, those with most points first."""
    mapped = sorted(item.mapping.items(), key=lambda each: -each[1])
    for text in (*item.correct, *(key for key, value in mapped if value > 0)):
        if number(text) is None:
            raise item.told.stop(Rule.NOT_A_NUMBER, text, item.interaction)
        yield as_typed(text)


def _accepted(item: Item) -> Iterator[Near]:
    """What conditions accept, those with most points first. Raises NotRead: NOT_A_NUMBER."""
    for setting in sorted(item.settings, key=lambda each: -each.points):
        if setting.points > 0 and setting.when and (found := _near(item, setting)):
            yield found


def _near(item: Item, setting: Setting) -> Near | None:
    inside = [each for condition in setting.when for each in condition.iter(etree.Element)]
    for each in inside:
        if each.tag in {"equal", "match"}:
            return _equal(item, each)
        if each.tag == "equalRounded":
            return _rounded(item, each)
    bounds = [each for each in inside if each.tag in BOUNDS]
    ends = [value for each in bounds if (value := _number(item, each)) is not None]
    if len(ends) != ENDS:
        return None
    if any(each.tag in STRICT for each in bounds):
        item.told.tell(Rule.RANGE, f"{digits(min(ends))} < x < {digits(max(ends))}", bounds[0])
    return Near(*middle(ends[0], ends[1]))


def _equal(item: Item, condition: etree._Element) -> Near | None:
    value = _number(item, condition)
    if value is None:
        return None
    mode, given = condition.get("toleranceMode", "exact"), condition.get("tolerance", "").split()
    typed = as_typed(_text(item, condition))
    ends = [number(each) for each in given] if mode != "exact" else []
    if not ends:
        return Near(typed)
    if ends[0] is None or ends[-1] is None:
        raise item.told.stop(Rule.NOT_A_NUMBER, f"{typed} ± {' '.join(given)}", condition)
    if "false" in {condition.get("includeLowerBound"), condition.get("includeUpperBound")}:
        item.told.tell(Rule.RANGE, f"{value} ± {' '.join(given)}", condition)
    if mode == "absolute" and len(set(given)) == 1:
        return Near(typed, as_typed(given[0]).removeprefix("-"))
    with localcontext(prec=EXACT):
        by = abs(value) / 100 if mode == "relative" else Decimal(1)
        return Near(*middle(value - abs(ends[0]) * by, value + abs(ends[-1]) * by))


def _rounded(item: Item, condition: etree._Element) -> Near | None:
    """A number that is right once it is rounded: half a unit of the last place, the upper end without."""
    value, figures = _number(item, condition), condition.get("figures", "0")
    if value is None or not FIGURES.fullmatch(figures):
        return None
    item.told.tell(Rule.RANGE, f"{condition.get('roundingMode', '')} {figures}".strip(), condition)
    if condition.get("roundingMode") != "decimalPlaces":
        return Near(as_typed(_text(item, condition)))
    return Near(as_typed(_text(item, condition)), digits(Decimal(5).scaleb(-int(figures) - 1)))


def _number(item: Item, condition: etree._Element) -> Decimal | None:
    return number(_text(item, condition))


def _text(item: Item, condition: etree._Element) -> str:
    """The number with which the answer is compared, as it stands."""
    for each in condition.iter("baseValue", "correct"):
        return text_of(each) if each.tag == "baseValue" else next(iter(item.correct), "")
    return ""


def _taken_out(item: Item) -> str:
    """Take the field out of the text. Where it stands alone in a block, what follows it there is the unit; in
    the midst of a text it leaves a blank, which is told.
    """
    field, parent = item.interaction, item.interaction.getparent()
    beside = " ".join((field.tail or "").split())
    is_alone = (
        parent is not None and parent is not item.body and parent.tag in BLOCKS and len(parent) == 1
        and not (parent.text or "").strip() and text_of(item.body) != beside
    )  # fmt: skip
    if is_alone and parent is not None and len(beside) <= LONGEST_UNIT:
        field.tail = None
        parent.tag = "div"
        return beside
    if beside:
        item.told.tell(Rule.BLANK, BLANK, field)
        field.tail = BLANK + (field.tail or "")
    return ""
