"""Texts of a Moodle question, in whichever of Moodle's formats, and what is told of them."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote

from lxml import etree
from markdown_it import MarkdownIt

from quiz.exchange.formats.format import LONGEST
from quiz.exchange.formats.markup import Cut, escaped, to_markdown
from quiz.exchange.formats.plain import Note, NotRead, Raw, words_of
from quiz.exchange.formats.rules import Rule
from quiz.exchange.formats.xml import inner

# Moodle's Markdown is PHP Markdown Extra, which takes HTML and tables.
_markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
SEEN = 2_000
TAG = re.compile(r"<[^<>]*(?:>|\Z)")
# What only Moodle's filters show as it is meant; as text it stays.
FILTERED = {
    "TeX": re.compile(r"\$\$[^$]+\$\$|\\\((?:[^\\]|\\[^()])+\\\)|\\\[(?:[^\\]|\\[^\[\]])+\\\]"),
    "multilang": re.compile(r"<(?:span|lang)\b[^<>]*\blang=|\{mlang\b"),
}


def _auto(text: str) -> tuple[str, Cut]:
    return to_markdown(re.sub(r"\r\n?|\n", "<br>", text))


def _plain(text: str) -> tuple[str, Cut]:
    return escaped(text), Cut()


def _marked(text: str) -> tuple[str, Cut]:
    return to_markdown(_markdown.render(text))


FORMS: Mapping[str, Callable[[str], tuple[str, Cut]]] = {
    "html": to_markdown,
    "moodle_auto_format": _auto,
    "wiki_like": _auto,
    "plain_text": _plain,
    "markdown": _marked,
}


def source(holder: etree._Element) -> str:
    """What stands in an element: in its <text>, or in itself as in files before Moodle 1.6; elements in it
    as HTML.
    """
    found = holder.find("text")
    within = holder if found is None else found
    if found is not None and len(within):
        return inner(within).strip()
    return (within.text or "").strip()


def bare(holder: etree._Element | None) -> str:
    """How it begins, without its tags: to know it by."""
    said = "" if holder is None else source(holder)[:SEEN]
    return " ".join(unescape(TAG.sub(" ", said)).split())


@dataclass(slots=True)
class Reading:
    """One question while it is read: its element, what was told so far, and feedback that has no place."""

    raw: Raw
    root: etree._Element
    notes: list[Note] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    form: str = "html"

    def note(self, rule: Rule, at: etree._Element, words: str = "") -> Note:
        """A note on an element, at its line in the file."""
        return Note(rule, self.raw.line + (at.sourceline or 1) - 1, words, self.raw.file)

    def tell(self, rule: Rule, at: etree._Element, words: str = "") -> None:
        """Tell of an element what was left out or changed."""
        self.notes.append(self.note(rule, at, words))

    def text(self, holder: etree._Element | None, form: str = "") -> str:
        """What an element says as Markdown, and tell what was cut; where but a picture stands there, its
        name. Raises NotRead (TOO_LONG).
        """
        if holder is None:
            return ""
        said = source(holder)
        form = form or (holder.get("format") or self.form).strip()
        markdown, cut = FORMS.get(form, to_markdown)(said)
        if len(markdown) > LONGEST:
            raise NotRead(self.note(Rule.TOO_LONG, holder, str(LONGEST)))
        images = [unquote(name) for name in cut.images]
        media = [unquote(name) for name in cut.media]
        attached = [each.get("name") or "?" for each in holder.findall("file")]
        media += [name for name in attached if name not in images]
        filtered = [name for name, sign in FILTERED.items() if sign.search(said)]
        for rule, names in ((Rule.IMAGE, images), (Rule.MEDIA, media), (Rule.MARKUP, [*cut.tags, *filtered])):
            if names:
                self.tell(rule, holder, _listed(names))
        return markdown or escaped(_listed([*images, *media]))

    def moving(self, holder: etree._Element | None) -> str:
        """What an element says, told as being moved elsewhere."""
        text = self.text(holder)
        if holder is not None and text:
            self.tell(Rule.FEEDBACK_MOVED, holder, words_of(text))
        return text

    def move(self, holder: etree._Element | None) -> None:
        """Put what an element says into the explanation, and tell it."""
        if text := self.moving(holder):
            self.moved.append(text)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))
