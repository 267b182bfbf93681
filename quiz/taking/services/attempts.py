"""Attempts begin, are handed in, and move to another reader."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.http import Http404
from django.utils.translation import get_language

from quiz.bank.models import Quiz
from quiz.bank.services.freezing import freeze_quiz
from quiz.classroom import queries as classroom
from quiz.classroom.models import Classroom, Membership
from quiz.domain.shuffle import shuffled
from quiz.domain.windows import Phase, is_over
from quiz.people.models import Reader
from quiz.taking.marking import mark
from quiz.taking.models import Answer, Attempt, Erased
from quiz.taking.queries import open_attempt
from quiz.web.rows import Tally, one_by_one


class NotOpen(Exception):
    """The assignment is not open for this reader now."""


class NoAttemptLeft(Exception):
    """All attempts that are allowed were made."""


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
    attempt = Attempt.objects.create(reader=reader, quiz=quiz, started_at=now, language=_language())
    _lay_out(attempt)
    return attempt


def _language() -> str:
    """The language of the page on which it is begun."""
    return (get_language() or "")[:2]


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
            hand_in(attempt, attempt.due_at or now)
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
        number=number, language=_language(),
    )  # fmt: skip
    _lay_out(made)
    Classroom.objects.filter(pk=assignment.classroom_id).update(active_at=now)
    return made


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
        hand_in(attempt, attempt.due_at or now if is_over(attempt.due_at, now) else now)
    return was_open


def hand_in(attempt: Attempt, at: datetime) -> None:
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
        hand_in(attempt, attempt.due_at or now)


@transaction.atomic
def merge_attempts(*, source: Membership, target: Membership, now: datetime) -> None:
    """The attempts of `source`, who is one person with `target`, become `target`'s, numbered after theirs.

    Of two open attempts at one assignment, the one of `source` is handed in as it is.
    """
    for attempt in Attempt.objects.filter(membership=source).order_by("started_at"):
        theirs = Attempt.objects.filter(membership=target, assignment=attempt.assignment)
        if attempt.is_open and theirs.filter(submitted_at=None).exists():
            hand_in(attempt, now)
        most = theirs.aggregate(most=Max("number"))["most"] or 0
        Attempt.objects.filter(pk=attempt.pk).update(
            membership=target, reader=target.reader_id, number=most + 1
        )
        attempt.answers.update(reader=target.reader_id)


@transaction.atomic
def hand_over_attempts(*, new: Reader, **whose: Any) -> None:
    """Attempts and answers become another reader's: those of a membership, or all of a reader."""
    rows = Attempt.objects.filter(**whose)
    # Locked from the top, as those do who save.
    keys = list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))
    Answer.objects.filter(attempt__in=keys).update(reader=new)
    rows.update(reader=new)
