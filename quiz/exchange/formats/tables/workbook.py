"""XLSX: the sheets of a workbook as lines of cells. Read here and not by a package: the ones that are fast
reserve as much memory as a hostile sheet asks for, and end the process.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import normpath

from lxml import etree

from quiz.exchange.formats.archives import files_of
from quiz.exchange.formats.format import MOST_BYTES
from quiz.exchange.formats.plain import Note, Refused
from quiz.exchange.formats.rules import Rule
from quiz.exchange.formats.tables.cells import (
    Styles,
    Text,
    column_of,
    filled,
    shown,
    styles_of,
    text_of,
    whole,
)
from quiz.exchange.formats.tables.lines import MOST_COLUMNS, Line
from quiz.exchange.formats.tables.xlsx import WORKBOOK
from quiz.exchange.formats.xml import local, parsed

# Tags in the parts that are read: 5,000 questions of 40 cells have 800,000.
MOST_TAGS = 2_000_000
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
RELATION_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
# How Excel packs a workbook with a password.
OLE = b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Workbook:
    """The parts of a workbook: its sheets by their names, as XML; the texts and the styles of their cells."""

    sheets: dict[str, str]
    files: dict[str, bytes]
    strings: tuple[Text, ...]
    styles: Styles

    def lines(self, name: str) -> Iterator[Line]:
        """The rows of a sheet that are not empty. Raises Refused: NOT_XML."""
        file = self.sheets[name]
        number, column, cells = 0, 0, dict[int, Text]()
        for event, element in _walked(self.files[file], file, "row", "c"):
            is_row = local(element) == "row"
            if is_row and event == "start":
                number, column, cells = whole(element.get("r", ""), number + 1), 0, {}
            elif is_row and (line := _line(number, cells)):
                yield line
            elif not is_row and event == "end":
                at = column_of(element.get("r", ""), column)
                column = at + 1
                if at < MOST_COLUMNS:
                    cells[at] = shown(element, self.strings, self.styles)

    def has_pictures(self, name: str) -> bool:
        """Whether pictures lie on a sheet."""
        return b"<drawing " in self.files[self.sheets[name]]


def opened(data: bytes) -> Workbook:
    """A workbook. Raises Refused: ZIP_…, NOT_A_TABLE, NOT_XML, DOCTYPE, TOO_LARGE."""
    if data.startswith(OLE):
        raise Refused(Note(Rule.ZIP_ENCRYPTED if ENCRYPTED in data else Rule.NOT_A_TABLE))
    files = files_of(data)
    if WORKBOOK not in files:
        raise Refused(Note(Rule.NOT_A_TABLE, file=WORKBOOK))
    book = parsed(files[WORKBOOK], WORKBOOK)
    related = _related(files)
    by_id = {key: file for key, _kind, file in related}
    by_kind = {kind: file for _key, kind, file in related}
    # A file counts once, whatever the names that it has.
    sheets = {
        by_id.get(each.get(RELATION) or each.get(RELATION_STRICT) or "", ""): each.get("name", "")
        for each in reversed(book.findall("{*}sheets/{*}sheet"))
    }
    is_mac = any(each.get("date1904") in {"1", "true"} for each in book.iterchildren("{*}workbookPr"))
    strings, styles = by_kind.get("sharedStrings", ""), by_kind.get("styles", "")
    _are_small(files, {*sheets, strings, styles})
    return Workbook(
        {name: file for file, name in reversed(sheets.items()) if file in files},
        files,
        tuple(_strings(files[strings], strings)) if strings in files else (),
        styles_of(parsed(files[styles], styles) if styles in files else None, is_mac=is_mac),
    )


def _are_small(files: dict[str, bytes], read: set[str]) -> None:
    if sum(files[file].count(b"<") for file in read if file in files) > MOST_TAGS:
        raise Refused(Note(Rule.TOO_LARGE, words=str(MOST_BYTES // 2**20)))


def _related(files: dict[str, bytes]) -> list[tuple[str, str, str]]:
    """The parts of a workbook: the id, the kind and the file of each."""
    path = PurePosixPath(WORKBOOK)
    name = f"{path.parent}/_rels/{path.name}.rels"
    root = parsed(files[name], name) if name in files else etree.Element("none")
    return [
        (
            each.get("Id", ""),
            each.get("Type", "").rpartition("/")[2],
            normpath(str(path.parent / each.get("Target", ""))).lstrip("/"),
        )
        for each in root.iterchildren("{*}Relationship")
    ]


def _strings(data: bytes, file: str) -> Iterator[Text]:
    for event, element in _walked(data, file, "si"):
        if event == "end":
            yield text_of(element)


def _walked(data: bytes, file: str, *tags: str) -> Iterator[tuple[str, etree._Element]]:
    """The beginning and the end of each of these elements; what lies before is forgotten."""
    if b"<!DOCTYPE" in data:
        raise Refused(Note(Rule.DOCTYPE, file=file))
    names = [f"{{*}}{tag}" for tag in tags]
    walk = etree.iterparse(
        io.BytesIO(data), events=("start", "end"), tag=names, resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for event, element in walk:
            yield event, element
            if event == "end":
                _forget(element)
    except etree.XMLSyntaxError as error:
        raise Refused(Note(Rule.NOT_XML, error.lineno or 0, (error.msg or "")[:200], file)) from error


def _forget(element: etree._Element) -> None:
    element.clear(keep_tail=True)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _line(number: int, cells: dict[int, Text]) -> Line | None:
    found = dict(filled(cells))
    if not found:
        return None
    formatted = frozenset(at for at, cell in found.items() if cell.is_formatted)
    return Line(number, {at: cell.text for at, cell in found.items()}, formatted)
