"""What the pages of an attempt share, each at a fixed price."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Aggregate, Count, Q, Sum
from django.http import Http404
from django.urls import reverse

from quiz.bank import kept
from quiz.bank.models import Term
from quiz.classroom.models import Assignment, Membership
from quiz.taking.models import Answer, Attempt, Erased
from quiz.taking.models.attempts import AttemptQuerySet
from quiz.taking.sheets import Sheet, sheet_of
from quiz.web.prepared import Select, slots

# What a finished attempt earned, and what it could have: what does not count has no points.
SCORE: dict[str, Aggregate] = {"earned": Sum("answers__points"), "possible": Count("answers__points")}


def score_of(attempt: Attempt) -> tuple[float, int]:
    """Earned and possible points of an attempt that was read with SCORE."""
    return float(getattr(attempt, "earned", None) or 0), int(getattr(attempt, "possible", None) or 0)


class State(NamedTuple):
    """A place of an attempt on its map."""

    number: int
    is_given: bool
    is_flagged: bool


@dataclass(frozen=True, slots=True)
class AttemptPage:
    """An attempt with the state of all its answers and the sheets of those on the page."""

    attempt: Attempt
    answers: tuple[State, ...]
    sheets: tuple[Sheet, ...]

    @property
    def pack_id(self) -> int | None:
        """The pack of its questions; None without any."""
        return next((sheet.question.pack_id for sheet in self.sheets), None)

    @property
    def texts(self) -> list[str]:
        """What a reader reads of all its sheets."""
        return [text for sheet in self.sheets for text in sheet.texts]

    def terms(self) -> list[Term]:
        """The terms of its open questions' stems: no query where they are held in the process, else 1. What
        stands in an option is not explained before it is chosen, or the line under the question would point
        at it.
        """
        open_ones = [sheet.question for sheet in self.sheets if not sheet.answer.is_shown]
        return kept.terms_of(open_ones[0].pack_id, [row.pk for row in open_ones]) if open_ones else []

    def places(self, here: int, *, are_links: bool) -> list[tuple[int, bool, bool, bool, str]]:
        """The map of the questions: number, answered, flagged, the one shown, its address where it links."""
        code = self.attempt.code
        return [
            (
                answer.number,
                answer.is_given,
                answer.is_flagged,
                answer.number == here,
                reverse("taking:question", args=[code, answer.number]) if are_links else "",
            )
            for answer in self.answers
        ]

    @property
    def given(self) -> int:
        """How many questions are answered."""
        return sum(answer.is_given for answer in self.answers)

    @property
    def flagged(self) -> int:
        """How many are to be looked at again."""
        return sum(answer.is_flagged for answer in self.answers)

    @property
    def rest(self) -> int:
        """How many are not answered yet."""
        return len(self.answers) - self.given


def _own_attempt() -> AttemptQuerySet:
    mine = Attempt.objects.of_who_is_there().filter(**slots(Attempt, "reader_id", "code"))
    return mine.with_rules().select_related("quiz__source")


_ATTEMPT: Select[Attempt] = Select(_own_attempt)
_ANSWERS: Select[Answer] = Select(lambda: Answer.objects.filter(**slots(Answer, "attempt_id")))


def attempt_of(reader_id: UUID | None, code: str) -> Attempt:
    """The reader's own attempt with its quiz: 1 query. Raises Http404."""
    attempt = _ATTEMPT.first(reader_id=reader_id, code=code) if reader_id else None
    if attempt is None:
        raise Http404
    return attempt


def attempt_page(attempt: Attempt, numbers: Sequence[int] | None = None) -> AttemptPage:
    """The page of some questions of an attempt, of all if none are named: 1 query where the questions are
    held in the process, else 3. Raises Http404.
    """
    # Of a page with one question the others are a place on the map each, and no instances.
    rows = _ANSWERS.plain(attempt_id=attempt.pk)
    number, response, flag = (_ANSWERS.place(name) for name in ("number", "response", "is_flagged"))
    shown = [_ANSWERS.instance(row) for row in rows if numbers is None or row[number] in numbers]
    if not shown:
        raise Http404
    asked = kept.questions([answer.question_id for answer in shown])
    for answer in shown:
        answer.question = asked[answer.question_id].question
        answer.attempt = attempt
    sheets = tuple(sheet_of(answer, asked[answer.question_id].options, attempt) for answer in shown)
    states = tuple(State(row[number], row[response] is not None, row[flag]) for row in rows)
    return AttemptPage(attempt, states, sheets)


def open_attempt(reader_ids: Collection[UUID], slug: str) -> Attempt | None:
    """The open attempt of these readers at any version of a quiz, the latest one: 1 query."""
    return (
        Attempt.objects.visible_to(*reader_ids)
        .filter(quiz__slug=slug, submitted_at=None, assignment=None)
        .first()
    )


def finished_attempts(reader_ids: Collection[UUID], slug: str) -> list[Attempt]:
    """The finished attempts of these readers at a quiz, newest first: 1 query."""
    return list(
        Attempt.objects.visible_to(*reader_ids)
        .filter(quiz__slug=slug, assignment=None)
        .exclude(submitted_at=None)
    )


def others(attempt: Attempt) -> list[Attempt]:
    """The finished attempts of the same reader at the same thing, newest first: 1 query."""
    same = Attempt.objects.visible_to(attempt.reader_id).exclude(submitted_at=None)
    if attempt.assignment_id:
        return list(same.filter(assignment=attempt.assignment_id))
    return list(same.filter(quiz__slug=attempt.quiz.slug, assignment=None))


def attempts_in(membership: Membership) -> list[Attempt]:
    """All attempts of a reader in their class with their points: 1 query."""
    rows = membership.attempts.with_rules().select_related("quiz")
    return list(rows.annotate(**SCORE))


def erased_by(membership: Membership) -> dict[int, Erased]:
    """The attempts that this reader erased, by assignment: 1 query."""
    return {row.assignment_id: row for row in membership.erased.select_related("assignment__quiz")}


def erased_at(assignment: Assignment) -> dict[int, Erased]:
    """The attempts at an assignment that their readers erased, by member: 1 query."""
    return {row.membership_id: row for row in assignment.erased.all()}


def held_by(**which: Any) -> tuple[int, int]:
    """How many attempts these are, and how many answers were given in them: 1 query."""
    given = Count("answers", filter=Q(answers__response__isnull=False))
    found = Attempt.objects.filter(**which).aggregate(attempts=Count("pk", distinct=True), given=given)
    return found["attempts"], found["given"]


def attempts_of(reader_ids: Collection[UUID]) -> list[Attempt]:
    """The attempts of these readers outside any class, with their quizzes, newest first: 1 query."""
    return list(Attempt.objects.visible_to(*reader_ids).filter(assignment=None).select_related("quiz"))


def counts_by_quiz(classes: Collection[int]) -> dict[str, tuple[int, int]]:
    """By slug of a quiz: how many attempts were begun and how many finished in these classes. 1 query."""
    mine = Attempt.objects.filter(assignment__classroom__in=classes).order_by().values("quiz__slug")
    rows = mine.annotate(begun=Count("pk"), finished=Count("submitted_at"))
    return {row["quiz__slug"]: (row["begun"], row["finished"]) for row in rows}
