"""CSV: delimited by commas, semicolons or tabs; UTF-8, or Shift_JIS as Japanese Excel saves it."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from quiz.domain.kinds import GRADED
from quiz.exchange.formats.decoding import text_of
from quiz.exchange.formats.format import Feature, Format
from quiz.exchange.formats.plain import Batch, Note, Refused, Split
from quiz.exchange.formats.rules import Rule
from quiz.exchange.formats.tables.layout import layout_of
from quiz.exchange.formats.tables.lines import HEADINGS_WITHIN, Line, parted
from quiz.exchange.formats.tables.reading import read
from quiz.exchange.formats.tables.writing import rows_of
from quiz.web.tables import BOM, FORMULA, safe

DELIMITERS = ",;\t"
SUFFIXES = (".csv", ".tsv")
# Excel's own first line, which names the delimiter.
NAMES_DELIMITER = "sep="


def split(data: bytes) -> Split:
    """The rows below the headings. Raises Refused: EMPTY_FILE, NOT_TEXT, NO_COLUMNS, TOO_LARGE."""
    text, notes = text_of(data)
    lines = [f"{line}\n" for line in text.split("\n")]
    found = parted(_lines(lines, _delimiter(lines)))
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


def _delimiter(lines: list[str]) -> str:
    """The one by which the headings have most columns."""
    return max(DELIMITERS, key=lambda sign: _columns(lines, sign))


def _columns(lines: list[str], delimiter: str) -> int:
    found = (layout_of(line.number, line.cells) for line in islice(_lines(lines, delimiter), HEADINGS_WITHIN))
    return next((len(layout.columns) for layout in found if layout), 0)


def _lines(lines: list[str], delimiter: str) -> Iterator[Line]:
    """The rows that are not empty. After one that is none, the next line of the file begins another."""
    at = 0
    while at < len(lines):
        # Not a slice: a file may have as many faults as lines.
        rows = csv.reader((lines[each] for each in range(at, len(lines))), delimiter=delimiter, strict=True)
        begun = at
        try:
            for row in rows:
                number, begun = begun + 1, at + rows.line_num
                if line := _line(number, row):
                    yield line
        except csv.Error as error:
            yield Line(begun + 1, {}, fault=str(error))
            at = begun + 1
        else:
            return


def _line(number: int, row: list[str]) -> Line | None:
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
