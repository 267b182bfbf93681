"""Which column is what, and whose layout that is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from quiz.exchange.formats.plain import Note, words_of
from quiz.exchange.formats.rules import Rule
from quiz.exchange.formats.tables.words import Field, field_of


class Source(StrEnum):
    """The program that a layout is made for."""

    OURS = "Yomitoki"
    KAHOOT = "Kahoot"
    GOOGLE = "Google Forms"


# What only the others have; the first that is found counts.
SIGNS: Mapping[Source, frozenset[Field]] = {
    Source.KAHOOT: frozenset({Field.TIME_LIMIT}),
    Source.GOOGLE: frozenset({Field.REQUIRED, Field.FOR_RIGHT, Field.FOR_WRONG}),
}
TYPES = frozenset({"type", "question type", "item type"})
# What we have no place for, as a whole.
TOLD: Mapping[Field, Rule] = {
    Field.POINTS: Rule.POINTS,
    Field.TIME_LIMIT: Rule.TIME_LIMIT,
    Field.REQUIRED: Rule.SETTING,
    Field.HINT: Rule.HINT,
    Field.TAGS: Rule.TAGS,
    Field.IMAGE: Rule.IMAGE,
}
# One of these stands beside the question in every table of questions.
BESIDE = frozenset({Field.KIND, Field.OPTION, Field.RIGHT, Field.VALUE})
A = ord("A")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds, its number among those of its kind (0: it has none), and its heading."""

    field: Field
    place: int
    heading: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table by their place, from 0, and the headings of the others; where they stand."""

    source: Source
    line: int
    columns: Mapping[int, Column]
    others: Mapping[int, str]

    def notes(self) -> Iterator[Note]:
        """Whose layout it is, where it is not ours, and which columns we have no place for."""
        if self.source is not Source.OURS:
            yield Note(Rule.READ_AS, self.line, self.source)
        for column in self.columns.values():
            if column.field in TOLD:
                yield Note(TOLD[column.field], self.line, words_of(column.heading))

    def is_counted(self, text: str) -> bool:
        """Whether a cell without a heading only counts the rows, as in Kahoot's template."""
        return self.source is Source.KAHOOT and text.isdecimal()


def layout_of(line: int, cells: Mapping[int, str]) -> Layout | None:
    """The layout that these headings make; None where they are none."""
    columns: dict[int, Column] = {}
    others: dict[int, str] = {}
    taken: set[tuple[Field, int]] = set()
    for at, heading in cells.items():
        found = field_of(heading)
        if found is None or found in taken:
            others[at] = heading[:200]
            continue
        taken.add(found)
        columns[at] = Column(*found, words_of(heading))
    fields = {field for field, _place in taken}
    if Field.QUESTION not in fields or not fields & BESIDE:
        return None
    return Layout(_source(columns, fields), line, columns, others)


def column_name(at: int) -> str:
    """What spreadsheets call a column: A for 0, AA for 26."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(A + rest) + name
    return name


def _source(columns: Mapping[int, Column], fields: set[Field]) -> Source:
    found = next((source for source, signs in SIGNS.items() if fields & signs), Source.OURS)
    if found is Source.OURS and any(column.heading.lower() in TYPES for column in columns.values()):
        return Source.GOOGLE
    return found
