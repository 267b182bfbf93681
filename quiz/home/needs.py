"""What needs an instructor's hand now, over all their classes; the week that comes; where classes stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q

from quiz.classroom.models import Assignment, Classroom
from quiz.classroom.queries import classes_of
from quiz.domain.windows import Phase
from quiz.insight.pages.progress import QUIET
from quiz.outlook.posts import waiting_posts
from quiz.taking.models import Attempt
from quiz.taking.pages.disputes import doubted

# Who may be stuck (QUIET), and saved nothing for so long, has gone away.
GONE = timedelta(hours=1)
# What closes so soon is said, and what comes in the week.
SOON = DAY = timedelta(hours=24)
WEEK = 7 * DAY
MOST_DAYS = 8


@dataclass(frozen=True, slots=True)
class Running:
    """A quiz that is open in a class: how many finished and are under way, of how many readers."""

    assignment: Assignment
    readers: int
    finished: int
    under_way: int
    stuck: int
    # When it closes, where that is within a day; how long from now.
    closes_in: timedelta | None

    @property
    def left(self) -> int:
        """How many have not finished."""
        return self.readers - self.finished

    @property
    def not_begun(self) -> int:
        """How many have not begun."""
        return self.left - self.under_way

    @property
    def minutes(self) -> int:
        """The minutes until it closes."""
        return int((self.closes_in or timedelta()).total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An outlook in which posts wait for an instructor, how many and since when."""

    assignment: Assignment
    posts: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Doubted:
    """An assignment whose questions readers doubt: how many questions and readers, what was said last."""

    assignment: Assignment
    questions: int
    readers: int
    last: str


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that opens or closes within the week."""

    at: datetime
    assignment: Assignment
    is_opening: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A class: how many are in it, what runs, and how many assignments come, wait as drafts and are over."""

    classroom: Classroom
    readers: int
    running: tuple[Running, ...]
    outlooks: tuple[Assignment, ...]
    before: int
    drafts: int
    closed: int


@dataclass(frozen=True, slots=True)
class Needs:
    """The desk of an instructor, what is urgent first."""

    running: tuple[Running, ...] = ()
    doubted: tuple[Doubted, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    coming: tuple[Coming, ...] = ()
    cards: tuple[Card, ...] = ()
    archived: tuple[Classroom, ...] = ()
    # Whose keys one may see: what any of one's classes was given, drafts too.
    quizzes: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()

    @property
    def closing(self) -> list[Running]:
        """What closes within a day while readers have not finished."""
        return [row for row in self.running if row.closes_in is not None and row.left]

    @property
    def stuck(self) -> list[Running]:
        """Where readers may be stuck."""
        return [row for row in self.running if row.stuck]

    @property
    def count(self) -> int:
        """How many things need a hand."""
        return len(self.running) + len(self.closing) + len(self.stuck) + len(self.doubted) + len(self.waiting)


def needs_of(user: Any, now: datetime) -> Needs:
    """What needs a hand in the classes that this account teaches: 6 queries, 1 without a class."""
    classes = classes_of(user)
    if not classes:
        return Needs()
    live = {row.pk: row for row in classes if row.archived_at is None}
    rows = Assignment.objects.filter(classroom__in=classes).select_related("quiz", "source", "survey")
    every = list(rows)
    given = [row for row in every if row.classroom_id in live]
    for row in given:
        row.classroom = live[row.classroom_id]
    done, stuck = _done(given), _stuck(given, now)
    readers = {pk: int(getattr(row, "readers", 0)) for pk, row in live.items()}
    running = [
        _running(row, readers[row.classroom_id], done.get(row.pk, (0, 0)), stuck.get(row.pk, 0), now)
        for row in given
        if row.quiz_id and row.phase(now) is Phase.OPEN
    ]
    running.sort(key=lambda row: (row.closes_in is None, row.closes_in or timedelta()))
    by_pk = {row.pk: row for row in given}
    held = waiting_posts([row.pk for row in given if row.source_id])
    return Needs(
        running=tuple(running),
        doubted=tuple(Doubted(by_pk[pk], *told) for pk, told in doubted(list(by_pk)).items()),
        waiting=tuple(Waiting(by_pk[pk], count, since) for pk, (count, since) in held.items()),
        coming=tuple(_coming(given, now)),
        cards=tuple(_card(row, readers[pk], given, running, now) for pk, row in live.items()),
        archived=tuple(row for row in classes if row.archived_at is not None),
        quizzes=frozenset(row.quiz.slug for row in every if row.quiz),
        sources=frozenset(row.source.slug for row in every if row.source),
    )


def _done(given: Sequence[Assignment]) -> Mapping[int, tuple[int, int]]:
    """By assignment how many readers of the class have finished, how many more are under way: 1 query."""
    rows = Attempt.objects.filter(assignment__in=given, membership__removed_at=None).order_by()
    finished = Count("membership", distinct=True, filter=Q(submitted_at__isnull=False))
    begun = rows.values_list("assignment").annotate(
        finished=finished, begun=Count("membership", distinct=True)
    )
    return {pk: (done, all_ - done) for pk, done, all_ in begun}


def _stuck(given: Sequence[Assignment], now: datetime) -> Mapping[int, int]:
    """By assignment how many may be stuck: open attempts that saved nothing for a while: 1 query."""
    rows = Attempt.objects.filter(
        assignment__in=given, membership__removed_at=None, submitted_at=None, started_at__gt=now - DAY
    )
    told = rows.order_by().annotate(
        last=Max("answers__saved_at"), given=Count("answers__response"), asked=Count("answers")
    )
    found: dict[int, int] = {}
    for pk, began, last, answered, asked in told.values_list(
        "assignment", "started_at", "last", "given", "asked"
    ):
        if answered < asked and QUIET < now - (last or began) < GONE:
            found[pk] = found.get(pk, 0) + 1
    return found


def _running(
    assignment: Assignment, readers: int, done: tuple[int, int], stuck: int, now: datetime
) -> Running:
    closes = assignment.closes_at
    soon = closes - now if closes and closes - now < SOON else None
    return Running(assignment, readers, *done, stuck, soon)


def _coming(given: Iterable[Assignment], now: datetime) -> list[Coming]:
    found = [
        Coming(at, row, is_opening)
        for row in given
        for at, is_opening in ((row.opens_at, True), (row.closes_at, False))
        if at and row.opens_at and now < at < now + WEEK
    ]
    return sorted(found, key=lambda each: each.at)[:MOST_DAYS]


def _card(
    classroom: Classroom, readers: int, given: Iterable[Assignment], running: Iterable[Running], now: datetime
) -> Card:
    mine = [row for row in given if row.classroom_id == classroom.pk]
    phases = [row.phase(now) for row in mine]
    return Card(
        classroom,
        readers,
        tuple(row for row in running if row.assignment.classroom_id == classroom.pk),
        tuple(row for row, phase in zip(mine, phases, strict=True) if row.source_id and phase is Phase.OPEN),
        phases.count(Phase.BEFORE),
        phases.count(Phase.DRAFT),
        phases.count(Phase.CLOSED),
    )
