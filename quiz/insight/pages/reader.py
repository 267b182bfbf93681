"""One reader of a class, for those who teach it and for the reader: each assignment, one of them opened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from quiz.classroom.models import Assignment, Membership
from quiz.classroom.queries import members
from quiz.insight.marks import Mark, mark_of
from quiz.insight.pages.own import Own, own_of
from quiz.insight.replied import Answers, Line, answers_of
from quiz.taking.models import Answer, Attempt
from quiz.taking.queries import attempts_in, erased_by


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader: the report over all, the mark of each assignment, and the answers in one."""

    own: Own
    marks: tuple[Mark, ...]
    answers: Answers | None
    before: Membership | None = None
    after: Membership | None = None

    def lines(self, only: str) -> tuple[Line, ...]:
        """The questions of the opened assignment that this choice shows."""
        return self.answers.only(only) if self.answers else ()


def reader_of(
    membership: Membership, slug: str, *, is_shown: Callable[[Attempt], bool], is_taught: bool
) -> Reader:
    """What may be shown of a reader, with the assignment of this slug opened, else the one that was worked
    at last: 7 queries, 8 with a corrected key, one more for an instructor (the neighbours).
    """
    attempts = [each for each in attempts_in(membership) if is_shown(each)]
    done = [each for each in attempts if not each.is_open]
    quizzes = _quizzes(membership)
    marks = _marks(membership, quizzes, attempts)
    worked = {each.assignment_id for each in attempts}
    opened = next((row for row in quizzes if row.slug == slug and row.pk in worked), None)
    latest = attempts[0].assignment_id if attempts else None
    opened = opened or next((row for row in quizzes if row.pk == latest), None)
    mine = [each for each in attempts if opened and each.assignment_id == opened.pk]
    rows = list(Answer.objects.filter(attempt__in=attempts).select_related("question__topic"))
    own = own_of(membership, done, rows)
    there = {each.pk for each in mine}
    answers = [row for row in rows if row.attempt_id in there]
    before, after = _neighbours(membership) if is_taught else (None, None)
    return Reader(own, marks, answers_of(opened, mine, answers) if opened else None, before, after)


def _quizzes(membership: Membership) -> list[Assignment]:
    """What the class is given, with whether this reader has an extension."""
    own = membership.extensions.filter(assignment=OuterRef("pk"))
    rows = membership.classroom.assignments.filter(quiz__isnull=False).annotate(is_extended=Exists(own))
    return list(rows.select_related("quiz"))


def _marks(
    membership: Membership, quizzes: Sequence[Assignment], attempts: Sequence[Attempt]
) -> tuple[Mark, ...]:
    """The marks at what is open or was, in its order; drafts are left out."""
    erased = erased_by(membership)
    return tuple(
        mark_of(
            row,
            [each for each in attempts if each.assignment_id == row.pk],
            erased.get(row.pk),
            is_extended=bool(getattr(row, "is_extended", False)),
        )
        for row in quizzes
        if row.opens_at
    )


def _neighbours(membership: Membership) -> tuple[Membership | None, Membership | None]:
    """Who stands before and after in the list of the class."""
    there = [row for row in members(membership.classroom) if row == membership or not row.removed_at]
    at = there.index(membership)
    return there[at - 1] if at else None, there[at + 1] if at + 1 < len(there) else None
