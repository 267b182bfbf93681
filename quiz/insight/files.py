"""Results as files that spreadsheets and statistics programs read: CSV row by row, or one workbook."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quiz.classroom.models import Assignment, Membership
from quiz.insight.outcomes import of_class
from quiz.insight.queries import load
from quiz.taking.models import Answer
from quiz.taking.pages.results import results_of
from quiz.taking.queries import score_of
from quiz.web.tables import csv_lines

WORKBOOK = "workbook"
NAME = {
    "name": _("The display name in the class."),
    "sort_key": _("To sort by: the name without differences of width and case, and a number where two share it."),  # noqa: E501  one sentence for the translators
    "attempt": _("Which attempt of this reader, from 1."),
}  # fmt: skip
QUESTION = {
    "number": _("The place of the question in the quiz, from 1."),
    "question": _("The question's code, the same in all its versions."),
    "version": _("The question's version."),
    "scope": _("article: according to the article. fact: according to the references. Empty: not graded."),
}
RESULTS = NAME | {
    "started_at": _("When it was begun, in the time zone of the class (ISO 8601)."),
    "finished_at": _("When it was handed in; empty while it is open."),
    "time_zone": _("The time zone of the times in this row: that of the class."),
    "points": _("Points earned; empty while it is open."),
    "possible": _("Points that could be earned; questions that do not count are left out."),
    "percent": _("Points earned in per cent of those that could be, 0 to 100."),
    "erased": _(
        "How many attempts the reader erased: they count for the limit, and nothing else of them is kept."
    ),
    "erased_at": _("When they were erased, in the time zone of the class (ISO 8601)."),
}
ANSWERS = NAME | QUESTION | {
    "number": _("The place of the question in this attempt, from 1."),
    "topic": _("The topic's key."),
    "kind": _("The kind of question: single, multiple, true_false, numeric, ordering, matching, labelling."),
    "response": _("What was answered, as JSON: codes of options, a number, or pairs. Empty: nothing."),
    "confidence": _("How sure the reader was: 1 a guess, 2 fairly sure, 3 certain. Empty: not stated."),
    "flagged": _("1 where the reader wanted to look again, else 0."),
    "saved_at": _("When it was last saved, in the time zone of the class (ISO 8601)."),
    "time_zone": _("The time zone of the times in this row: that of the class."),
    "points": _("Points for this answer, 0 to 1; empty where it is not graded, does not count or is not marked yet."),  # noqa: E501  one sentence for the translators
}  # fmt: skip
ITEMS = QUESTION | {
    "readers": _("How many readers are counted: the first finished attempt of each."),
    "facility": _("Facility: the mean mark, 0 to 1."),
    "facility_low": _("Lower end of its 95 per cent interval (Wilson)."),
    "facility_high": _("Upper end of its 95 per cent interval (Wilson)."),
    "sd": _("Standard deviation of the marks (0 to 1 each), divided by n - 1."),
    "discrimination": _(
        "Correlation of the mark with the rest of the quiz, in per cent. A word: why there is none."
    ),
    "discrimination_low": _("Lower end of its 95 per cent interval (Fisher's z), in per cent."),
    "discrimination_high": _("Upper end of its 95 per cent interval (Fisher's z), in per cent."),
    "efficiency": _("Discriminative efficiency, in per cent. A word: why there is none."),
    "alpha_without": _("Cronbach's alpha of the quiz without this question, in per cent."),
}
CODEBOOK = {
    "table": _("Which table."),
    "column": _("Which column."),
    "meaning": _("What it holds."),
}


def lines(kind: str, assignment: Assignment) -> Iterator[str]:
    """The lines of a CSV file. `kind` is one of FILES."""
    columns, rows = FILES[kind]
    yield from csv_lines(columns, rows(assignment))


def workbook(assignment: Assignment) -> IO[bytes]:
    """All tables as the sheets of one XLSX file, the codebook first; row by row, through the disk."""
    file: IO[bytes] = TemporaryFile()  # noqa: SIM115  whoever sends it closes it
    # Text is written as text: no spreadsheet takes it for a formula or a link.
    rules = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, rules)
    bold = book.add_format({"bold": True})
    for kind in (CODES, *(kind for kind in FILES if kind != CODES)):
        columns, rows = FILES[kind]
        sheet = book.add_worksheet(kind)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, list(columns), bold)
        for number, row in enumerate(rows(assignment), 1):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
    book.close()
    file.seek(0)
    return file


def _moment(value: Any) -> str:
    return timezone.localtime(value).isoformat(timespec="seconds") if value else ""


def _name(member: Membership | None) -> list[str]:
    return [member.shown_name, f"{member.key} {member.number:03d}"] if member else ["", ""]


def _results(assignment: Assignment) -> Iterable[list[Any]]:
    zone = assignment.classroom.time_zone
    for result in results_of(assignment):
        if erased := result.erased:
            yield [*_name(result.member), "", "", "", zone, "", "", "", erased.count, _moment(erased.at)]
        for attempt in result.attempts:
            earned, possible = score_of(attempt)
            points = [round(earned, 4), possible, round(100 * earned / possible, 2) if possible else ""]
            yield [
                *_name(result.member), attempt.number, _moment(attempt.started_at),
                _moment(attempt.submitted_at), zone, *(points if attempt.submitted_at else ("", "", "")),
                "", "",
            ]  # fmt: skip


def _answers(assignment: Assignment) -> Iterable[list[Any]]:
    rows = Answer.objects.filter(attempt__assignment=assignment).select_related(
        "question__topic", "attempt__membership"
    )
    for answer in rows.order_by("attempt__membership__key", "attempt_id", "number").iterator(chunk_size=2000):
        question, attempt = answer.question, answer.attempt
        yield [
            *_name(attempt.membership), attempt.number, answer.number, question.code,
            question.version, question.scope, question.topic.key, question.kind,
            "" if answer.response is None else json.dumps(answer.response, ensure_ascii=False),
            answer.confidence or "", int(answer.is_flagged), _moment(answer.saved_at),
            assignment.classroom.time_zone,
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


def _codebook(_assignment: Assignment) -> Iterable[list[Any]]:
    for kind, (columns, _rows) in FILES.items():
        for column, meaning in columns.items():
            yield [kind, column, str(meaning)]


Rows = Callable[[Assignment], Iterable[list[Any]]]
CODES = "codebook"
FILES: Mapping[str, tuple[Mapping[str, Any], Rows]] = {
    "results": (RESULTS, _results),
    "answers": (ANSWERS, _answers),
    "items": (ITEMS, _items),
    CODES: (CODEBOOK, _codebook),
}
