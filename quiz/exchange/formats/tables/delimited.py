"""CSV: delimited by commas, semicolons or tabs; UTF-8, or Shift_JIS as Japanese Excel saves it."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from quiz.domain.kinds import GRADED
from quiz.exchange.formats.decoding import text_of
from quiz.exchange.formats.format import MOST_BYTES, Feature, Format
from quiz.exchange.formats.plain import Batch, Note, Refused, Split
from quiz.exchange.formats.rules import Rule
from quiz.exchange.formats.tables.layout import layout_of
from quiz.exchange.formats.tables.lines import HEADINGS_WITHIN, MOST_COLUMNS, Line, parted
from quiz.exchange.formats.tables.reading import read
from quiz.exchange.formats.tables.writing import rows_of
from quiz.web.tables import BOM, FORMULA, safe

DELIMITERS = ",;\t"
SUFFIXES = (".csv", ".tsv")
# Excel's own first line, which names the delimiter.
NAMES_DELIMITER = "sep="
# 5,000 questions of a hundred lines.
MOST_LINES = 500_000
# In so many characters the headings are looked for, to tell the delimiter.
HEAD = 2**16
# What stands behind a quotation mark that is never closed is read again from the next line on, so often.
MOST_AGAIN = 4 * MOST_BYTES


def split(data: bytes) -> Split:
    """The rows below the headings. Raises Refused: EMPTY_FILE, NOT_TEXT, NO_COLUMNS, TOO_LARGE, UNCLOSED."""
    text, notes = text_of(data)
    if text.count("\n") > MOST_LINES:
        raise Refused(Note(Rule.TOO_LARGE, MOST_LINES, str(MOST_BYTES // 2**20)))
    found = parted(_lines(text, _delimiter(text[:HEAD])))
    if found is None:
        raise Refused(Note(Rule.NO_COLUMNS, 1))
    return Split(found.raws, (*notes, *found.notes))


def write(batch: Batch) -> bytes:
    """A CSV file in UTF-8, which Excel knows by its first bytes; no cell of it is taken for a formula."""
    made = io.StringIO()
    csv.writer(made).writerows(
        [safe(cell) for cell in row] for row in rows_of(batch.questions, batch.language)
    )
    return (BOM + made.getvalue()).encode()


def _delimiter(head: str) -> str:
    """The one by which the headings have most columns."""
    return max(DELIMITERS, key=lambda sign: _columns(head, sign))


def _columns(head: str, delimiter: str) -> int:
    found = (layout_of(line.number, line.cells) for line in islice(_lines(head, delimiter), HEADINGS_WITHIN))
    return next((len(layout.columns) for layout in found if layout), 0)


def _lines(text: str, delimiter: str) -> Iterator[Line]:
    """The rows that are not empty. After one that is none, the next line of the file begins another. Raises
    Refused (UNCLOSED) where too much would be read again.
    """
    file, again = io.StringIO(text), 0
    rows, before = csv.reader(file, delimiter=delimiter, strict=True), 0
    while True:
        begun, number = file.tell(), before + rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            again += file.tell() - begun
            if again > MOST_AGAIN:
                raise Refused(Note(Rule.UNCLOSED, number)) from error
            yield Line(number, {}, fault=str(error))
            file.seek(begun)
            file.readline()
            rows, before = csv.reader(file, delimiter=delimiter, strict=True), number
        else:
            if line := _line(number, row):
                yield line


def _line(number: int, row: list[str]) -> Line | None:
    if len(row) > MOST_COLUMNS:
        return Line(number, {}, fault=f"{len(row)} > {MOST_COLUMNS}")
    cells = {at: text for at, cell in enumerate(row) if (text := _read(cell.strip()))}
    is_told = cells and not (number == 1 and cells.get(0, "").lower().startswith(NAMES_DELIMITER))
    return Line(number, cells) if is_told else None


def _read(cell: str) -> str:
    """A cell without the sign that kept it from being a formula."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell


CSV = Format(
    name="csv",
    suffix=".csv",
    media="text/csv",
    kinds=GRADED,
    features=frozenset(Feature),
    looks_like=lambda _data, name: name.endswith(SUFFIXES),
    split=split,
    read=read,
    write=write,
)
