"""Tests, and sections of QTI 1.2: which item stands in which of them, and what else they set."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from quiz.exchange.formats.plain import Note
from quiz.exchange.formats.qti.keys import points_of
from quiz.exchange.formats.qti.told import text_of
from quiz.exchange.formats.rules import Rule

# What a test may set, and what is told of it.
SETTINGS = {
    "timeLimits": Rule.TIME_LIMIT,
    "itemSessionControl": Rule.SETTING,
    "selection": Rule.SETTING,
    "ordering": Rule.SETTING,
    "preCondition": Rule.SETTING,
    "branchRule": Rule.SETTING,
    "outcomeProcessing": Rule.SETTING,
    "assessmentSectionRef": Rule.SETTING,
    "rubricBlock": Rule.COMMENT,
    "testFeedback": Rule.FEEDBACK,
}
# What may stand beside items of QTI 1.2, or beside what is asked in one; all else is a setting.
ASIDE = {
    "rubric": Rule.COMMENT,
    "objectives": Rule.COMMENT,
    "qticomment": Rule.COMMENT,
    "presentation_material": Rule.COMMENT,
    "assessfeedback": Rule.FEEDBACK,
    "sectionfeedback": Rule.FEEDBACK,
    "duration": Rule.TIME_LIMIT,
}
HOLDERS = ("assessment", "section", "objectbank", "questestinterop")


@dataclass(frozen=True, slots=True)
class Assessment:
    """A test: its title, the title of the section in which each item stands, by the item's file, and what is
    told of it.
    """

    title: str
    sections: Mapping[str, str]
    notes: tuple[Note, ...]


def assessment_of(root: etree._Element, name: str) -> Assessment:
    """The test in a file of this name, whose names are bare."""
    sections = {}
    for each in root.iter("assessmentItemRef"):
        within = next(each.iterancestors("assessmentSection"), None)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(each.get("href", ""))))
        sections[path] = "" if within is None else within.get("title", "")
    return Assessment(root.get("title", ""), sections, tuple(dict.fromkeys(_notes(root, name))))


def _notes(root: etree._Element, name: str) -> list[Note]:
    notes = []
    for each in root.iter(*SETTINGS, "weight"):
        line = int(each.sourceline or 0)
        if each.tag != "weight":
            words = (
                text_of(each) if SETTINGS[str(each.tag)] in {Rule.COMMENT, Rule.FEEDBACK} else str(each.tag)
            )
            notes.append(Note(SETTINGS[str(each.tag)], line, words[:200], name))
        elif points_of(each.get("value")) != 1:
            notes.append(Note(Rule.POINTS, line, each.get("value", ""), name))
    return notes


def aside(root: etree._Element, name: str) -> list[Note]:
    """What is told of a file of QTI 1.2 beside its items: what its sections say and set."""
    notes = []
    for each in root.iter(*HOLDERS):
        for part in each:
            if part.tag in {"item", *HOLDERS} or _is_known(part):
                continue
            rule = ASIDE.get(str(part.tag), Rule.SETTING)
            words = text_of(part) if rule in {Rule.COMMENT, Rule.FEEDBACK} else str(part.tag)
            notes.append(Note(rule, int(part.sourceline or 0), words[:200], name))
    return list(dict.fromkeys(notes))


def _is_known(part: etree._Element) -> bool:
    """Whether these are metadata of a bank, which tell its title."""
    labels = {(each.findtext("fieldlabel") or "").strip() for each in part.iterfind("qtimetadatafield")}
    return part.tag == "qtimetadata" and labels <= {"bank_title"}
