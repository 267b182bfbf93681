"""XLSX: a workbook with questions on one of its sheets, parted and written."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime

import xlsxwriter

from quiz.exchange.formats.format import MOST_QUESTIONS
from quiz.exchange.formats.plain import Batch, Note, Refused, Split
from quiz.exchange.formats.rules import Rule
from quiz.exchange.formats.tables.lines import parted
from quiz.exchange.formats.tables.words import KINDS
from quiz.exchange.formats.tables.workbook import opened
from quiz.exchange.formats.tables.writing import rows_of
from quiz.exchange.formats.tables.xlsx import SHEETS

# The same questions give the same file, whenever it is made.
NO_DAY = datetime(2000, 1, 1)  # noqa: DTZ001  a workbook has no zone
# Text is written as text: no spreadsheet takes it for a formula or a link.
AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
NARROW = 18
# All columns together, so that few are wide.
WIDEST = 160
# Excel takes no more characters in a cell.
LONGEST_CELL = 32_767


def split(data: bytes) -> Split:
    """The rows of the first sheet that has headings. Raises Refused: NO_COLUMNS, and what `opened` and
    `Workbook.lines` raise.
    """
    book = opened(data)
    found: Split | None = None
    notes: list[Note] = []
    for name in book.sheets:
        if found is None:
            found = parted(book.lines(name))
            notes += [Note(Rule.IMAGE, words=name)] if found and book.has_pictures(name) else []
        elif parted(book.lines(name)):
            notes.append(Note(Rule.SHEET, words=name))
    if found is None:
        raise Refused(Note(Rule.NO_COLUMNS, 1))
    return Split(found.raws, (*found.notes, *notes))


def write(batch: Batch) -> bytes:
    """A workbook of one sheet."""
    rows = rows_of(batch.questions, batch.language)
    return written({SHEETS[batch.language]: rows}, tuple(KINDS[batch.language].values()))


def written(sheets: Mapping[str, Sequence[Sequence[str]]], kinds: Sequence[str]) -> bytes:
    """A workbook of these sheets, their first rows as headings; the same give the same bytes. The first one
    begins with a column of kinds, which are offered there.
    """
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, AS_TEXT)
    book.set_properties({"created": NO_DAY})
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 0, NARROW)
        columns = max(map(len, rows))
        sheet.set_column(1, columns - 1, NARROW + WIDEST // columns)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                if text:
                    sheet.write_string(number, column, text[:LONGEST_CELL], wrapped if number else bold)
    offered = {"validate": "list", "source": list(kinds), "error_type": "warning"}
    book.worksheets()[0].data_validation(1, 0, MOST_QUESTIONS, 0, offered)
    book.close()
    return made.getvalue()
