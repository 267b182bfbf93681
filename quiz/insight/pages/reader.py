"""One reader of a class, for those who teach it and for the reader: each assignment, one of them opened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery

from quiz.classroom.models import Assignment, Membership
from quiz.classroom.queries import members
from quiz.insight.marks import NONE, Cell, cell_of, run_of
from quiz.insight.pages.own import Own, own_of
from quiz.insight.replied import Answers, Line, answers_of
from quiz.taking.models import Answer, Attempt
from quiz.taking.queries import attempts_in


@dataclass(frozen=True, slots=True)
class Mark:
    """An assignment and how the reader stands at it."""

    assignment: Assignment
    cell: Cell


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
    at last: 6 queries, 7 with a corrected key, one more for an instructor (the neighbours).
    """
    every = attempts_in(membership)
    attempts = [each for each in every if is_shown(each)]
    # An assignment of which something was made and nothing may be shown is left out: it is not "not begun".
    hidden = {each.assignment_id for each in every} - {each.assignment_id for each in attempts}
    rows = list(Answer.objects.filter(attempt__in=attempts).select_related("question__topic"))
    marks = [mark for mark in _marks(membership, attempts, rows) if mark.assignment.pk not in hidden]
    opened = _opened(marks, slug, attempts)
    own = own_of(membership, [each for each in attempts if not each.is_open], rows)
    before, after = _neighbours(membership) if is_taught else (None, None)
    return Reader(own, tuple(marks), _answers(opened, attempts, rows) if opened else None, before, after)


def _opened(marks: Sequence[Mark], slug: str, attempts: Sequence[Attempt]) -> Mark | None:
    worked = {each.assignment_id for each in attempts}
    there = [mark for mark in marks if mark.assignment.pk in worked]
    latest = attempts[0].assignment_id if attempts else None
    named = (mark for mark in there if mark.assignment.slug == slug)
    return next(named, None) or next((mark for mark in there if mark.assignment.pk == latest), None)


def _answers(opened: Mark, attempts: Sequence[Attempt], rows: Sequence[Answer]) -> Answers:
    mine = [each for each in attempts if each.assignment_id == opened.assignment.pk]
    there = {each.pk for each in mine}
    counted = opened.cell.counted.number if opened.cell.counted else None
    return answers_of(opened.assignment, mine, [row for row in rows if row.attempt_id in there], counted)


def _marks(membership: Membership, attempts: Sequence[Attempt], rows: Sequence[Answer]) -> tuple[Mark, ...]:
    """The marks at what is open or was, in its order; drafts are left out: 1 query."""
    own = membership.extensions.filter(assignment=OuterRef("pk"))
    gone = membership.erased.filter(assignment=OuterRef("pk"))
    given = membership.classroom.assignments.filter(quiz__isnull=False, opens_at__isnull=False)
    rows_given = given.select_related("quiz").annotate(
        is_extended=Exists(own),
        erased_count=Subquery(gone.values("count")),
        erased_at=Subquery(gone.values("at")),
    )
    found = []
    for row in rows_given:
        mine = sorted(
            (each for each in attempts if each.assignment_id == row.pk), key=lambda each: each.number
        )
        runs = [run_of(each, (line for line in rows if line.attempt_id == each.pk)) for each in mine]
        erased = (row.erased_count, row.erased_at) if row.erased_count else NONE
        found.append(Mark(row, cell_of(row, runs, is_extended=row.is_extended, erased=erased)))
    return tuple(found)


def _neighbours(membership: Membership) -> tuple[Membership | None, Membership | None]:
    """Who stands before and after in the list of the class."""
    there = [row for row in members(membership.classroom) if row == membership or not row.removed_at]
    at = there.index(membership)
    return there[at - 1] if at else None, there[at + 1] if at + 1 < len(there) else None
