"""What readers do with a quiz: start, answer, see the feedback of one question, submit."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404

from quiz.bank.models import Quiz
from quiz.bank.models.questions import Feedback
from quiz.bank.services import freeze_quiz
from quiz.people.models import Reader
from quiz.taking.marking import mark
from quiz.taking.models import Answer, Attempt, Save
from quiz.taking.queries import Given, Sheet, open_attempt, options_of, sheet_of


class AttemptClosed(Exception):
    """The attempt was submitted; the answers saved before that are kept."""


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


def start_attempt(*, reader: Reader, quiz: Quiz, now: datetime) -> Attempt:
    """The reader's open attempt at the quiz; a new one where there is none. Twice at once makes one."""
    try:
        return _start(reader, quiz, now)
    except IntegrityError:
        # The other of two simultaneous starts came first: the constraint let only that one in.
        return Attempt.objects.get(reader=reader, quiz=quiz, submitted_at=None)


@transaction.atomic
def _start(reader: Reader, quiz: Quiz, now: datetime) -> Attempt:
    if found := open_attempt(reader.pk, quiz.slug):
        return found
    freeze_quiz(quiz=quiz, now=now)
    attempt = Attempt.objects.create(reader=reader, quiz=quiz, started_at=now)
    places = quiz.places.values_list("number", "question_id")
    Answer.objects.bulk_create(
        Answer(attempt=attempt, question_id=question_id, reader=reader, number=number)
        for number, question_id in places
    )
    return attempt


@transaction.atomic
def save_answer(
    *, reader_id: UUID, code: str, number: int, read: Callable[[Sheet], Given], now: datetime
) -> Saved:
    """Save what `read` makes of the question's sheet; the last save counts, and each is kept.

    The same again changes nothing; a save that its own tab has overtaken is not applied. 4 queries.
    Raises Http404, AttemptClosed, AnswerStands, and whatever `read` raises; then nothing is changed.
    """
    answer = _locked(reader_id, code, number)
    given = read(
        sheet_of(answer, options_of([answer.question_id]).get(answer.question_id, ()), answer.attempt.seed)
    )
    if _is_same(answer, given) or _is_overtaken(answer, given):
        return Saved(answer)
    replaced_at = answer.saved_at if _is_unseen(answer, given) else None
    Save.objects.create(
        answer=answer, response=given.response, confidence=given.confidence, saved_at=now,
        tab=given.tab, serial=given.serial,
    )  # fmt: skip
    answer.response, answer.confidence, answer.is_flagged = given.response, given.confidence, given.is_flagged
    answer.tab, answer.serial = given.tab, given.serial
    answer.saved_at, answer.revision = now, answer.revision + 1
    answer.save()
    return Saved(answer, replaced_at)


def _locked(reader_id: UUID, code: str, number: int) -> Answer:
    # The attempt is locked with the answer, so that nothing is saved while it is being submitted.
    answer = (
        Answer.objects.select_for_update(of=("self", "attempt"))
        .select_related("attempt", "question")
        .filter(attempt__reader=reader_id, attempt__code=code, number=number)
        .first()
    )
    if answer is None:
        raise Http404
    if not answer.attempt.is_open:
        raise AttemptClosed
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
        answer = _locked(reader_id, code, number)
    except AnswerStands:
        return
    if answer.attempt.quiz.feedback != Feedback.EACH:
        raise Http404
    if not answer.is_given:
        raise NothingAnswered
    mark([answer])
    answer.shown_at = now
    answer.save()


@transaction.atomic
def submit_attempt(*, reader_id: UUID, code: str, now: datetime) -> None:
    """Hand the attempt in and mark it; a second call changes nothing. Raises Http404."""
    attempt = Attempt.objects.visible_to(reader_id).select_for_update().filter(code=code).first()
    if attempt is None:
        raise Http404
    if not attempt.is_open:
        return
    answers = list(attempt.answers.select_related("question"))
    mark(answers)
    Answer.objects.bulk_update(answers, ["points"])
    attempt.submitted_at = now
    attempt.save()
