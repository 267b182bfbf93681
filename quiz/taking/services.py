"""What readers do with a quiz: start, answer, see the feedback of one question, submit."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.http import Http404

from quiz.bank.models import Quiz
from quiz.bank.models.questions import Feedback
from quiz.bank.services import freeze_quiz
from quiz.classroom import queries as classroom
from quiz.classroom.models import Classroom, Membership
from quiz.domain.shuffle import shuffled
from quiz.domain.windows import Phase, is_over
from quiz.people.models import Reader
from quiz.taking.marking import mark
from quiz.taking.models import Answer, Attempt, Erased, Save, extension_of
from quiz.taking.queries import Given, Sheet, open_attempt, options_of, sheet_of
from quiz.web.rows import Tally, one_by_one


class AttemptClosed(Exception):
    """The attempt was submitted; the answers saved before that are kept."""


class TimeOver(AttemptClosed):
    """The time of the attempt is over; it counts with what was saved."""


class NotOpen(Exception):
    """The assignment is not open for this reader now."""


class NoAttemptLeft(Exception):
    """All attempts that are allowed were made."""


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
        return Attempt.objects.get(reader=reader, quiz=quiz, submitted_at=None, assignment=None)


@transaction.atomic
def _start(reader: Reader, quiz: Quiz, now: datetime) -> Attempt:
    if found := open_attempt([reader.pk], quiz.slug):
        return found
    freeze_quiz(quiz=quiz, now=now)
    attempt = Attempt.objects.create(reader=reader, quiz=quiz, started_at=now)
    _lay_out(attempt)
    return attempt


def _lay_out(attempt: Attempt) -> None:
    """An empty answer for each place of the quiz, in its order or in one of the attempt's own."""
    questions = list(attempt.quiz.places.values_list("question_id", flat=True))
    if attempt.assignment and attempt.assignment.is_shuffled:
        order = shuffled([str(question) for question in questions], seed=attempt.seed, salt="places")
        questions = [int(question) for question in order]
    Answer.objects.bulk_create(
        Answer(attempt=attempt, question_id=question, reader_id=attempt.reader_id, number=number)
        for number, question in enumerate(questions, 1)
    )


@transaction.atomic
def start_assigned(*, given: classroom.Given, now: datetime) -> Attempt:
    """The reader's open attempt at an assignment, else a new one if the rules allow it.

    Raises NotOpen, NoAttemptLeft. Fifty at once make as many attempts as are allowed: the membership is
    locked, and the numbers of attempts are unique.
    """
    member = Membership.objects.select_for_update(no_key=True).get(pk=given.membership.pk)
    assignment = given.assignment
    mine = list(Attempt.objects.with_rules().filter(membership=member, assignment=assignment))
    for attempt in mine:
        if attempt.is_open and not is_over(attempt.due_at, now):
            return attempt
        if attempt.is_open:
            _hand_in(attempt, attempt.due_at or now)
    if given.window.phase(now) is not Phase.OPEN:
        raise NotOpen
    erased = sum(
        Erased.objects.filter(membership=member, assignment=assignment).values_list("count", flat=True)
    )
    if given.attempts_left(len(mine) + erased) == 0:
        raise NoAttemptLeft
    quiz = assignment.quiz
    if quiz is None:
        raise NotOpen
    freeze_quiz(quiz=quiz, now=now)
    number = max([erased, *(attempt.number for attempt in mine)]) + 1
    made = Attempt.objects.create(
        reader_id=member.reader_id, quiz=quiz, started_at=now, assignment=assignment, membership=member,
        number=number,
    )  # fmt: skip
    _lay_out(made)
    Classroom.objects.filter(pk=assignment.classroom_id).update(active_at=now)
    return made


@transaction.atomic
def save_answer(
    *, reader_id: UUID, code: str, number: int, read: Callable[[Sheet], Given], now: datetime
) -> Saved:
    """Save what `read` makes of the question's sheet; the last save counts, and each is kept.

    The same again changes nothing; a save that its own tab has overtaken is not applied. 4 queries.
    Raises Http404, AttemptClosed, AnswerStands, and whatever `read` raises; then nothing is changed.
    """
    answer = _locked(reader_id, code, number, now)
    given = read(
        sheet_of(answer, options_of([answer.question_id]).get(answer.question_id, ()), answer.attempt)
    )
    if _is_same(answer, given) or _is_overtaken(answer, given):
        return Saved(answer)
    replaced_at = answer.saved_at if _is_unseen(answer, given) else None
    Save.objects.create(
        answer=answer, response=given.response, confidence=given.confidence, saved_at=now,
        tab=given.tab, serial=given.serial, assignment_id=answer.attempt.assignment_id,
    )  # fmt: skip
    answer.response, answer.confidence, answer.is_flagged = given.response, given.confidence, given.is_flagged
    answer.tab, answer.serial = given.tab, given.serial
    answer.saved_at, answer.revision = now, answer.revision + 1
    answer.save()
    return Saved(answer, replaced_at)


