"""The gradebook of a class: readers × assignments, what each column and each row comes to."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Count, Max, Q, Sum, Value
from django.db.models.functions import Cast

from quiz.classroom.models import Assignment, Extension, Membership
from quiz.domain.kinds import Scope
from quiz.domain.medians import Trend, median, median_interval, trend
from quiz.domain.missing import Interval, Missing
from quiz.domain.missing import Value as Figure
from quiz.insight.marks import NONE, Cell, Gone, Run, cell_of, rest_of, share_of_points
from quiz.taking.models import Attempt, Erased
from quiz.web.keeping import Keep
from quiz.web.plain import moment_of, plain_rows

if TYPE_CHECKING:
    from django.db.models import QuerySet

# By assignment and corrections what its finished attempts come to: nothing else changes that. Of 300 readers
# each is 0.1 MB.
MOST_HELD = 120
_runs_held: Keep[tuple[int, Hashable], dict[int, Run]] = Keep(MOST_HELD)


@dataclass(frozen=True, slots=True)
class Row:
    """A reader with a cell for each assignment, and what they come to: the mean share of what is finished,
    the shares of what the article says and of what the references show (0 to 1, None without any), and how
    the marks move (None of fewer than three).
    """

    member: Membership
    cells: tuple[Cell, ...]
    mean: float | None
    article: float | None
    fact: float | None
    trend: Trend | None

    @classmethod
    def of(cls, member: Membership, cells: tuple[Cell, ...]) -> "Row":
        """The row with these cells."""
        runs = [cell.counted for cell in cells if cell.counted and cell.counted.total[1]]
        marks = [(earned / possible, possible) for earned, possible in (run.total for run in runs)]
        return cls(
            member,
            cells,
            sum(share for share, _of in marks) / len(marks) if marks else None,
            share_of_points([run.article for run in runs]),
            share_of_points([rest_of(run) for run in runs]),
            trend(marks),
        )


@dataclass(frozen=True, slots=True)
class Column:
    """An assignment and what its readers' marks come to: the median with its 95 % interval in points; what
    each reader earned of what the article says and of what the references show, 0 to 1.
    """

    assignment: Assignment
    readers: int
    finished: int
    under_way: int
    passed: int
    possible: int
    median: Figure
    interval: Interval
    article: Sequence[float]
    fact: Sequence[float]
    stamp: Any

    @property
    def not_begun(self) -> int:
        """How many have neither a mark nor an open attempt."""
        return self.readers - self.finished - self.under_way

    @property
    def is_told(self) -> bool:
        """Whether the median has an interval."""
        return not isinstance(self.interval, Missing)


@dataclass(frozen=True, slots=True)
class Book:
    """The quizzes of a class that were opened, and the readers who are in it."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def book_of(
    quizzes: Sequence[Assignment], members: Sequence[Membership], newest: Hashable | None = None
) -> Book:
    """The gradebook of these assignments and readers of one class: 2 queries, however many they are, and one
    more where an attempt has to be counted.

    `newest` stands for all corrections of keys that there are: with it the points of finished attempts are
    held, and each column has a stamp of what it has now. Without it everything is counted.
    """
    runs = _runs(quizzes, members, newest)
    extended, erased = _said(quizzes)
    keys = [member.pk for member in members]
    cells = [
        [
            cell_of(
                row,
                runs.get((key, pk), ()),
                is_extended=(key, pk) in extended,
                erased=erased.get((key, pk), NONE),
            )
            for key in keys
        ]
        for row, pk in ((row, row.pk) for row in quizzes)
    ]
    by_member = zip(*cells, strict=True) if cells else repeat((), len(members))
    rows = tuple(Row.of(member, each) for member, each in zip(members, by_member, strict=True))
    columns = tuple(_column(row, keys, column, newest) for row, column in zip(quizzes, cells, strict=True))
    return Book(columns, rows)


