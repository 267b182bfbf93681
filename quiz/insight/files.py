"""Results as files that spreadsheets and statistics programs read: CSV row by row, or one workbook."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO, Any

from django.utils import timezone
from django.utils.translation import gettext, pgettext

from quiz.bank import kept
from quiz.classroom.models import Assignment, Classroom, Counted, Membership
from quiz.domain.later import later
from quiz.insight.book import Row, book_of
from quiz.insight.codebook import ANSWERS, BOOK, CODES, ITEMS, MARKS, Columns, headings
from quiz.insight.marks import COUNTED, Cell, Run, Seal
from quiz.insight.outcomes import of_class
from quiz.insight.queries import load
from quiz.taking.marking import keys_for
from quiz.taking.models import Answer
from quiz.taking.wording import texts_of, worded, worded_key
from quiz.web.tables import csv_lines
from quiz.web.templatetags.marks import seal_words

new_workbook = later("xlsxwriter:Workbook")
WORKBOOK = "workbook"
CODEBOOK = "codebook"
# Beside the mark.
NOTES = (Seal.LATE, Seal.UNDER_WAY, Seal.EXTENDED)
# Instead of one.
WITHOUT = (Seal.UNDER_WAY, Seal.NOT_BEGUN, Seal.ERASED)
# Excel takes no more letters in the name of a sheet.
LONGEST = 31
Table = tuple[Sequence[str], Iterable[Sequence[Any]]]


def lines(kind: str, assignment: Assignment) -> Iterator[str]:
    """The lines of a CSV file. `kind` is one of FILES, or the codebook."""
    heads, rows = _codes() if kind == CODEBOOK else _table(kind, assignment)
    yield from csv_lines(heads, ([_as_text(value) for value in row] for row in rows))


def workbook(assignment: Assignment) -> IO[bytes]:
    """All tables of an assignment as the sheets of one XLSX file, the codebook last."""
    tables = {str(title()): _table(kind, assignment) for kind, (title, _columns, _rows) in FILES.items()}
    return written(tables | {gettext("Codebook"): _codes()})


def book_lines(classroom: Classroom) -> Iterator[str]:
    """The lines of the gradebook of a class as CSV."""
    heads, rows = _book(classroom)
    yield from csv_lines(heads, rows)


def book_workbook(classroom: Classroom) -> IO[bytes]:
    """The gradebook of a class as an XLSX file, with its codebook."""
    title = pgettext("file", "Gradebook")
    codes = [(title, str(name), str(meaning)) for name, meaning in BOOK.values()]
    codes.append((title, gettext("Each assignment"), gettext("The mark in points, empty without one.")))
    return written({title: _book(classroom), gettext("Codebook"): (headings(CODES), codes)})


def written(tables: Mapping[str, Table]) -> IO[bytes]:
    """An XLSX file with a sheet for each table, row by row through the disk: numbers as numbers, times as
    times. Whoever sends it closes it.
    """
    file: IO[bytes] = TemporaryFile()  # noqa: SIM115  as said
    # Text is written as text: no spreadsheet takes it for a formula or a link.
    rules = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = new_workbook(file, rules | {"remove_timezone": True})
    bold, at = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for title, (heads, rows) in tables.items():
        sheet = book.add_worksheet(title[:LONGEST])
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 24)
        sheet.write_row(0, 0, heads, bold)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, datetime):
                    sheet.write_datetime(number, column, timezone.localtime(value), at)
                else:
                    sheet.write(number, column, value)
    book.close()
    file.seek(0)
    return file


def _table(kind: str, assignment: Assignment) -> Table:
    _title, columns, rows = FILES[kind]
    return headings(columns), rows(assignment)


def _codes() -> Table:
    rows = [
        (str(title()), str(name), str(meaning))
        for title, columns, _rows in FILES.values()
        for name, meaning in columns.values()
    ]
    return headings(CODES), rows


def _as_text(value: Any) -> Any:
    return timezone.localtime(value).isoformat(timespec="seconds") if isinstance(value, datetime) else value


def _named(member: Membership | None) -> list[str]:
    if member is None:
        return ["", "", ""]
    if member.erased_at:
        there = gettext("erased everything")
    else:
        there = gettext("taken out") if member.removed_at else gettext("yes")
    return [member.shown_name, f"{member.key} {member.number:03d}", there]


def _marks(assignment: Assignment) -> Iterable[list[Any]]:
    for row in book_of([assignment], list(assignment.classroom.memberships.all())).rows:
        yield [*_named(row.member), *_marked(row.cells[0])]


def _marked(cell: Cell) -> list[Any]:
    notes = ", ".join(seal_words(seal) for seal in NOTES if seal in cell.seals and cell.counted)
    state = next((seal_words(seal) for seal in WITHOUT if seal in cell.seals), "")
    if cell.counted is None:
        return [state, *[""] * 5, len(cell.runs), *[""] * 4, notes, *_erased(cell)]
    by_rule = [_points(COUNTED[rule](cell.runs)) for rule in (Counted.FIRST, Counted.BEST, Counted.LAST)]
    passed = {True: gettext("yes"), False: gettext("no"), None: ""}[cell.passed]
    share = "" if cell.share is None else round(100 * cell.share, 2)
    return [
        gettext("finished"), _points(cell.counted), cell.counted.total[1], share, passed,
        cell.counted.number, len(cell.runs), *by_rule, cell.counted.submitted_at, notes, *_erased(cell),
    ]  # fmt: skip


def _erased(cell: Cell) -> list[Any]:
    count, at = cell.erased
    return [count, at or ""]


def _points(run: Run) -> float:
    return round(run.total[0], 4)


def _answers(assignment: Assignment) -> Iterable[list[Any]]:
    rows = Answer.objects.filter(attempt__assignment=assignment).select_related("attempt__membership")
    places = assignment.quiz.places.all() if assignment.quiz else ()
    asked = kept.questions([place.question_id for place in places])
    keys = keys_for(list(asked), assignment.pk)
    texts = {pk: texts_of(each.question, each.options) for pk, each in asked.items()}
    for answer in rows.order_by("attempt__membership__key", "attempt_id", "number").iterator(chunk_size=2000):
        attempt, pk = answer.attempt, answer.question_id
        question = asked[pk].question
        yield [
            *_named(attempt.membership), attempt.number, answer.number, question.code, question.version,
            question.scope, question.topic.key, question.kind, question.stem.replace("**", ""),
            worded(texts[pk], answer.response), worded_key(texts[pk], keys[pk]) if pk in keys else "",
            "" if answer.response is None else json.dumps(answer.response, ensure_ascii=False),
            answer.confidence or "", int(answer.is_flagged), answer.saved_at or "",
            "" if answer.points is None else round(answer.points, 4),
        ]  # fmt: skip


def _items(assignment: Assignment) -> Iterable[list[Any]]:
    sample = load(assignment).sample()
    for place, item in zip(sample.places, of_class(sample)[0], strict=True):
        question = place.question
        figures = (
            item.facility, *_ends(item.facility_interval), item.sd, item.discrimination,
            *_ends(item.discrimination_interval), item.efficiency, item.alpha_without,
        )  # fmt: skip
        told = [str(value) if isinstance(value, str) else round(value, 6) for value in figures]
        yield [place.number, question.code, question.version, question.scope, item.readers, *told]


def _ends(interval: Any) -> tuple[Any, Any]:
    return (interval, interval) if isinstance(interval, str) else interval


def _book(classroom: Classroom) -> Table:
    given = classroom.assignments.filter(quiz__isnull=False, opens_at__isnull=False)
    quizzes = list(given.select_related("quiz"))
    name, sort_key, there, *rest = headings(BOOK)
    heads = [name, sort_key, there, *(row.title for row in quizzes), *rest]
    return heads, (_booked(row) for row in book_of(quizzes, list(classroom.memberships.all())).rows)


def _booked(row: Row) -> list[Any]:
    marks = [_points(cell.counted) if cell.counted else "" for cell in row.cells]
    shares = ["" if share is None else round(100 * share, 1) for share in (row.mean, row.article, row.fact)]
    return [*_named(row.member), *marks, *shares]


Rows = Callable[[Assignment], Iterable[Sequence[Any]]]
FILES: Mapping[str, tuple[Callable[[], str], Columns, Rows]] = {
    "results": (lambda: pgettext("file", "Marks"), MARKS, _marks),
    "answers": (lambda: pgettext("file", "Answers"), ANSWERS, _answers),
    "items": (lambda: pgettext("file", "Questions"), ITEMS, _items),
}
