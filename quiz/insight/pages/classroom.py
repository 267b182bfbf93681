"""A class at a glance: what it is given and how far that is, how it went, the gradebook."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import compress
from operator import attrgetter
from typing import Any

from django.db.models import Count, Subquery, Sum, Value

from quiz.classroom.models import Assignment, Classroom
from quiz.domain.medians import Trend, mean_interval, trend_of_group
from quiz.domain.missing import Interval, Missing
from quiz.domain.shuffle import shuffled
from quiz.domain.windows import Phase
from quiz.insight.book import Book, Column, Row, book_of
from quiz.insight.lured import Lure, Sure, Topic, lures_of, pooled, told_of, topics_of
from quiz.insight.marks import Points, Run, rest_of
from quiz.taking.models import Correction

# What runs, what comes, what waits, what is over.
ORDER = (Phase.OPEN, Phase.BEFORE, Phase.DRAFT, Phase.CLOSED, Phase.ARCHIVED)
SHOWN: Mapping[str, Callable[[Row], bool]] = {
    "all": lambda _row: True,
    "below": lambda row: any(cell.passed is False for cell in row.cells),
    "unfinished": lambda row: any(cell.counted is None for cell in row.cells),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """How the gradebook is to be shown. `sort`: name, mean or the slug of an assignment, descending with a
    minus before it; `only`: one of SHOWN.
    """

    sort: str = "name"
    only: str = "all"
    is_hidden: bool = False
    is_share: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """An assignment in the table: of a quiz that was opened its column, and what misled."""

    assignment: Assignment
    phase: Phase
    column: Column | None
    lure: Lure | None


@dataclass(frozen=True, slots=True)
class Point:
    """What an assignment's readers earned on average of one of the two scores, 0 to 1, with its interval."""

    mean: float
    interval: Interval

    @property
    def is_told(self) -> bool:
        """Whether there is an interval."""
        return not isinstance(self.interval, Missing)


@dataclass(frozen=True, slots=True)
class Step:
    """An assignment on the way of the class: the two scores, each None where nothing asks for it."""

    assignment: Assignment
    article: Point | None
    fact: Point | None


@dataclass(frozen=True, slots=True)
class Way:
    """The assignments in their order, and how each of the two scores moves over them (None of fewer than
    three).
    """

    steps: tuple[Step, ...]
    article: Trend | None
    fact: Trend | None


@dataclass(frozen=True, slots=True)
class Page:
    """A class: the table of assignments, the way so far, the gradebook with those of its rows that show."""

    works: tuple[Work, ...]
    book: Book
    rows: tuple[tuple[str, Row], ...]
    shown: Sequence[tuple[str, int]]
    way: Way
    sures: tuple[Sure, ...]
    topics: tuple[Topic, ...]
    asked: Asked

    @property
    def readers(self) -> int:
        """How many are in the class."""
        return len(self.book.rows)


def classroom_of(classroom: Classroom, now: datetime, asked: Asked) -> Page:
    """The page of a class: 4 queries while nothing new was handed in, up to 7 more once after that.

    Where names are hidden, the order is a draw of the day, since that of names tells.
    """
    # Before what they changed is read. Not the latest alone: the one before it may be written after it.
    corrections = Correction.objects.order_by().values(all=Value(1)).annotate(n=Count("pk"), sum=Sum("pk"))
    rows = classroom.assignments.select_related("classroom", "quiz", "source", "survey")
    listed = list(rows.annotate(n=Subquery(corrections.values("n")), sum=Subquery(corrections.values("sum"))))
    newest = (listed[0].n, listed[0].sum) if listed else (0, 0)
    quizzes = [row for row in listed if row.quiz_id and row.opens_at and row.opens_at <= now]
    members = list(classroom.memberships.filter(removed_at=None))
    book = book_of(quizzes, members, newest)
    told = told_of({column.assignment.pk: column.stamp for column in book.columns})
    lures = lures_of(told)
    columns = {column.assignment.pk: column for column in book.columns}
    if asked.sort not in _sorts(book):
        asked = replace(asked, sort="name")
    works = [Work(row, row.phase(now), columns.get(row.pk), lures.get(row.pk)) for row in listed]
    return Page(
        tuple(sorted(works, key=lambda work: ORDER.index(work.phase))),
        book,
        tuple(_named(book, asked, f"{classroom.slug}{now:%j}" if asked.is_hidden else "")),
        [(name, sum(map(wanted, book.rows))) for name, wanted in SHOWN.items()],
        _way(book),
        pooled(told.values()),
        topics_of(told[column.assignment.pk] for column in book.columns),
        asked,
    )


def _way(book: Book) -> Way:
    asked = [at for at, column in enumerate(book.columns) if column.finished]
    return Way(
        tuple(_step(book.columns[at]) for at in asked),
        *(_moved(book, asked, part) for part in (attrgetter("article"), rest_of)),
    )


def _moved(book: Book, asked: Sequence[int], part: Callable[[Run], Points]) -> Trend | None:
    """How one of the two scores moves over those of these assignments that ask for it."""
    shares = [[_share(row.cells[at].counted, part) for at in asked] for row in book.rows]
    there = [any(share is not None for share in column) for column in zip(*shares, strict=True)]
    return trend_of_group([list(compress(row, there)) for row in shares])


def _share(run: Run | None, part: Callable[[Run], Points]) -> float | None:
    earned, possible = part(run) if run else (0.0, 0)
    return earned / possible if possible else None


def _step(column: Column) -> Step:
    return Step(column.assignment, _point(column.article), _point(column.fact))


def _point(shares: Sequence[float]) -> Point | None:
    return Point(sum(shares) / len(shares), mean_interval(shares)) if shares else None


def _named(book: Book, asked: Asked, draw: str) -> list[tuple[str, Row]]:
    """The rows that show, each with what it is called; `draw` hides the names and draws their order."""
    rows = {str(row.member.pk): row for row in book.rows}
    order = shuffled(list(rows), seed=0, salt=draw) if draw else list(rows)
    called = [(str(number) if draw else "", rows[pk]) for number, pk in enumerate(order, 1)]
    there = [each for each in called if SHOWN[asked.only](each[1])]
    sort, name = asked.sort, asked.sort.removeprefix("-")
    if name == "name":
        return there[::-1] if sort != name else there
    value = _value(book, name)
    ranked = [each for each in there if value(each[1]) is not None]
    # Who has no figure stands last, whichever way it is sorted.
    return sorted(ranked, key=lambda each: value(each[1]), reverse=sort != name) + [
        each for each in there if value(each[1]) is None
    ]


def _value(book: Book, name: str) -> Callable[[Row], Any]:
    if name == "mean":
        return lambda row: row.mean
    at = next(at for at, column in enumerate(book.columns) if column.assignment.slug == name)
    return lambda row: row.cells[at].share


def _sorts(book: Book) -> set[str]:
    names = {"name", "mean", *(column.assignment.slug for column in book.columns)}
    return names | {f"-{name}" for name in names}
