"""The cells of a row, by what they hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from quiz.exchange.formats.markup import escaped
from quiz.exchange.formats.plain import Note, NotRead, words_of
from quiz.exchange.formats.rules import Rule
from quiz.exchange.formats.tables.layout import Source
from quiz.exchange.formats.tables.words import WRITTEN, Field


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is filled, and its heading."""

    heading: str
    text: str

    @property
    def words(self) -> str:
        """The cell to be told: its heading and how it begins."""
        return f"{self.heading}: {words_of(self.text[:200])}"


@dataclass(slots=True)
class Row:
    """The cells of a row by field and number, what was noted of them, and which were of use."""

    line: int
    source: Source
    cells: Mapping[tuple[Field, int], Cell]
    notes: list[Note] = field(default_factory=list)
    used: set[tuple[Field, int]] = field(default_factory=set)

    def cell(self, name: Field, at: int = 0) -> Cell | None:
        """A cell, which is then of use."""
        self.used.add((name, at))
        return self.cells.get((name, at))

    def raw(self, name: Field, at: int = 0) -> str:
        """The text of a cell as it stands, "" where it is empty."""
        found = self.cell(name, at)
        return found.text if found else ""

    def text(self, name: Field, at: int = 0) -> str:
        """The text of a cell as Markdown. In our own layout it is Markdown, in the others it is plain."""
        text = self.raw(name, at)
        return text if self.source is Source.OURS else escaped(text)

    def peek(self, name: Field) -> str:
        """The text of a cell as it stands, whether it will be of use or not."""
        found = self.cells.get((name, 0))
        return found.text if found else ""

    def options(self) -> dict[int, str]:
        """The texts of the options that are filled, as they stand, by their numbers."""
        places = sorted(at for name, at in self.cells if name is Field.OPTION)
        return {at: self.cells[Field.OPTION, at].text for at in places}

    def told(self, name: Field, at: int = 0) -> str:
        """A cell to be told; where it is empty, how we would call its column."""
        found = self.cells.get((name, at))
        return found.words if found else f"{WRITTEN['en'][name]} / {WRITTEN['ja'][name]}"

    def refusal(self, rule: Rule, words: str) -> NotRead:
        """What to raise where the row is no question."""
        return NotRead(Note(rule, self.line, words))

    def note(self, rule: Rule, words: str) -> None:
        """Tell something of this row."""
        self.notes.append(Note(rule, self.line, words))