def _locked(reader_id: UUID, code: str, number: int, now: datetime) -> Answer:
    # The attempt is locked before the answer, as wherever both are: nothing is saved while it is submitted.
    answer = (
        Answer.objects.select_for_update(of=("attempt", "self"))
        .select_related("attempt__assignment__classroom", "attempt__quiz", "question")
        .annotate(
            more_minutes=extension_of("attempt__assignment", "attempt__membership", "minutes"),
            later=extension_of("attempt__assignment", "attempt__membership", "closes_at"),
        )
        .filter(
            Q(attempt__membership=None) | Q(attempt__membership__removed_at=None),
            attempt__reader=reader_id, attempt__code=code, number=number,
        )
        .first()
    )  # fmt: skip
    if answer is None:
        raise Http404
    attempt = answer.attempt
    attempt.more_minutes, attempt.later = answer.more_minutes, answer.later  # type: ignore[attr-defined]
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
    mark([answer], answer.attempt.assignment_id)
    answer.shown_at = now
    answer.save()


@transaction.atomic
def submit_attempt(*, reader_id: UUID, code: str, now: datetime) -> bool:
    """Hand the attempt in and mark it; whether it was this call that did: a second one changes nothing.

    After its time is over it counts as handed in when the time ended. Raises Http404.
    """
    found = Attempt.objects.visible_to(reader_id).with_rules().filter(code=code)
    attempt = found.select_for_update(of=("self",)).first()
    if attempt is None:
        raise Http404
    was_open = attempt.is_open
    if was_open:
        _hand_in(attempt, attempt.due_at or now if is_over(attempt.due_at, now) else now)
    return was_open


def _hand_in(attempt: Attempt, at: datetime) -> None:
    answers = list(attempt.answers.select_related("question"))
    mark(answers, attempt.assignment_id)
    Answer.objects.bulk_update(answers, ["points"])
    attempt.submitted_at = at
    attempt.save()


def finish_overdue(*, now: datetime, **which: Any) -> Tally:
    """Finish the open attempts whose time is over with what was saved; how many they were.

    `which` narrows them down, for example to one assignment. One transaction each: one that cannot be
    finished is logged, and the others are.
    """
    limited = Q(assignment__minutes__isnull=False) | Q(assignment__closes_at__isnull=False)
    rows = Attempt.objects.with_rules().filter(limited, submitted_at=None, **which)
    finished: list[int] = []

    def finish(attempt: Attempt) -> None:
        if is_over(attempt.due_at, now):
            _finish(attempt.pk, now)
            finished.append(attempt.pk)

    return Tally(failed=one_by_one(list(rows), finish).failed, done=len(finished))


@transaction.atomic
def _finish(pk: int, now: datetime) -> None:
    rows = Attempt.objects.with_rules().select_for_update(of=("self",))
    attempt = rows.filter(pk=pk, submitted_at=None).first()
    if attempt and is_over(attempt.due_at, now):
        _hand_in(attempt, attempt.due_at or now)


@transaction.atomic
def merge_attempts(*, source: Membership, target: Membership, now: datetime) -> None:
    """The attempts of `source`, who is one person with `target`, become `target`'s, numbered after theirs.

    Of two open attempts at one assignment, the one of `source` is handed in as it is.
    """
    for attempt in Attempt.objects.filter(membership=source).order_by("started_at"):
        theirs = Attempt.objects.filter(membership=target, assignment=attempt.assignment)
        if attempt.is_open and theirs.filter(submitted_at=None).exists():
            _hand_in(attempt, now)
        most = theirs.aggregate(most=Max("number"))["most"] or 0
        Attempt.objects.filter(pk=attempt.pk).update(
            membership=target, reader=target.reader_id, number=most + 1
        )
        attempt.answers.update(reader=target.reader_id)
