"""Packages of QTI and bare files of items, parted into questions."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from lxml import etree

from quiz.exchange.formats.archives import ZIP, files_of
from quiz.exchange.formats.plain import Note, Raw, Refused, Split
from quiz.exchange.formats.qti.asi import TOPIC, fields_of, meta_of
from quiz.exchange.formats.qti.names import bare
from quiz.exchange.formats.qti.sections import Assessment, aside, assessment_of
from quiz.exchange.formats.qti.told import text_of
from quiz.exchange.formats.qti.versions import QTI12, QTI21, Version, named_in
from quiz.exchange.formats.rules import Rule
from quiz.exchange.formats.xml import parsed
from quiz.web.zips import told

MANIFEST = "imsmanifest.xml"
XML = (".xml", ".qti")
HEAD = 2**16
COMMENT = re.compile(rb"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*>", re.DOTALL)
FIRST = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
ITEM = re.compile(rb"<(?:[\w.-]+:)?item[\s>]")
ITEMS = {b"assessmentItem", b"qti-assessment-item"}
TESTS = {b"assessmentTest", b"qti-assessment-test"}
ASI = {b"questestinterop", b"assessment", b"objectbank", b"section", b"item"}
# A Canvas course holds its questions twice: in its own way, with all kinds, and as Common Cartridge has them.
CANVAS, CARTRIDGE = ".xml.qti", "assessment_qti.xml"
# Settings of a quiz in Canvas.
QUIZ = b"quiz"
OUTER = "root_section"


def looks_like(version: Version, data: bytes, _name: str) -> bool:
    """Whether a file is a package of this version, or a file of items."""
    return version_of(data) == version


def version_of(data: bytes) -> Version | None:
    """The version of a package or of a file of items; None where it is neither."""
    if not data.startswith(ZIP):
        return _version_of_xml(data)
    if MANIFEST.encode() not in data:
        return None
    try:
        manifests = files_of(data, lambda name: posixpath.basename(name) == MANIFEST)
    except Refused:
        # What is wrong with it is told once it is read.
        return QTI21
    text = manifests[min(manifests, key=len)].replace(b"\0", b"") if manifests else b""
    return named_in(text) if text else None


def split(data: bytes) -> Split:
    """The items of a package or of a file, in the order of the manifest. Raises Refused."""
    if not data.startswith(ZIP):
        raws, notes = _parted("", data)
        return Split(raws, notes, _title(data))
    files = files_of(data, lambda name: name.lower().endswith(XML))
    manifest = min((each for each in files if posixpath.basename(each) == MANIFEST), key=len, default=None)
    if manifest is None:
        raise Refused(Note(Rule.MISSING_FILE, file=MANIFEST))
    return _Package(files, manifest).split()


@dataclass(frozen=True, slots=True)
class _Package:
    files: Mapping[str, bytes]
    manifest: str

    def split(self) -> Split:
        root = bare(parsed(self.files[self.manifest], self.manifest))
        named = list(dict.fromkeys(self._named(root)))
        notes: list[Note] = []
        tests = [test for each in named if (test := self._test(each, notes))]
        sections = {item: section for test in tests for item, section in test.sections.items()}
        raws = [raw for each in named for raw in self._raws(each, sections.get(each, ""), notes)]
        notes += [*self._keywords(root), *self._unnamed(named)]
        titles = [test.title for test in tests] + [
            _title(self.files[each]) for each in named if each in self.files
        ]
        return Split(tuple(raws), tuple(notes), next(filter(None, titles), ""))

    def _named(self, root: etree._Element) -> Iterator[str]:
        """The files that resources name, in their order, as they are named in the archive."""
        found = [
            posixpath.normpath(posixpath.join(posixpath.dirname(self.manifest), base, unquote(href)))
            for resource in root.iter("resource")
            for base in [resource.get("base") or ""]
            for href in [resource.get("href"), *(each.get("href") for each in resource.iterfind("file"))]
            if href and (href.lower().endswith(XML) or "item" in resource.get("type", ""))
        ]
        is_canvas = any(each.endswith(CANVAS) for each in found)
        return (each for each in found if not (is_canvas and each.endswith(CARTRIDGE)))

    def _test(self, name: str, notes: list[Note]) -> Assessment | None:
        data = self.files.get(name, b"")
        if _first(data) not in TESTS:
            return None
        try:
            test = assessment_of(bare(parsed(data, name)), name)
        except Refused as refused:
            notes.append(refused.note)
            return None
        notes.extend(test.notes)
        return test

    def _raws(self, name: str, section: str, notes: list[Note]) -> Iterator[Raw]:
        if name not in self.files:
            yield Raw(Note(Rule.MISSING_FILE, 0, told(name), told(name)), file=told(name))
            return
        data = self.files[name]
        first = _first(data)
        if first in ITEMS | ASI:
            try:
                raws, told_aside = _parted(name, data, section)
                notes.extend(told_aside)
                yield from raws
            except Refused as refused:
                yield Raw(refused.note, refused.note.line, name)
        elif first == QUIZ:
            notes.append(Note(Rule.SETTING, 0, "quiz", name))

    def _keywords(self, root: etree._Element) -> Iterator[Note]:
        """Keywords that the manifest gives to its resources."""
        for resource in root.iter("resource"):
            words = [text_of(each) for each in resource.iter("keyword")]
            if words:
                line, file = int(resource.sourceline or 0), told(resource.get("href", self.manifest))
                yield Note(Rule.TAGS, line, ", ".join(words)[:200], file)

    def _unnamed(self, named: list[str]) -> Iterator[Note]:
        """Items that lie in the archive, and that no resource names."""
        for name, data in self.files.items():
            if name not in named and _first(data) in ITEMS | ASI and not name.endswith(CARTRIDGE):
                yield Note(Rule.NOT_LISTED, 0, told(name), told(name))


def _parted(name: str, data: bytes, section: str = "") -> tuple[tuple[Raw, ...], tuple[Note, ...]]:
    """The items of a file, and what is told beside them. Raises Refused where that takes parsing the file,
    and it cannot be parsed.
    """
    if _first(data) in ITEMS:
        return (Raw(data, _line(data), name, section),), ()
    root = bare(parsed(data, name))
    items = list(root.iter("item"))
    raws = (
        Raw(etree.tostring(each, with_tail=False), line, name, _topic(each))
        for each, line in zip(items, _lines(data, items), strict=True)
    )
    return tuple(raws), tuple(aside(root, name))


def _lines(data: bytes, items: list[etree._Element]) -> list[int]:
    """The line of each item, counted in the file: the parser knows none beyond 65,535. Where the count is not
    that of the items (one stands in a comment), the parser's.
    """
    lines, line, before = [], 1, 0
    for found in ITEM.finditer(data):
        line += data.count(b"\n", before, found.start())
        before = found.start()
        lines.append(line)
    return lines if len(lines) == len(items) else [int(each.sourceline or 0) for each in items]


def _topic(item: etree._Element) -> str:
    """What an item is about: by its metadata, its section or its bank."""
    if topic := meta_of(item).get(TOPIC):
        return topic
    for above in item.iterancestors("section", "objectbank"):
        title = above.get("title") or fields_of(above.iterfind("qtimetadata/*")).get("bank_title", "")
        if title and above.get("ident") != OUTER:
            return title
    return ""


def _title(data: bytes) -> str:
    """The title of an assessment, without parsing it."""
    found = re.search(rb"<assessment\s[^>]*?\btitle=\"([^\"]*)\"", data[:HEAD])
    return unescape(found[1].decode(errors="replace")) if found else ""


def _first(data: bytes) -> bytes:
    """The name of the first element of a file, without parsing it."""
    found = FIRST.search(COMMENT.sub(b"", data[:HEAD].replace(b"\0", b"")))
    return found[1] if found else b""


def _line(data: bytes) -> int:
    """The line in which the first element begins."""
    name = _first(data)
    return data[: max(0, data.find(b"<" + name))].count(b"\n") + 1


def _version_of_xml(data: bytes) -> Version | None:
    first = _first(data)
    if first in ASI and first == b"questestinterop":
        return QTI12
    if first not in ITEMS:
        return None
    return named_in(data[:HEAD].replace(b"\0", b"")) or QTI21
