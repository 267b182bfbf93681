"""What a person has to do and has done, across apps."""

from dataclasses import dataclass
from uuid import UUID

from quiz.bank.models import Quiz, Source
from quiz.bank.queries import current_quizzes, current_sources
from quiz.taking.models import Attempt
from quiz.taking.queries import attempts_of, counts_by_quiz


@dataclass(frozen=True, slots=True)
class Taken:
    """A quiz with how many attempts were begun and finished."""

    quiz: Quiz
    begun: int
    finished: int


@dataclass(frozen=True, slots=True)
class Desk:
    """The attempts of this browser's reader; for an instructor, every quiz with its counts."""

    open: tuple[Attempt, ...]
    finished: tuple[Attempt, ...]
    taken: tuple[Taken, ...]
    sources: tuple[Source, ...]


def desk(reader_id: UUID | None, *, is_instructor: bool) -> Desk:
    """The desk: 1 query for a reader, 4 for an instructor."""
    attempts = attempts_of(reader_id)
    counts = counts_by_quiz() if is_instructor else {}
    return Desk(
        open=tuple(attempt for attempt in attempts if attempt.is_open),
        finished=tuple(attempt for attempt in attempts if not attempt.is_open),
        taken=tuple(
            Taken(quiz, *counts.get(quiz.slug, (0, 0)))
            for quiz in (current_quizzes() if is_instructor else ())
        ),
        sources=tuple(current_sources()) if is_instructor else (),
    )
