"""The texts of a GIFT question: their escapes, their formats, and the lines in which they stand."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from itertools import accumulate
from pathlib import PurePosixPath
from typing import NamedTuple

from quiz.exchange.formats.format import LONGEST
from quiz.exchange.formats.gift.comments import is_comment, told_of
from quiz.exchange.formats.markup import Cut, escaped, to_markdown
from quiz.exchange.formats.plain import Note, NotRead, Raw, words_of
from quiz.exchange.formats.rules import Rule

ESCAPE = re.compile(r"\\([~=#{}:n\\])")
FORM = re.compile(r"\[(html|moodle|plain|markdown)\]")
# Moodle takes a text for HTML that has a tag or an entity in it.
HTML = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);", re.IGNORECASE)
IMAGE = re.compile(r"!\[([^\[\]]*+)\]\(<?([^\s()<>]*+)[^()]*+\)")


class Piece(NamedTuple):
    """A part of a question as it stands there, and where in it."""

    text: str
    at: int

    def parted(self, start: int, end: int | None = None) -> "Piece":
        """What stands from `start` to `end` within this piece."""
        return Piece(self.text[start:end], self.at + start)

    def trimmed(self) -> "Piece":
        """The piece without the space around it."""
        return Piece(self.text.strip(), self.at + len(self.text) - len(self.text.lstrip()))


class Source:
    """A question of a file without its comments; it knows lines, and gathers what is to be told."""

    def __init__(self, raw: Raw) -> None:
        lines = str(raw.body).split("\n")
        kept = [(at, each) for at, each in enumerate(lines, raw.line) if not is_comment(each)]
        self.text = "\n".join(each for _at, each in kept)
        self.form = "moodle"
        self.notes = told_of(lines, raw.line)
        self._numbers = [at for at, _each in kept]
        self._starts = list(accumulate((len(each) + 1 for _at, each in kept), initial=0))

    def line(self, at: int) -> int:
        """The line of the file in which a place of the text stands."""
        return self._numbers[min(bisect_right(self._starts, at), len(self._numbers)) - 1]

    def tell(self, rule: Rule, at: int, words: str = "") -> None:
        """Note something that stands at a place."""
        self.notes.append(Note(rule, self.line(at), words))

    def refusal(self, rule: Rule, at: int, words: str = "") -> NotRead:
        """What to raise where the question is not read because of what stands at a place."""
        return NotRead(Note(rule, self.line(at), words))

    def said(self, piece: Piece, form: str = "") -> str:
        """A text as Markdown; what is cut of it is told. Raises NotRead: TOO_LONG.

        Without a format of its own, or one that is given, it has that of the question.
        """
        if not piece.text or piece.text.isspace():
            return ""
        found = None if form else FORM.match(piece.text.lstrip())
        text = unescaped(piece.text.lstrip()[found.end() if found else 0 :]).strip()
        if len(text) > LONGEST:
            raise self.refusal(Rule.TOO_LONG, piece.at, str(LONGEST))
        made, cut = FORMS[form or (found[1] if found else self.form)](text)
        for rule, names in ((Rule.MARKUP, cut.tags), (Rule.IMAGE, cut.images), (Rule.MEDIA, cut.media)):
            if names:
                self.tell(rule, piece.trimmed().at, words_of(", ".join(names)))
        return made


def unescaped(text: str) -> str:
    """The text with its escaped signs as themselves, and an escaped n as a new line."""
    return ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], text)


def _plain(text: str) -> tuple[str, Cut]:
    return escaped("\n".join(map(str.strip, text.split("\n")))), Cut()


def _moodle(text: str) -> tuple[str, Cut]:
    """Lines stay lines, and HTML is HTML."""
    return to_markdown(text.replace("\n", "<br>")) if HTML.search(text) else _plain(text)


def _markdown(text: str) -> tuple[str, Cut]:
    names = tuple(PurePosixPath(found[2]).name or "image" for found in IMAGE.finditer(text))
    text = IMAGE.sub(r"\1", text)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip(), Cut(images=names)


FORMS: Mapping[str, Callable[[str], tuple[str, Cut]]] = {
    "html": to_markdown,
    "moodle": _moodle,
    "plain": _plain,
    "markdown": _markdown,
}
