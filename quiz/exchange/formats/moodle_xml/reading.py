"""One question of a Moodle XML file understood: what all kinds have in common."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from lxml import etree

from quiz.domain.kinds import Kind
from quiz.exchange.formats.moodle_xml.choices import choice, truth
from quiz.exchange.formats.moodle_xml.measures import numeric
from quiz.exchange.formats.moodle_xml.sets import matching, ordering
from quiz.exchange.formats.moodle_xml.texts import Reading, bare, source
from quiz.exchange.formats.plain import NotRead, Question, Raw, Read, Refused, not_read, words_of
from quiz.exchange.formats.rules import Rule
from quiz.exchange.formats.xml import parsed

KINDS: Mapping[str, Callable[[Reading, Question], Question]] = {
    "multichoice": choice,
    "truefalse": truth,
    "numerical": numeric,
    "matching": matching,
    "match": matching,
    "ordering": ordering,
}
# Settings, and with which values they ask for nothing that is not so here.
YES = frozenset({"", "1", "true"})
NO = frozenset({"", "0", "false"})
SETTINGS: Mapping[str, frozenset[str]] = {
    "shuffleanswers": YES,
    "answernumbering": frozenset({"", "abc"}),
    "hidden": NO,
    "unitsleft": NO,
    "unitgradingtype": NO,
    "showunits": frozenset({"", "0", "3"}),
    "layouttype": frozenset({"", "0", "VERTICAL"}),
    "selecttype": frozenset({"", "0", "ALL"}),
    "gradingtype": frozenset({"", "0", "ABSOLUTE_POSITION"}),
    "showgrading": YES | {"SHOW"},
    "numberingstyle": frozenset({"", "none"}),
}
# They are read elsewhere, or say how Moodle shows its own words.
READ = frozenset(
    {
        "name", "questiontext", "generalfeedback", "answer", "subquestion", "single", "units",
        "correctfeedback", "partiallycorrectfeedback", "incorrectfeedback", "shownumcorrect",
        "correctresponsesfeedback", "showstandardinstruction", "selectcount", "unitpenalty", "qtypeorder",
    }
)  # fmt: skip
# What Moodle writes where nobody chose a penalty; it counts only where a question is tried again.
PENALTIES = {"", "0", "1", "0.1", "0.33333", "0.3333333"}


def read(raw: Raw) -> Read:
    """Understands one question. Raises nothing."""
    try:
        seen = Reading(raw, parsed(raw.body, raw.file))
    except Refused as refused:
        line = raw.line + max(refused.note.line, 1) - 1
        return replace(not_read(raw, Rule.SYNTAX, refused.note.words, line=line), words="")
    try:
        question = _question(seen)
    except NotRead as broken:
        notes = (*seen.notes, broken.note)
        return Read(None, notes, raw.line, raw.file, _words(seen.root))
    return Read(question, tuple(seen.notes), raw.line, raw.file, _words(seen.root))


def _question(seen: Reading) -> Question:
    kind = seen.root.get("type") or ""
    if kind not in KINDS:
        raise NotRead(seen.note(Rule.KIND, seen.root, kind))
    text = seen.root.find("questiontext")
    if text is not None:
        seen.form = (text.get("format") or seen.form).strip()
    base = Question(kind=Kind.SINGLE, stem=seen.text(text), name=_name(seen.root), category=seen.raw.category)
    if text is None or not base.stem:
        raise NotRead(seen.note(Rule.NO_STEM, seen.root if text is None else text))
    explanation = seen.text(seen.root.find("generalfeedback"))
    found = KINDS[kind](seen, base)
    _tell_of_the_rest(seen)
    return replace(found, explanation="\n\n".join(filter(None, (explanation, *dict.fromkeys(seen.moved)))))


def _name(root: etree._Element) -> str:
    found = root.find("name")
    return "" if found is None else " ".join(source(found).split())


def _words(root: etree._Element) -> str:
    return words_of(bare(root.find("questiontext")) or _name(root))


def _tell_of_the_rest(seen: Reading) -> None:
    for each in seen.root.iterchildren(etree.Element):
        tag = str(each.tag)
        if tag in OTHERS:
            OTHERS[tag](seen, each)
        elif tag not in READ:
            value = source(each)
            if value not in SETTINGS.get(tag, NO if value.isdigit() else frozenset({""})):
                seen.tell(Rule.SETTING, each, f"{tag}: {words_of(value)}")


def _hint(seen: Reading, each: etree._Element) -> None:
    within = each.find("hintcontent")
    text = seen.text(each if within is None else within)
    if text:
        seen.tell(Rule.HINT, each, words_of(text))


def _tags(seen: Reading, each: etree._Element) -> None:
    names = [source(tag) for tag in each.findall("tag")]
    if any(names):
        seen.tell(Rule.TAGS, each, words_of(", ".join(filter(None, names))))


def _grade(seen: Reading, each: etree._Element) -> None:
    value = source(each)
    try:
        is_one = Decimal(value or "1") == 1
    except InvalidOperation:
        is_one = False
    if not is_one:
        seen.tell(Rule.POINTS, each, words_of(value))


def _penalty(seen: Reading, each: etree._Element) -> None:
    value = source(each)
    if (value.rstrip("0").rstrip(".") if "." in value else value) not in PENALTIES:
        seen.tell(Rule.PENALTY, each, words_of(value))


def _telling(rule: Rule) -> Callable[[Reading, etree._Element], None]:
    def tell(seen: Reading, each: etree._Element) -> None:
        if value := source(each):
            seen.tell(rule, each, words_of(value))

    return tell


def _picture(seen: Reading, each: etree._Element) -> None:
    name = each.get("name") or source(each)
    if name:
        seen.tell(Rule.IMAGE, each, words_of(name))


OTHERS: Mapping[str, Callable[[Reading, etree._Element], None]] = {
    "hint": _hint,
    "tags": _tags,
    "coursetags": _tags,
    "defaultgrade": _grade,
    "penalty": _penalty,
    "idnumber": _telling(Rule.IDENTIFIER),
    "instructions": lambda seen, each: seen.move(each),
    "image": _picture,
    "image_base64": lambda _seen, _each: None,
    "file": _picture,
}
