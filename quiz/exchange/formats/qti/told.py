"""What is noted while a question is read, and its texts as Markdown."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from quiz.exchange.formats.markup import Cut, escaped, to_markdown
from quiz.exchange.formats.plain import Note, NotRead, Raw
from quiz.exchange.formats.rules import Rule
from quiz.exchange.formats.xml import inner

CUT = {Rule.MARKUP: "tags", Rule.IMAGE: "images", Rule.MEDIA: "media"}


@dataclass(slots=True)
class Told:
    """The notes of one question, in the order in which they are found; `before` lines of its file stand
    before the piece of XML that is read.
    """

    raw: Raw
    before: int = 0
    notes: dict[Note, None] = field(default_factory=dict)

    def note(self, rule: Rule, words: str = "", at: etree._Element | None = None) -> Note:
        """A note on this question, which is not told by this alone."""
        line = self.raw.line if at is None else self.before + int(at.sourceline or 0)
        return Note(rule, line, words[:200], self.raw.file)

    def tell(self, rule: Rule, words: str = "", at: etree._Element | None = None) -> None:
        """Add a note, once."""
        self.notes[self.note(rule, words, at)] = None

    def stop(self, rule: Rule, words: str = "", at: etree._Element | None = None) -> NotRead:
        """What is to be raised where the question cannot be read."""
        return NotRead(self.note(rule, words, at))

    def markdown(self, html: str, at: etree._Element) -> str:
        """HTML as Markdown; what was cut is told."""
        text, cut = to_markdown(html)
        self.cut(cut, at)
        return text.strip()

    def cut(self, cut: Cut, at: etree._Element) -> None:
        """Tell what was cut."""
        for rule, name in CUT.items():
            if names := getattr(cut, name):
                self.tell(rule, ", ".join(names), at)

    def inside(self, element: etree._Element) -> str:
        """What lies in an element as Markdown; what was cut is told."""
        return self.markdown(inner(element), element)


def identified(elements: Iterable[etree._Element], by: str, told: Told) -> dict[str, etree._Element]:
    """The elements by their identifiers, which stand in the attribute `by`. Raises NotRead: SYNTAX where two
    have the same one.
    """
    found: dict[str, etree._Element] = {}
    for each in elements:
        name = each.get(by, "")
        if name in found:
            raise told.stop(Rule.SYNTAX, f"{by}={name}", each)
        found[name] = each
    return found


def text_of(element: etree._Element) -> str:
    """All text in an element on one line."""
    return " ".join("".join(element.itertext()).split())


def cut_out(element: etree._Element, instead: str = "") -> None:
    """Take an element out of its tree, and leave what stands behind it, with a text in its place."""
    parent, left = element.getparent(), instead + (element.tail or "")
    if parent is None:
        return
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + left
    else:
        before.tail = (before.tail or "") + left
    parent.remove(element)


def plain(text: str) -> str:
    """Plain text as Markdown."""
    return escaped("\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip()))
