"""The gradebook of a class: readers × assignments, what each column and each row comes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, Sum, Value

from quiz.classroom.models import Assignment, Extension, Membership
from quiz.domain.kinds import Scope
from quiz.domain.medians import Trend, median, median_interval, trend
from quiz.domain.missing import Interval, Missing
from quiz.domain.missing import Value as Figure
from quiz.insight.marks import Cell, Run, cell_of, rest_of, share_of_points
from quiz.taking.models import Answer, Attempt, Erased


@dataclass(frozen=True, slots=True)
class Row:
    """A reader with a cell for each assignment, and what they come to."""

    member: Membership
    cells: tuple[Cell, ...]

    @property
    def counted(self) -> list[Run]:
        """The attempts that count and have points, in the order of the assignments."""
        return [cell.counted for cell in self.cells if cell.counted and cell.share is not None]

    @property
    def mean(self) -> float | None:
        """The mean share of what is finished; None without anything."""
        shares = [cell.share for cell in self.cells if cell.share is not None]
        return sum(shares) / len(shares) if shares else None

    @property
    def article(self) -> float | None:
        """The share of what the article says, over all that is finished."""
        return share_of_points(run.article for run in self.counted)

    @property
    def fact(self) -> float | None:
        """The share of what the references show, over all that is finished."""
        return share_of_points(rest_of(run) for run in self.counted)

    @property
    def trend(self) -> Trend | None:
        """How the marks move; None of fewer than three."""
        return trend([(run.total[0] / run.total[1], run.total[1]) for run in self.counted])


@dataclass(frozen=True, slots=True)
class Column:
    """An assignment and what its readers' marks come to. Shares are 0 to 1."""

    assignment: Assignment
    readers: int
    marks: tuple[Run, ...]
    under_way: int
    passed: int

    @property
    def finished(self) -> int:
        """How many have a mark."""
        return len(self.marks)

    @property
    def not_begun(self) -> int:
        """How many have neither a mark nor an open attempt."""
        return self.readers - self.finished - self.under_way

    @property
    def possible(self) -> int:
        """The points that could be earned."""
        return max((run.total[1] for run in self.marks), default=0)

    @property
    def median(self) -> Figure:
        """The median of the marks, in points."""
        return median([run.total[0] for run in self.marks])

    @property
    def interval(self) -> Interval:
        """The 95 % interval of the median, in points."""
        return median_interval([run.total[0] for run in self.marks])

    @property
    def is_told(self) -> bool:
        """Whether the median has an interval."""
        return not isinstance(self.interval, Missing)

    @property
    def article(self) -> Sequence[float]:
        """What each reader earned of what the article says."""
        return [share for run in self.marks if (share := share_of_points([run.article])) is not None]

    @property
    def fact(self) -> Sequence[float]:
        """What each reader earned of what the references show."""
        return [share for run in self.marks if (share := share_of_points([rest_of(run)])) is not None]


@dataclass(frozen=True, slots=True)
class Book:
    """The quizzes of a class that were opened, and the readers who are in it."""

    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    stamps: Mapping[int, Any] = field(default_factory=dict)


def book_of(quizzes: Sequence[Assignment], members: Sequence[Membership], newest: int = 0) -> Book:
    """The gradebook of these assignments and readers of one class: 3 queries, however many they are.

    `newest` is the latest correction of a key, for the stamps of what each assignment has now.
    """
    runs = _runs(quizzes, members)
    extended, erased = _said(quizzes)
    pairs = {
        (member.pk, row.pk): cell_of(
            row,
            runs.get((member.pk, row.pk), ()),
            is_extended=(member.pk, row.pk) in extended,
            erased=erased.get((member.pk, row.pk), 0),
        )
        for row in quizzes
        for member in members
    }
    rows = tuple(Row(each, tuple(pairs[each.pk, row.pk] for row in quizzes)) for each in members)
    columns = tuple(_column(row, [line.cells[at] for line in rows]) for at, row in enumerate(quizzes))
    return Book(columns, rows, {row.pk: _stamp(row, pairs, newest) for row in quizzes})


def _runs(quizzes: Sequence[Assignment], members: Sequence[Membership]) -> dict[tuple[int, int], list[Run]]:
    """By member and assignment their attempts in their order, open ones too."""
    attempts = Attempt.objects.filter(assignment__in=quizzes, membership__in=members).order_by("number")
    of_article = Q(question__scope=Scope.ARTICLE)
    scores = Answer.objects.filter(attempt__assignment__in=quizzes).order_by().values_list("attempt")
    sums = scores.annotate(
        earned=Sum("points"), possible=Count("points"), answered=Count("response"),
        article=Sum("points", filter=of_article), of=Count("points", filter=of_article),
    )  # fmt: skip
    by_attempt = {row[0]: row[1:] for row in sums}
    found: dict[tuple[int, int], list[Run]] = {}
    for pk, assignment, member, number, at in attempts.values_list(
        "pk", "assignment_id", "membership_id", "number", "submitted_at"
    ):
        earned, possible, answered, article, of = by_attempt.get(pk, (None, 0, 0, None, 0))
        run = Run(number, at, (earned or 0.0, possible), (article or 0.0, of), answered)
        found.setdefault((member, assignment), []).append(run)
    return found


def _said(quizzes: Sequence[Assignment]) -> tuple[set[tuple[int, int]], dict[tuple[int, int], int]]:
    """Who has an extension where, and who erased how many attempts where."""
    extensions = Extension.objects.filter(assignment__in=quizzes).order_by()
    gone = Erased.objects.filter(assignment__in=quizzes).order_by()
    names = ("membership_id", "assignment_id")
    rows = extensions.values_list(*names, Value(0)).union(gone.values_list(*names, "count"), all=True)
    listed = list(rows)
    return (
        {(member, row) for member, row, count in listed if not count},
        {(member, row): count for member, row, count in listed if count},
    )


def _column(assignment: Assignment, cells: Sequence[Cell]) -> Column:
    return Column(
        assignment,
        len(cells),
        tuple(cell.counted for cell in cells if cell.counted),
        sum(cell.counted is None and cell.open is not None for cell in cells),
        sum(cell.passed is True for cell in cells),
    )


def _stamp(assignment: Assignment, pairs: Mapping[tuple[int, int], Cell], newest: int) -> Any:
    """What changes with whatever is counted of an assignment: who has finished how often, and when last."""
    done = [(who, run) for (who, what), cell in pairs.items() if what == assignment.pk for run in cell.runs]
    last = max((run.submitted_at for _who, run in done if run.submitted_at), default=None)
    return newest, len(done), sum(who for who, _run in done), last
