"""What a person has to do and has done, across apps."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from quiz.bank.models import Quiz, Source
from quiz.bank.queries import current_quizzes, current_sources
from quiz.classroom.models import Classroom, Membership
from quiz.classroom.queries import Given, classes_of, given_to, keys_seen, membership_of
from quiz.domain.windows import Phase
from quiz.home.work import ClassWork, class_work
from quiz.outlook.own_ballots import all_of
from quiz.outlook.posts import written_by
from quiz.outlook.queries import Standing, standings_of
from quiz.people.models import Reader
from quiz.taking.erasing import counts_of
from quiz.taking.models import Answer, Attempt, Erased
from quiz.taking.queries import attempts_in, attempts_of, counts_by_quiz, erased_by, held_by, score_of
from quiz.taking.standing import Stand, is_passed, stand_of


@dataclass(frozen=True, slots=True)
class Taken:
    """A quiz with how many attempts were begun and finished."""

    quiz: Quiz
    begun: int
    finished: int


@dataclass(frozen=True, slots=True)
class Desk:
    """The attempts of this browser's readers and who they are in their classes; for an instructor, the
    quizzes and sources whose keys they may see, with counts.
    """

    open: tuple[Attempt, ...]
    finished: tuple[Attempt, ...]
    work: tuple[ClassWork, ...]
    taken: tuple[Taken, ...]
    sources: tuple[Source, ...]
    classes: tuple[Classroom, ...]


def desk(reader_ids: Collection[UUID], user: Any, now: datetime) -> Desk:
    """The desk: 2 queries for readers, 6 with classes; 5 more for an instructor."""
    is_instructor = user.is_authenticated
    attempts = attempts_of(reader_ids)
    counts = counts_by_quiz() if is_instructor else {}
    quizzes, sources = keys_seen(user)
    told = user.is_staff if is_instructor else False
    return Desk(
        open=tuple(attempt for attempt in attempts if attempt.is_open),
        finished=tuple(attempt for attempt in attempts if not attempt.is_open),
        taken=tuple(
            Taken(quiz, *counts.get(quiz.slug, (0, 0)))
            for quiz in (current_quizzes() if is_instructor else ())
            if told or quiz.slug in quizzes
        ),
        work=class_work(reader_ids, now),
        sources=tuple(
            source
            for source in (current_sources() if is_instructor else ())
            if told or source.slug in sources
        ),
        classes=tuple(classes_of(user)) if is_instructor else (),
    )


@dataclass(frozen=True, slots=True)
class Duty:
    """An assignment as its reader meets it."""

    given: Given
    stand: Stand
    attempts: tuple[Attempt, ...]
    best: Attempt | None
    is_passed: bool | None
    # How many attempts the reader erased, which count for the limit.
    erased: Erased | None = None
    # Of an outlook: where it stands, and at how many predictions one voted.
    standing: Standing | None = None

    @property
    def is_to_do(self) -> bool:
        """Whether there is anything to do now."""
        is_quiz = self.given.assignment.source_id is None
        return self.stand.is_to_do if is_quiz else self.stand.phase is Phase.OPEN


@dataclass(frozen=True, slots=True)
class Room:
    """A class for its reader: what can be done now, what comes, what is over."""

    membership: Membership
    now: tuple[Duty, ...]
    later: tuple[Duty, ...]
    over: tuple[Duty, ...]


def room(reader_id: UUID | None, slug: str, now: datetime) -> Room:
    """A class for its reader: 7 queries. Raises Http404."""
    membership = membership_of(reader_id, slug)
    attempts, standings = attempts_in(membership), standings_of(membership, now)
    erased = erased_by(membership)
    duties = [
        replace(_duty(given, attempts, erased, now), standing=standings.get(given.assignment.pk))
        for given in given_to(membership)
    ]
    active = [duty for duty in duties if duty.is_to_do]
    later = [duty for duty in duties if duty.stand.phase is Phase.BEFORE]
    over = [duty for duty in duties if duty not in active and duty not in later]
    return Room(membership, tuple(active), tuple(later), tuple(over))


def _duty(given: Given, attempts: list[Attempt], erased: Mapping[int, Erased], now: datetime) -> Duty:
    assignment = given.assignment
    gone = erased.get(assignment.pk)
    mine = tuple(row for row in attempts if row.assignment_id == assignment.pk)
    seen = [row for row in mine if row.is_reviewable(now)]
    best = max(seen, key=lambda attempt: score_of(attempt)[0], default=None)
    return Duty(
        given=given,
        stand=stand_of(given, mine, gone, now),
        attempts=mine,
        erased=gone,
        best=best,
        is_passed=is_passed(*score_of(best), assignment.pass_mark) if best else None,
    )


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is kept of a reader, counted."""

    classes: tuple[str, ...]
    # Who the reader is in these classes.
    names: tuple[str, ...]
    attempts: int
    answers: int
    ballots: int
    posts: int
    # How many attempts count for the limits of assignments, also when they are gone.
    counting: int


def holdings(reader_id: UUID) -> Holdings:
    """How much is kept of a reader: 6 queries."""
    rows = Membership.objects.filter(reader=reader_id).select_related("classroom")
    attempts, answers = held_by(reader=reader_id)
    return Holdings(
        classes=tuple(row.classroom.name for row in rows),
        names=tuple(row.shown_name for row in rows),
        attempts=attempts,
        answers=answers,
        ballots=len(all_of(reader_id)),
        posts=len(written_by(reader_id)),
        counting=sum(sum(counts.values()) for counts in counts_of(rows).values()),
    )


def everything_about(reader_id: UUID, now: datetime) -> dict[str, Any]:
    """All that is stored about a reader, points only where the rules show them: 7 queries."""
    reader = Reader.objects.filter(pk=reader_id).first()
    memberships = Membership.objects.filter(reader=reader_id).select_related("classroom")
    attempts = list(
        Attempt.objects.filter(reader=reader_id).with_rules().select_related("quiz").order_by("started_at")
    )
    answers: dict[int, list[Answer]] = {}
    for answer in Answer.objects.filter(reader=reader_id).select_related("question").order_by("number"):
        answers.setdefault(answer.attempt_id, []).append(answer)
    return {
        "reader": str(reader_id),
        "since": reader.since if reader else None,
        "classes": [
            {"class": row.classroom.name, "name": row.shown_name, "joined_at": row.joined_at}
            for row in memberships
        ],
        "attempts": [_told(row, answers.get(row.pk, []), now) for row in attempts],
        "erased": [
            {"assignment": row.assignment.title, "attempts": row.count, "at": row.at}
            for row in Erased.objects.filter(membership__reader=reader_id).select_related("assignment__quiz")
        ],
        "ballots": all_of(reader_id),
        "posts": written_by(reader_id),
    }


def _told(attempt: Attempt, answers: list[Answer], now: datetime) -> dict[str, Any]:
    shows_points = attempt.is_reviewable(now)
    return {
        "quiz": attempt.quiz.title,
        "class": attempt.assignment.classroom.name if attempt.assignment else None,
        "started_at": attempt.started_at,
        "submitted_at": attempt.submitted_at,
        "answers": [
            {
                "question": answer.question.stem,
                "response": answer.response,
                "confidence": answer.confidence,
                "flagged": answer.is_flagged,
                "saved_at": answer.saved_at,
                "points": answer.points if shows_points or answer.is_shown else None,
            }
            for answer in answers
        ],
    }
