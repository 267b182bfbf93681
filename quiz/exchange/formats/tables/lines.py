"""A table as lines of cells, parted into questions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice

from quiz.exchange.formats.format import MOST_BYTES, MOST_QUESTIONS
from quiz.exchange.formats.plain import Note, Raw, Refused, Split, words_of
from quiz.exchange.formats.rules import Rule
from quiz.exchange.formats.tables.layout import Layout, Source, column_name, layout_of

# Above the headings may stand a title and instructions.
HEADINGS_WITHIN = 30
# As Excel has them.
MOST_COLUMNS = 16_384
# Columns without use that are named; of the rest their number is told.
MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: its number in the file, its cells by column from 0, none of them empty; in which of
    them a part is formatted; and what is wrong with it, where it is no line of a table.
    """

    number: int
    cells: Mapping[int, str]
    formatted: frozenset[int] = frozenset()
    fault: str = ""


@dataclass(slots=True)
class _Seen:
    """What was met in columns that are not read."""

    unknown: dict[str, int] = field(default_factory=dict)
    size: int = 0


def parted(lines: Iterable[Line]) -> Split | None:
    """The questions below the headings; None where no line has headings. Raises Refused: TOO_LARGE."""
    given = iter(lines)
    above: list[Line] = []
    for line in islice(given, HEADINGS_WITHIN):
        if layout := layout_of(line.number, line.cells):
            return _of(layout, above, given)
        above.append(line)
    return None


def _of(layout: Layout, above: list[Line], below: Iterator[Line]) -> Split:
    seen = _Seen()
    # One too many is enough to be refused.
    raws = tuple(_raw(line, layout, seen) for line in islice(below, MOST_QUESTIONS + 1))
    return Split(raws, tuple(chain(_above(layout, above), layout.notes(), _unknown(seen))))


def _raw(line: Line, layout: Layout, seen: _Seen) -> Raw:
    if line.fault:
        return Raw((line.fault,), line.number)
    cells = []
    for at, text in line.cells.items():
        if column := layout.columns.get(at):
            cells.append((column.field, column.place, column.heading, text, at in line.formatted))
            # In a workbook a thousand cells may share one long text.
            seen.size += len(text)
        elif not layout.is_counted(text):
            seen.unknown.setdefault(layout.others.get(at) or column_name(at), line.number)
    if seen.size > MOST_BYTES:
        raise Refused(Note(Rule.TOO_LARGE, line.number, str(MOST_BYTES // 2**20)))
    return Raw((layout.source, tuple(cells)), line.number)


def _above(layout: Layout, above: list[Line]) -> Iterator[Note]:
    if layout.source is not Source.KAHOOT:
        for line in above:
            yield Note(
                Rule.COMMENT, line.number, words_of((line.fault or " ".join(line.cells.values()))[:200])
            )


def _unknown(seen: _Seen) -> Iterator[Note]:
    for heading, number in islice(seen.unknown.items(), MOST_TOLD):
        yield Note(Rule.COLUMN, number, words_of(heading))
    if (more := len(seen.unknown) - MOST_TOLD) > 0:
        yield Note(Rule.COLUMN, words=f"+ {more}")
