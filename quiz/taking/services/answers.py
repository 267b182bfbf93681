"""Answers are saved, and the feedback of one is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404

from quiz.bank import kept
from quiz.bank.models.questions import Feedback
from quiz.domain.windows import is_over
from quiz.taking.marking import mark
from quiz.taking.models import Answer, Attempt, Save, extension_of
from quiz.taking.sheets import Given, Sheet, sheet_of
from quiz.web.prepared import Select, Together, insert, slots, update


class AttemptClosed(Exception):
    """The attempt was submitted; the answers saved before that are kept."""


class TimeOver(AttemptClosed):
    """The time of the attempt is over; it counts with what was saved."""


class AnswerStands(Exception):
    """The feedback of this question was shown; its answer is not changed any more."""


class NothingAnswered(Exception):
    """There is no answer yet whose feedback could be shown."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save came to: the answer as it now stands, and when the one was saved that it replaced
    without having been seen (None in the usual case).
    """

    answer: Answer
    replaced_at: datetime | None = None


@transaction.atomic
def save_answer(
    *, reader_id: UUID, code: str, number: int, read: Callable[[Sheet], Given], now: datetime
) -> Saved:
    """Save what `read` makes of the question's sheet; the last save counts, and each is kept.

    The same again changes nothing; a save that its own tab has overtaken is not applied. 3 queries where the
    question is held in the process, 2 on PostgreSQL, else 2 more. Raises Http404, AttemptClosed,
    AnswerStands, and whatever `read` raises; then nothing is changed.
    """
    answer = _locked(reader_id, code, number, now)
    asked = kept.questions([answer.question_id])[answer.question_id]
    answer.question = asked.question
    given = read(sheet_of(answer, asked.options, answer.attempt))
    if _is_same(answer, given) or _is_overtaken(answer, given):
        return Saved(answer)
    replaced_at = answer.saved_at if _is_unseen(answer, given) else None
    said = {"response": given.response, "confidence": given.confidence, "saved_at": now}
    said |= {"tab": given.tab, "serial": given.serial}
    kept_values = said | {"answer_id": answer.pk, "assignment_id": answer.attempt.assignment_id}
    said |= {"is_flagged": given.is_flagged, "revision": answer.revision + 1}
    _WRITE.run(kept_values, said | {"pk": answer.pk})
    for name, value in said.items():
        setattr(answer, name, value)
    return Saved(answer, replaced_at)


def _own_answer() -> "QuerySet[Answer]":
    # The attempt is locked before the answer, as wherever both are: nothing is saved while it is submitted.
    of_attempt = slots(Attempt, "reader_id", "code")
    return (
        Answer.objects.select_for_update(of=("attempt", "self"), no_key=True)
        .select_related("attempt__assignment__classroom")
        .annotate(
            more_minutes=extension_of("attempt__assignment", "attempt__membership", "minutes"),
            later=extension_of("attempt__assignment", "attempt__membership", "closes_at"),
        )
        .filter(
            Q(attempt__membership=None) | Q(attempt__membership__removed_at=None),
            attempt__reader_id=of_attempt["reader_id"], attempt__code=of_attempt["code"],
            **slots(Answer, "number"),
        )
        .order_by()
    )  # fmt: skip


_OWN: Select[Answer] = Select(_own_answer)
_WRITE = Together(
    insert(Save, "answer_id", "assignment_id", "response", "confidence", "saved_at", "tab", "serial"),
    update(Answer, "response", "confidence", "is_flagged", "saved_at", "revision", "tab", "serial"),
)


def _locked(reader_id: UUID, code: str, number: int, now: datetime) -> Answer:
    answer = _OWN.first(reader_id=reader_id, code=code, number=number)
    if answer is None:
        raise Http404
    attempt = answer.attempt
    attempt.more_minutes, attempt.later = answer.more_minutes, answer.later  # type: ignore[attr-defined]  # annotated by its query
    if not attempt.is_open:
        raise AttemptClosed
    if is_over(attempt.due_at, now):
        raise TimeOver
    if answer.is_shown:
        raise AnswerStands
    return answer


def _is_same(answer: Answer, given: Given) -> bool:
    now_there = (answer.response, answer.confidence, answer.is_flagged)
    return now_there == (given.response, given.confidence, given.is_flagged)


def _is_unseen(answer: Answer, given: Given) -> bool:
    """Whether another answer is replaced that this page had not shown: one from another tab."""
    same_tab = bool(given.tab) and given.tab == answer.tab
    behind = given.seen is not None and given.seen < answer.revision
    return behind and not same_tab and answer.is_given and answer.response != given.response


def _is_overtaken(answer: Answer, given: Given) -> bool:
    """Whether the tab that sent this has a later save in the answer already (a delayed repeat)."""
    return bool(given.tab) and given.tab == answer.tab and given.serial <= answer.serial


@transaction.atomic
def show_feedback(*, reader_id: UUID, code: str, number: int, now: datetime) -> None:
    """Let the answer stand and its feedback be seen; a second call changes nothing.

    Raises Http404 (also where the policy shows nothing before the end), AttemptClosed, NothingAnswered.
    """
    try:
        answer = _locked(reader_id, code, number, now)
    except AnswerStands:
        return
    if answer.attempt.feedback != Feedback.EACH:
        raise Http404
    if not answer.is_given:
        raise NothingAnswered
    answer.question = kept.questions([answer.question_id])[answer.question_id].question
    mark([answer], answer.attempt.assignment_id)
    answer.shown_at = now
    answer.save()
