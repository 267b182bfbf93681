"""What is kept of a reader, counted, before it goes."""

from dataclasses import dataclass
from uuid import UUID

from quiz.classroom.models import Membership
from quiz.outlook.own_ballots import all_of
from quiz.outlook.posts import written_by
from quiz.taking.queries import held_by
from quiz.taking.services.erasing import counts_of


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is kept of a reader, counted."""

    classes: tuple[str, ...]
    # Who the reader is in these classes.
    names: tuple[str, ...]
    attempts: int
    answers: int
    ballots: int
    # What others can read, or will: posts, and reasons of ballots.
    posts: int
    reasons: int
    # How many attempts count for the limits of assignments, also when they are gone.
    counting: int


def holdings(reader_id: UUID) -> Holdings:
    """How much is kept of a reader: 6 queries."""
    rows = Membership.objects.filter(reader=reader_id).select_related("classroom")
    attempts, answers = held_by(reader=reader_id)
    ballots = all_of(reader_id)
    return Holdings(
        classes=tuple(row.classroom.name for row in rows),
        names=tuple(row.shown_name for row in rows),
        attempts=attempts,
        answers=answers,
        ballots=len(ballots),
        posts=len(written_by(reader_id)),
        reasons=sum(bool(ballot["reason"]) for ballot in ballots),
        counting=sum(sum(counts.values()) for counts in counts_of(rows).values()),
    )
