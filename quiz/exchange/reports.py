"""What became of a file, as plain data: for the command line, and for whatever reads JSON."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quiz.bank.models import Pack
from quiz.exchange.formats.rules import Level
from quiz.exchange.kept import notes_of_json
from quiz.exchange.models import Found, Intake
from quiz.exchange.wording import Told, all_told, format_words, place_words


@dataclass(frozen=True, slots=True)
class Reported:
    """A question: `level` is "" (kept as it is), "changed", "dropped" or "not_read"; `repeats` names an
    earlier question of the file by its number, or one's own as "pack/key"; `became` is the key of its piece.
    """

    number: int
    line: int
    file: str
    words: str
    kind: str
    level: str
    notes: tuple[Told, ...]
    repeats: str
    is_ticked: bool
    became: str


@dataclass(frozen=True, slots=True)
class Report:
    """A file, its questions, and where they went: `pack` and `quiz` are empty where nothing was taken in.
    Where the file was refused, `refused` says why and all else is empty.
    """

    file: str
    format: str = ""
    language: str = ""
    notes: tuple[Told, ...] = ()
    questions: tuple[Reported, ...] = ()
    pack: str = ""
    quiz: str = ""
    refused: Told | None = None

    def count(self, level: str) -> int:
        """How many questions there are of this level."""
        return sum(each.level == level for each in self.questions)

    def lines(self) -> Iterator[str]:
        """The report in words, a line each."""
        if self.refused:
            yield _line(self.file, self.refused)
            return
        read = len(self.questions) - self.count(Level.NOT_READ)
        yield (
            f"{self.file}: {format_words(self.format)}, {self.language}: {read} of {len(self.questions)} "
            f"questions read, {self.count(Level.DROPPED)} with something left out, "
            f"{self.count(Level.CHANGED)} changed, "
            f"{sum(bool(each.repeats) for each in self.questions)} there already."
        )
        yield from (_line("", note) for note in self.notes)
        for each in self.questions:
            yield from (_line("", note) for note in each.notes)
            if each.repeats:
                yield f"{place_words(each.file, each.line)}: the same as {each.repeats}: {each.words}"
        if self.pack:
            taken = sum(bool(each.became) for each in self.questions)
            yield f"{taken} questions went into the draft {self.pack}/{self.quiz}."


def report_of(intake: Intake, rows: Iterable[Found]) -> Report:
    """The report of a file, whose rows may not be in the database: 1 query."""
    found = list(rows)
    slugs = dict(
        Pack.objects.filter(pk__in={row.own_pack_id for row in found if row.own_pack_id}).values_list(
            "pk", "slug"
        )
    )
    # Numbers are texts once they were in the database.
    became = {str(number): key for number, key in intake.became.items()}
    return Report(
        file=intake.file_name,
        format=intake.format,
        language=intake.language,
        notes=all_told(notes_of_json(intake.notes)),
        questions=tuple(
            _reported(row, slugs.get(row.own_pack_id or 0, ""), became.get(str(row.number), ""))
            for row in found
        ),
        pack=intake.pack.slug if intake.pack else "",
        quiz=intake.quiz,
    )


def _reported(row: Found, own: str, became: str) -> Reported:
    return Reported(
        number=row.number,
        line=row.line,
        file=row.file,
        words=row.words,
        kind=row.question["kind"] if row.question else "",
        level=row.level,
        notes=all_told(notes_of_json(row.notes)),
        repeats=str(row.twin) if row.twin else f"{own}/{row.own_key}" if own else "",
        is_ticked=row.is_ticked,
        became=became,
    )


def _line(file: str, note: Told) -> str:
    where = place_words(note.file or file, note.line)
    return ": ".join(filter(None, (where, note.level_words, f"{note.says} [{note.rule}]")))
