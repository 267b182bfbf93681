"""Lines that begin with //: for whoever reads the file, and for Moodle's tags and identifiers."""

import re
from collections.abc import Iterable
from itertools import groupby

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
    """What is left out with the comments among the lines, of which the first has the number `line`; those
    that follow each other are told as one.
    """
    notes: list[Note] = []
    for is_told, run in groupby(enumerate(lines, line), lambda each: is_comment(each[1])):
        if is_told:
            at, first = next(run)
            notes += _told([first, *(each for _at, each in run)], at)
    return notes


def _told(comments: Iterable[str], line: int) -> list[Note]:
    said = [each.lstrip().removeprefix("//") for each in comments]
    text = "\n".join(each for each in said if not HEADER.match(each))
    found = {
        Rule.IDENTIFIER: ", ".join(IDENTIFIER.findall(text)),
        Rule.TAGS: ", ".join(TAG.findall(text)),
        Rule.COMMENT: TAG.sub("", IDENTIFIER.sub("", text)),
    }
    # A ruled line says nothing.
    return [
        Note(rule, line, words_of(words)) for rule, words in found.items() if any(map(str.isalnum, words))
    ]
