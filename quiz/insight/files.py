"""Results as files that spreadsheets and statistics programs read: CSV, row by row."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.utils import timezone

from quiz.classroom.models import Assignment
from quiz.domain.itemstats import items
from quiz.insight.queries import sample
from quiz.taking.models import Answer
from quiz.taking.queries import results_of

# Excel takes UTF-8 for Japanese only with this in front.
BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
RESULTS = ["name", "attempt", "started_at", "finished_at", "points", "possible", "percent"]
ANSWERS = [
    "name", "attempt", "number", "question", "version", "scope", "topic", "kind", "response", "confidence",
    "flagged", "saved_at", "points",
]  # fmt: skip
ITEMS = [
    "number", "question", "version", "scope", "readers", "facility", "sd", "discrimination", "efficiency",
    "alpha_without",
]  # fmt: skip


class Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


def safe(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def lines(kind: str, assignment: Assignment) -> Iterator[str]:
    """The lines of a file. `kind` is one of FILES."""
    header, rows = FILES[kind]
    writer = csv.writer(Echo())
    yield BOM + writer.writerow(header)
    for row in rows(assignment):
        yield writer.writerow([safe(value) for value in row])


def _moment(value: Any) -> str:
    return timezone.localtime(value).isoformat(timespec="seconds") if value else ""


def _results(assignment: Assignment) -> Iterable[list[Any]]:
    for member, attempts in results_of(assignment):
        for attempt in attempts:
            earned, possible = getattr(attempt, "earned", None) or 0.0, getattr(attempt, "possible", 0)
            points = [round(earned, 4), possible, round(100 * earned / possible, 2) if possible else ""]
            moments = [_moment(attempt.started_at), _moment(attempt.submitted_at)]
            yield [
                member.shown_name,
                attempt.number,
                *moments,
                *(points if attempt.submitted_at else ("", possible, "")),
            ]


def _answers(assignment: Assignment) -> Iterable[list[Any]]:
    rows = Answer.objects.filter(attempt__assignment=assignment).select_related(
        "question__topic", "attempt__membership"
    )
    for answer in rows.order_by("attempt__membership__key", "attempt_id", "number").iterator(chunk_size=2000):
        question, member = answer.question, answer.attempt.membership
        yield [
            member.shown_name if member else "", answer.attempt.number, answer.number, question.code,
            question.version, question.scope, question.topic.key, question.kind,
            "" if answer.response is None else json.dumps(answer.response, ensure_ascii=False),
            answer.confidence or "", int(answer.is_flagged), _moment(answer.saved_at),
            "" if answer.points is None else round(answer.points, 4),
        ]  # fmt: skip


def _items(assignment: Assignment) -> Iterable[list[Any]]:
    found = sample(assignment)
    maxima = found.marks.sum(axis=0) * 0 + 1
    for number, question, item in zip(
        found.numbers, found.questions, items(found.marks, maxima), strict=True
    ):
        figures = (item.facility, item.sd, item.discrimination, item.efficiency, item.alpha_without)
        told = [str(value) if isinstance(value, str) else round(value, 6) for value in figures]
        yield [number, question.code, question.version, question.scope, item.readers, *told]


FILES: Mapping[str, tuple[list[str], Callable[[Assignment], Iterable[list[Any]]]]] = {
    "results": (RESULTS, _results),
    "answers": (ANSWERS, _answers),
    "items": (ITEMS, _items),
}
