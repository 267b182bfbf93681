"""A GIFT file parted into its questions: blocks of lines between blank lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from quiz.exchange.formats.decoding import text_of
from quiz.exchange.formats.format import MOST_QUESTIONS
from quiz.exchange.formats.gift.comments import is_comment, told_of
from quiz.exchange.formats.plain import Note, Raw, Refused, Split
from quiz.exchange.formats.rules import Rule

CATEGORY = re.compile(r"\s*\$CATEGORY:(.*)")
# Where Moodle puts a category, which is no part of its name: $course$/top/Chips.
PLACE = re.compile(r"(?:\$[a-z0-9]+\$(?:/|$))?(?:top(?:/|$))?")
# Questions, categories, and comments that stand alone.
MOST_BLOCKS = 4 * MOST_QUESTIONS
BRACES = re.compile(r"\\.|[{}]", re.DOTALL)


@dataclass(slots=True)
class _Block:
    """Lines without a blank one between them; `category` where they are told to belong to another."""

    line: int
    lines: list[str] = field(default_factory=list)
    category: str | None = None

    def braces(self) -> list[str]:
        text = "\n".join(each for each in self.lines if not is_comment(each))
        return [sign for sign in BRACES.findall(text) if sign in "{}"]

    def is_empty(self) -> bool:
        return not self.lines and self.category is None

    def begins_anew(self) -> bool:
        first = next((each for each in self.lines if not is_comment(each)), "")
        return self.category is not None or first.lstrip().startswith("::")


def split(data: bytes) -> Split:
    """The questions of a GIFT file. Raises Refused: NOT_TEXT, EMPTY_FILE, TOO_MANY."""
    text, notes = text_of(data)
    raws: list[Raw] = []
    told: list[Note] = []
    category = ""
    blocks = list(islice(_blocks(text), MOST_BLOCKS + 1))
    if len(blocks) > MOST_BLOCKS:
        raise Refused(Note(Rule.TOO_MANY, blocks[-1].line, str(MOST_QUESTIONS)))
    for block in _whole(blocks):
        category = category if block.category is None else block.category
        if all(map(is_comment, block.lines)):
            told += told_of(block.lines, block.line)
        else:
            raws.append(Raw("\n".join(block.lines), block.line, "", category))
    return Split(tuple(raws), (*notes, *told))


def _blocks(text: str) -> Iterator[_Block]:
    """The blocks of a file; a category may also stand right above a question."""
    block = _Block(1)
    for number, line in enumerate(text.split("\n"), 1):
        named = CATEGORY.match(line)
        if named or not line.strip():
            if not block.is_empty():
                yield block
                block = _Block(number + 1)
            block.line = number + 1
        if named:
            block.category = PLACE.sub("", named[1].strip(), count=1).strip()
        elif line.strip():
            block.lines.append(line)
    if not block.is_empty():
        yield block


def _whole(blocks: list[_Block]) -> Iterator[_Block]:
    """The blocks, joined where a blank line stands within braces.

    Where the next brace after a blank line opens again, or a title or a category comes first, the closing one
    was forgotten: the question ends at its blank line, and those after it are read.
    """
    at = 0
    while at < len(blocks):
        block = blocks[at]
        while blocks[at].braces()[-1:] == ["{"] and (closing := _closing(blocks, at + 1)):
            for each in blocks[at + 1 : closing + 1]:
                block.lines += [""] * (each.line - block.line - len(block.lines)) + each.lines
            at = closing
        yield block
        at += 1


def _closing(blocks: list[_Block], start: int) -> int:
    """Which block from here on closes what is open; 0 for none."""
    for at in range(start, len(blocks)):
        if blocks[at].begins_anew():
            return 0
        if braces := blocks[at].braces():
            return at if braces[0] == "}" else 0
    return 0