def _runs(
    quizzes: Sequence[Assignment], members: Sequence[Membership], newest: Hashable | None
) -> dict[tuple[int, int], list[Run]]:
    """By member and assignment their attempts in their order, open ones too."""
    attempts = Attempt.objects.filter(assignment__in=quizzes, membership__in=members).order_by()
    listed = plain_rows(attempts.order_by("number").values_list("pk", "assignment_id", "membership_id"))
    held = {row.pk: (newest and _runs_held.get((row.pk, newest))) or {} for row in quizzes}
    missing = {assignment for pk, assignment, _member in listed if pk not in held[assignment]}
    for assignment, counted in _counted(attempts.filter(assignment__in=missing)).items():
        held[assignment] = counted
        if newest:
            done = {pk: run for pk, run in counted.items() if run.submitted_at}
            _runs_held.put((assignment, newest), done)
    found: dict[tuple[int, int], list[Run]] = {}
    for pk, assignment, member in listed:
        # Erased since it was listed, it is nowhere.
        if run := held[assignment].get(pk):
            found.setdefault((member, assignment), []).append(run)
    return found


def _counted(attempts: "QuerySet[Attempt]") -> dict[int, dict[int, Run]]:
    """By assignment and attempt what it comes to: 1 query, or none of no assignment."""
    of_article = Q(answers__question__scope=Scope.ARTICLE)
    # With the key PostgreSQL groups by it alone. The time comes as text, which Python's own reader takes
    # several times as fast as those of the drivers; made of a maximum, so once an attempt and not an answer.
    rows = attempts.values_list("pk", "assignment_id", "number").annotate(
        at=Cast(Max("submitted_at"), CharField()),
        earned=Sum("answers__points"), possible=Count("answers__points"),
        article=Sum("answers__points", filter=of_article), of=Count("answers__points", filter=of_article),
        answered=Count("answers__response"),
    )  # fmt: skip
    found: dict[int, dict[int, Run]] = {}
    for pk, assignment, number, at, earned, possible, article, of, answered in plain_rows(rows):
        done = moment_of(at) if at else None
        run = Run(number, done, (earned or 0.0, possible), (article or 0.0, of), answered)
        found.setdefault(assignment, {})[pk] = run
    return found


def _said(quizzes: Sequence[Assignment]) -> tuple[set[tuple[int, int]], dict[tuple[int, int], Gone]]:
    """Who has an extension where, and who erased how many attempts where, and when."""
    extensions = Extension.objects.filter(assignment__in=quizzes).order_by()
    gone = Erased.objects.filter(assignment__in=quizzes).order_by()
    names = ("membership_id", "assignment_id")
    pairs = extensions.values_list(*names, Value(0), "closes_at")
    rows = pairs.union(gone.values_list(*names, "count", "at"), all=True)
    listed = list(rows)
    return (
        {(member, row) for member, row, count, _at in listed if not count},
        {(member, row): (count, at) for member, row, count, at in listed if count},
    )


def _column(assignment: Assignment, keys: Sequence[int], cells: Sequence[Cell], newest: Hashable) -> Column:
    marks = [cell.counted for cell in cells if cell.counted]
    points = [run.total[0] for run in marks]
    done = [(key, run.submitted_at) for key, cell in zip(keys, cells, strict=True) for run in cell.runs]
    last = max((moment for _who, moment in done if moment), default=None)
    return Column(
        assignment=assignment,
        readers=len(cells),
        finished=len(marks),
        under_way=sum(cell.counted is None and cell.open is not None for cell in cells),
        passed=sum(cell.passed is True for cell in cells),
        possible=max((run.total[1] for run in marks), default=0),
        median=median(points),
        interval=median_interval(points),
        article=[run.article[0] / run.article[1] for run in marks if run.article[1]],
        fact=[earned / possible for earned, possible in map(rest_of, marks) if possible],
        # What changes with whatever is counted: the keys, who has finished how often, and when last.
        stamp=(newest, len(done), sum(who for who, _moment in done), last),
    )
