"""HTML from elsewhere as it is seen, tag by tag: what has a place here is kept, what has none is named."""

import re
from html import escape
from html.parser import HTMLParser
from pathlib import PurePosixPath

from quiz.exchange.formats.nodes import ALONE, DEEPEST
from quiz.web.markdown import SCHEMES, TAGS

# What means the same as a tag that is kept.
SAME = {"b": "strong", "i": "em", "tt": "code", "kbd": "code", "samp": "code", "pre": "code", "dd": "li"}
# They only part one paragraph from the next, or say nothing that is seen.
BLOCKS = {"div", "section", "article", "center", "tr", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6"}
SILENT = {"span", "font", "html", "body", "head", "tbody", "thead", "wbr"}
IMAGES = {"img", "picture", "svg", "image"}
MEDIA = {"audio", "video", "iframe", "object", "embed", "source", "track"}
# What is left of a cell or an exponent.
BETWEEN = {"td": " ", "th": " ", "sup": "^"}
# Their text is no text for readers.
GONE = {"script", "style", "title"}
NESTING = {"ul", "ol", "blockquote", "em", "strong", "code"}
# What Word leaves around its lists.
CONDITION = re.compile(r"<!\[(?:if|endif)\b[^<>]*>", re.IGNORECASE)
# Scripts, mail, and files that lie in the other program.
LEADS_NOWHERE = re.compile(rf"(?!(?:{'|'.join(SCHEMES)}):)(?:[a-z][a-z0-9+.-]*:|@@|\$)", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x20]+")


class Seen(HTMLParser):
    """Names what has no place here, and makes of the rest what has."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.made: list[str] = []
        self.tags: list[str] = []
        self.images: list[str] = []
        self.media: list[str] = []
        self.is_gone = False
        self.depth = 0

    def what_is_kept(self, html: str) -> str:
        """The HTML with what has a place here."""
        # The parser fails at what is no declaration. And where no tag is closed any more, none begins: it
        # would look for the end again from each.
        head, end, tail = CONDITION.sub("", html).replace("<![", "&lt;![").rpartition(">")
        self.feed(f"{head}{end}{tail.replace('<', '&lt;')}")
        self.close()
        return "".join(self.made)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in IMAGES or tag in MEDIA:
            names = self.images if tag in IMAGES else self.media
            names.append(PurePosixPath(values.get("src") or values.get("data") or tag).name[:80])
        elif (kept := SAME.get(tag, tag)) in TAGS:
            href = self._link(values.get("href") or "") if kept == "a" else ""
            self.depth += kept in NESTING
            # What reads it next takes the longer the deeper it is, and nobody nests so deep.
            self.made.append(f"<{kept}{href}>" if self.depth <= DEEPEST else "")
        elif tag in BLOCKS:
            self.made.append("<p>")
        elif tag not in SILENT:
            self.tags.append(tag)
            self.is_gone = self.is_gone or tag in GONE
            self.made.append(BETWEEN.get(tag, ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        # A line that ends twice would make an empty one.
        if tag not in ALONE:
            self.handle_endtag(tag)

    def _link(self, href: str) -> str:
        if LEADS_NOWHERE.match(CONTROL.sub("", href)):
            self.tags.append(" ".join(href.split())[:80])
            return ""
        return f' href="{escape(href)}"' if href else ""

    def handle_endtag(self, tag: str) -> None:
        if (kept := SAME.get(tag, tag)) in TAGS:
            self.made.append(f"</{kept}>" if self.depth <= DEEPEST else "")
            self.depth -= kept in NESTING and self.depth > 0
        elif tag in BLOCKS:
            self.made.append("</p>")
        elif tag in GONE:
            self.is_gone = False

    def handle_data(self, data: str) -> None:
        self.made.append("" if self.is_gone else escape(data))
