"""Items of QTI 1.2 (ASI: assessments, sections, items) as questions, those of Canvas and of others."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from quiz.domain.kinds import Kind
from quiz.exchange.formats.plain import Option, Question
from quiz.exchange.formats.qti.asi_conditions import Condition, conditions, sees, showing
from quiz.exchange.formats.qti.asi_numbers import TOLERANCE, numbers_of, text_of_unit
from quiz.exchange.formats.qti.asi_texts import told_in
from quiz.exchange.formats.qti.choices import Around, Chosen, choice, matching, ordering, truth, truths_of
from quiz.exchange.formats.qti.feedback import Said, explained, joined
from quiz.exchange.formats.qti.keys import CLOSE, is_even, points_of
from quiz.exchange.formats.qti.processing import EVERYBODY
from quiz.exchange.formats.qti.sections import ASIDE
from quiz.exchange.formats.qti.told import Told, cut_out, identified, text_of
from quiz.exchange.formats.rules import Rule

RESPONSES = ("response_lid", "response_str", "response_num", "response_grp", "response_xy")
KNOWN_KINDS = {
    "multiple_choice_question": Kind.SINGLE, "cc.multiple_choice.v0p1": Kind.SINGLE,
    "multiple_answers_question": Kind.MULTIPLE, "cc.multiple_response.v0p1": Kind.MULTIPLE,
    "true_false_question": Kind.TRUE_FALSE, "cc.true_false.v0p1": Kind.TRUE_FALSE,
    "numerical_question": Kind.NUMERIC, "matching_question": Kind.MATCHING,
    "ordering_question": Kind.ORDERING,
}  # fmt: skip
NUMBERS = {"decimal", "integer", "scientific"}
KNOWN_PARTS = {"itemmetadata", "presentation", "resprocessing", "itemfeedback"}
# Points are per cent in Canvas and in Common Cartridge.
WHOLES = (0.0, 1.0, 100.0)
TOPIC = "qmd_topic"


@dataclass(frozen=True, slots=True)
class AsiItem:
    """What an item consists of: its metadata, what it asks, its conditions, and what is noted of it."""

    root: etree._Element
    meta: Mapping[str, str]
    presentation: etree._Element
    responses: tuple[etree._Element, ...]
    conditions: tuple[Condition, ...]
    told: Told

    def around(self) -> Around:
        """The text and the feedback. Raises NotRead: NO_STEM."""
        inside = () if len(self.responses) > 1 or self.responses[0].tag != "response_lid" else self.responses
        stem = joined(*(told_in(each, self.told) for each in (self.presentation, *inside)))
        if not stem:
            raise self.told.stop(Rule.NO_STEM, at=self.presentation)
        return Around(stem, tuple(self._said()), self.told, self.presentation)

    def labels(self, within: etree._Element) -> dict[str, etree._Element]:
        """The options in a response by their identifiers."""
        return identified(within.iter("response_label"), "ident", self.told)

    def _said(self) -> list[Said]:
        found, shown = [], showing(self.conditions)
        for each in self.root.iter("itemfeedback"):
            for hint in list(each.iter("hint")):
                self.told.tell(Rule.HINT, text_of(hint), hint)
                cut_out(hint)
            is_solution = each.find("solution") is not None
            who = EVERYBODY if is_solution else sees(each.get("ident", ""), shown)
            if text := told_in(each, self.told):
                found.append(Said(who, text, each))
        return found


def asi_question_of(root: etree._Element, told: Told) -> Question:
    """The question of an item whose names are bare. Raises NotRead."""
    meta = meta_of(root)
    presentation = root.find("presentation")
    said = meta.get("question_type") or meta.get("cc_profile") or meta.get("qmd_itemtype", "")
    if said.endswith(("_question", ".v0p1")) and said not in KNOWN_KINDS:
        raise told.stop(Rule.KIND, said, root)
    if presentation is None:
        raise told.stop(Rule.SYNTAX, "presentation", root)
    responses = tuple(presentation.iter(*RESPONSES))
    if not responses:
        raise told.stop(Rule.KIND, said or "presentation", presentation)
    item = AsiItem(root, meta, presentation, responses, conditions(root), told)
    kind = KNOWN_KINDS.get(said) or _kind(item)
    question = READERS[kind](item)
    _tell_rest(item)
    return question


def meta_of(root: etree._Element) -> dict[str, str]:
    """The metadata of an item: fields by their labels, and older ones by their names."""
    older = {str(each.tag): text_of(each) for each in root.iterfind("itemmetadata/*") if not len(each)}
    return {**older, **fields_of(root.iterfind("itemmetadata//qtimetadatafield"))}


def fields_of(fields: Iterable[etree._Element]) -> dict[str, str]:
    """Fields of metadata by their labels."""
    return {
        (each.findtext("fieldlabel") or "").strip(): (each.findtext("fieldentry") or "").strip()
        for each in fields
    }


def _kind(item: AsiItem) -> Kind:
    """The kind by what is asked, where no metadata tell it. Raises NotRead: KIND."""
    first = item.responses[0]
    names = {str(each.tag) for each in item.responses}
    fields = [each.get("fibtype", "").lower() for each in item.presentation.iter("render_fib")]
    if names == {"response_lid"} and len(item.responses) > 1:
        sets = {tuple(item.labels(each)) for each in item.responses}
        if len(sets) == 1:
            return Kind.MATCHING
    elif names == {"response_lid"} and next(first.iter("response_label"), None) is not None:
        kinds = {"multiple": Kind.MULTIPLE, "ordered": Kind.ORDERING}
        return kinds.get(first.get("rcardinality", "Single").lower(), Kind.SINGLE)
    elif item.presentation.find(".//render_slider") is not None:
        names = {"render_slider"}
    elif len(item.responses) == 1 and ("response_num" in names or NUMBERS.issuperset(fields or [""])):
        return Kind.NUMERIC
    words = item.meta.get("qmd_itemtype") or " + ".join(sorted(names))
    raise item.told.stop(Rule.KIND, words, first)


def _choice(item: AsiItem) -> Question:
    return _chosen(item, is_one=True)


def _choices(item: AsiItem) -> Question:
    return _chosen(item, is_one=False)


def _chosen(item: AsiItem, *, is_one: bool) -> Question:
    chosen = _options(item, is_one=is_one)
    return choice(chosen, item.around())


def _truth(item: AsiItem) -> Question:
    chosen = _options(item, is_one=True)
    truths = truths_of(chosen.options)
    return truth(chosen, truths, item.around()) if truths else choice(chosen, item.around())


def _options(item: AsiItem, *, is_one: bool) -> Chosen:
    labels = item.labels(item.responses[0])
    is_shuffled = _is_shuffled(item)
    options = {
        name: Option(told_in(each, item.told), is_pinned=is_shuffled and each.get("rshuffle") == "No")
        for name, each in labels.items()
    }
    earned: dict[str, float] = {}
    scored = [each for each in item.conditions if each.points and set(_named(each)) & set(options)]
    for each in scored:
        for name in _named(each):
            earned[name] = max(each.points, earned.get(name, each.points))
    return Chosen(options, earned, is_one, True if any(each.is_added for each in scored) else None)


def _named(condition: Condition) -> list[str]:
    return [value for _response, value in condition.answers()]


def _is_shuffled(item: AsiItem) -> bool:
    render = next(item.presentation.iter("render_choice"), None)
    given = "" if render is None else render.get("shuffle", "")
    if given == "No":
        item.told.tell(Rule.SETTING, "shuffle=No", render)
    return given == "Yes"


def _order(item: AsiItem) -> Question:
    labels = item.labels(item.responses[0])
    orders = [
        [name for name in _named(each) if name in labels] for each in item.conditions if each.points > 0
    ]
    order = next((each for each in orders if len(set(each)) == len(labels) == len(each)), None)
    if order is None:
        raise item.told.stop(Rule.NO_RIGHT, at=item.responses[0])
    return ordering([told_in(labels[name], item.told) for name in order], item.around())


def _match(item: AsiItem) -> Question:
    lefts = {each.get("ident", ""): told_in(each, item.told) for each in item.responses}
    rights = {
        name: told_in(label, item.told)
        for each in item.responses[:1]
        for name, label in item.labels(each).items()
    }
    scored = [each for each in item.conditions if each.points > 0]
    if any(each.is_added for each in scored) and not is_even([each.points for each in scored]):
        item.told.tell(Rule.WEIGHTS, ", ".join(f"{each.points:g}" for each in scored), item.presentation)
    key = [pair for each in scored for pair in each.answers()]
    return matching(lefts, rights, key, item.around())


def _number(item: AsiItem) -> Question:
    near, others = numbers_of(item.conditions, item.meta.get(TOLERANCE, ""), item.told)
    if near is None:
        raise item.told.stop(Rule.NO_ANSWER, at=item.responses[0])
    if not near.is_plain:
        raise item.told.stop(Rule.NOT_A_NUMBER, f"{near.value} ± {near.tolerance}", item.responses[0])
    if others:
        item.told.tell(Rule.MORE_ANSWERS, ", ".join(others), item.responses[0])
    around, unit = item.around(), text_of_unit(item.responses[0])
    question = Question(Kind.NUMERIC, around.stem, answer=near.value, tolerance=near.tolerance, unit=unit)
    return explained(question, around.said, item.told)


def _tell_rest(item: AsiItem) -> None:
    """Tell points that are not one, and what comments on the item."""
    said = item.meta.get("points_possible", "")
    whole = points_of(said) if said else _whole(item)
    if abs(whole - 1) > CLOSE and (said or min(abs(whole - each) for each in WHOLES) > CLOSE * 100):
        item.told.tell(Rule.POINTS, f"{whole:g}", item.root)
    for each in item.root:
        if each.tag not in KNOWN_PARTS:
            rule = ASIDE.get(str(each.tag), Rule.SETTING)
            item.told.tell(rule, text_of(each) if rule is Rule.COMMENT else str(each.tag), each)


def _whole(item: AsiItem) -> float:
    given: Sequence[float] = [each.points for each in item.conditions if each.points > 0]
    return sum(given) if any(each.is_added for each in item.conditions) else max(given, default=0.0)


READERS: Mapping[Kind, Callable[[AsiItem], Question]] = {
    Kind.SINGLE: _choice,
    Kind.MULTIPLE: _choices,
    Kind.TRUE_FALSE: _truth,
    Kind.NUMERIC: _number,
    Kind.ORDERING: _order,
    Kind.MATCHING: _match,
}
