"""The desk: what a person has to do and has done, across classes and quizzes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from quiz.bank.models import Pack, Quiz, Source
from quiz.bank.queries import current_quizzes, current_sources
from quiz.classroom.models import Assignment, Extension, Membership
from quiz.classroom.queries import Given, places_of
from quiz.domain.windows import Phase
from quiz.home.models import HOUSE, Upkeep
from quiz.home.needs import Needs, needs_of
from quiz.taking.models import Attempt, Erased
from quiz.taking.queries import attempts_of, counts_by_quiz
from quiz.taking.standing import Stand, stand_of

# It goes once an hour; what is due meanwhile is also done when somebody looks.
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Taken:
    """A quiz with how many attempts were begun and finished in one's own classes."""

    quiz: Quiz
    begun: int
    finished: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """An assignment that is to be done, or an outlook that is open."""

    assignment: Assignment
    stand: Stand


@dataclass(frozen=True, slots=True)
class ClassWork:
    """A class of the reader with what waits there now."""

    membership: Membership
    waiting: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class Neglect:
    """What staff must know of keep_house: when it last came to its end (None: never), whether that is more
    than a day ago, and how much it could not do.
    """

    ended_at: datetime | None
    is_late: bool
    failed: int


@dataclass(frozen=True, slots=True)
class Desk:
    """For an instructor what needs a hand, the classes, and the quizzes and sources whose keys they may see;
    then the attempts of this browser's readers, and who they are in their classes. For staff what is wrong
    with what goes by the clock.
    """

    open: tuple[Attempt, ...]
    finished: tuple[Attempt, ...]
    work: tuple[ClassWork, ...]
    taken: tuple[Taken, ...]
    sources: tuple[Source, ...]
    needs: Needs
    neglect: Neglect | None


def desk_of(reader_ids: Collection[UUID], user: Any, now: datetime) -> Desk:
    """The desk: 2 queries for readers, 6 with classes; 9 more for an instructor, however many classes;
    1 more for staff.
    """
    is_instructor = user.is_authenticated
    attempts = attempts_of(reader_ids)
    needs = needs_of(user, now) if is_instructor else Needs()
    mine = [card.classroom.pk for card in needs.cards] + [row.pk for row in needs.archived]
    counts = counts_by_quiz(mine) if is_instructor else {}
    told = user.is_staff if is_instructor else False
    given = Q(sources__quizzes__slug__in=needs.quizzes) | Q(sources__slug__in=needs.sources)
    packs = Pack.objects.filter(given | (Q(owner=None) if told else Q(pk__in=())))
    return Desk(
        open=tuple(attempt for attempt in attempts if attempt.is_open),
        finished=tuple(attempt for attempt in attempts if not attempt.is_open),
        taken=tuple(
            Taken(quiz, *counts.get(quiz.slug, (0, 0)))
            for quiz in (current_quizzes(packs) if is_instructor else ())
            if (told and not quiz.source.pack.owner_id) or quiz.slug in needs.quizzes
        ),
        work=class_work(reader_ids, now),
        sources=tuple(
            source
            for source in (current_sources(packs) if is_instructor else ())
            if (told and not source.pack.owner_id) or source.slug in needs.sources
        ),
        needs=needs,
        neglect=neglect_at(now) if told else None,
    )


def neglect_at(now: datetime) -> Neglect | None:
    """What is wrong with keep_house, None where it ended well within a day: 1 query."""
    last = Upkeep.objects.filter(task=HOUSE).first()
    ended = last.ended_at if last else None
    is_late = ended is None or now - ended > DAY
    failed = last.failed if last else 0
    return Neglect(ended, is_late=is_late, failed=failed) if is_late or failed else None


def class_work(reader_ids: Collection[UUID], now: datetime) -> tuple[ClassWork, ...]:
    """The classes of these readers with what waits: 5 queries, 1 without a class."""
    members = places_of(reader_ids)
    if not members:
        return ()
    classes = [member.classroom_id for member in members]
    given = Assignment.objects.filter(classroom__in=classes, opens_at__isnull=False)
    listed = list(given.select_related("classroom", "quiz", "source", "survey"))
    attempts = list(Attempt.objects.with_rules().filter(membership__in=members))
    own = Extension.objects.filter(membership__in=members)
    extensions = {(row.membership_id, row.assignment_id): row for row in own}
    gone = Erased.objects.filter(membership__in=members)
    erased = {(row.membership_id, row.assignment_id): row for row in gone}
    found: dict[int, list[Waiting]] = {member.pk: [] for member in members}
    pairs = [(one, row) for one in members for row in listed if row.classroom_id == one.classroom_id]
    for member, assignment in pairs:
        key = (member.pk, assignment.pk)
        mine = [row for row in attempts if (row.membership_id, row.assignment_id) == key]
        stand = stand_of(Given(assignment, member, extensions.get(key)), mine, erased.get(key), now)
        if stand.is_to_do if assignment.quiz_id else stand.phase is Phase.OPEN:
            found[member.pk].append(Waiting(assignment, stand))
    return tuple(ClassWork(member, tuple(found[member.pk])) for member in members)
