"""Lines that begin with //: for whoever reads the file, and for Moodle's tags and identifiers."""

import re
from collections.abc import Iterable

from quiz.exchange.formats.plain import Note, words_of
from quiz.exchange.formats.rules import Rule

IDENTIFIER = re.compile(r"\[id:([^\[\]]+)\]")
TAG = re.compile(r"\[tag:([^\[\]]+)\]")
# What Moodle writes above each question: its own number, and the name that the question has as well.
HEADER = re.compile(r"\s*question: \d+  name: ")


def is_comment(line: str) -> bool:
    """Whether a line is a comment; a blank one is none."""
    return line.lstrip().startswith("//")


def told_of(lines: Iterable[str], line: int) -> list[Note]:
    """What is left out with those of the lines that are comments, the first of them at `line`."""
    return [note for at, each in enumerate(lines, line) if is_comment(each) for note in _told(each, at)]


def _told(comment: str, line: int) -> list[Note]:
    text = comment.lstrip().removeprefix("//")
    if HEADER.match(text):
        return []
    notes = [Note(Rule.IDENTIFIER, line, words_of(each)) for each in IDENTIFIER.findall(text)]
    if tags := TAG.findall(text):
        notes.append(Note(Rule.TAGS, line, words_of(", ".join(tags))))
    rest = TAG.sub("", IDENTIFIER.sub("", text))
    # A ruled line says nothing.
    if any(sign.isalnum() for sign in rest):
        notes.append(Note(Rule.COMMENT, line, words_of(rest)))
    return notes
