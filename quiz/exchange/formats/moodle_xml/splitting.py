"""A Moodle XML file parted into its questions: each is the bytes of its element, at its own line."""

import re
from dataclasses import replace
from xml.parsers import expat

from lxml import etree

from quiz.exchange.formats.moodle_xml.texts import bare, source
from quiz.exchange.formats.plain import Note, Raw, Refused, Split, words_of
from quiz.exchange.formats.rules import Rule
from quiz.exchange.formats.xml import parsed

QUESTION = "question"
# In the fixed words of Moodle, a context: a course, a module or the site.
CONTEXT = re.compile(r"\$\w+\$")
TOP = "top"
STEP = re.compile(r"(?<!/)/(?!/)")
ALONE = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*/>""")
# With which Moodle begins each question.
STAMP = re.compile(r"\s*question: \d+\s*")
IS_WHOLE = True
OURS = {"utf-8", "us-ascii", "ascii"}


def split(data: bytes) -> Split:
    """Parts a file into its questions, each under the category that stands before it; what categories say
    besides their names, and what is no question, is told. Raises Refused: EMPTY_FILE, DOCTYPE, NOT_XML and
    TOO_DEEP.
    """
    found = _Questions(_in_utf8(data))
    raws, notes, category = [], list(found.notes), ""
    for kind, raw in found.questions:
        if kind == "category":
            category, told = _category(raw)
            notes += told
        else:
            raws.append(replace(raw, category=category))
    return Split(tuple(raws), tuple(notes))


def _in_utf8(data: bytes) -> bytes:
    root = parsed(data)
    encoding = root.getroottree().docinfo.encoding or "utf-8"
    return data if encoding.lower() in OURS else etree.tostring(root, encoding="utf-8")


class _Questions:
    """The questions of a file and what else lies beside them. The lines are expat's: those of lxml end at
    65,535, which a file of 2,000 questions passes.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.questions: list[tuple[str, Raw]] = []
        self.notes: list[Note] = []
        self.depth = 0
        self.start = self.line = 0
        self.kind = ""
        # Whatever the file says of itself: it may have a mark at its beginning that says otherwise.
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self._opens
        self.parser.EndElementHandler = self._closes
        self.parser.CommentHandler = self._remarks
        try:
            self.parser.Parse(data, IS_WHOLE)
        except expat.ExpatError as error:
            raise Refused(Note(Rule.NOT_XML, error.lineno, str(error)[:200])) from error

    def _opens(self, tag: str, attributes: dict[str, str]) -> None:
        if self.depth == 1:
            self.kind = attributes.get("type", "")
            self.start, self.line = self.parser.CurrentByteIndex, self.parser.CurrentLineNumber
            if tag != QUESTION:
                self.notes.append(Note(Rule.SETTING, self.line, tag))
        self.depth += 1

    def _remarks(self, said: str) -> None:
        if not STAMP.fullmatch(said):
            self.notes.append(Note(Rule.COMMENT, self.parser.CurrentLineNumber, words_of(said)))

    def _closes(self, tag: str) -> None:
        self.depth -= 1
        if self.depth == 1 and tag == QUESTION:
            end = self.parser.CurrentByteIndex
            # That is where the end tag begins; an element without one is over already.
            if not ALONE.match(self.data, self.start, end):
                end = self.data.index(b">", end) + 1
            self.questions.append((self.kind, Raw(self.data[self.start : end], self.line)))


def _category(raw: Raw) -> tuple[str, list[Note]]:
    """The path of a category without its context, and what else was said of it."""
    try:
        root = parsed(raw.body)
    except Refused as refused:
        return "", [Note(Rule.CATEGORY, raw.line, refused.note.words)]
    holder = root.find("category")
    path = "" if holder is None else source(holder)
    steps = [step.replace("//", "/").strip() for step in STEP.split(path)]
    if steps and CONTEXT.fullmatch(steps[0]):
        steps = steps[1:]
    if steps and steps[0] == TOP:
        steps = steps[1:]
    more = (bare(root.find("info")), (root.findtext("idnumber") or "").strip())
    told = [Note(Rule.CATEGORY, raw.line, words_of(each)) for each in more if each]
    return "/".join(filter(None, steps)), told
