"""Readers say that a question is wrong; those who teach answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404

from quiz.bank.models import Question
from quiz.classroom.models import Assignment
from quiz.taking.models import Answer, Attempt, Dispute, Outcome


class Answered(Exception):
    """It was answered meanwhile, so it stands as it is."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What an instructor answers, and what came of it."""

    words: str
    outcome: Outcome
    user: Any


@transaction.atomic
def dispute(*, reader_id: UUID, code: str, number: int, values: dict[str, str], now: datetime) -> Dispute:
    """Say that the question at this place of one's attempt is wrong, or say it in other words.

    `values`: reason and reference. Raises Http404 where the attempt is none of theirs, of no class, or may
    not be reviewed yet, and Answered.
    """
    attempts = Attempt.objects.visible_to(reader_id).with_rules().filter(code=code)
    attempt = attempts.exclude(assignment=None).first()
    if attempt is None or not attempt.is_reviewable(now):
        raise Http404
    answer = Answer.objects.select_for_update().filter(attempt=attempt, number=number).first()
    if answer is None:
        raise Http404
    found = Dispute.objects.filter(answer=answer).first()
    if found and found.outcome:
        raise Answered
    which = {"assignment_id": attempt.assignment_id, "question_id": answer.question_id, "made_at": now}
    made, _is_new = Dispute.objects.update_or_create(answer=answer, defaults=values | which)
    return made


@transaction.atomic
def answer_disputes(*, assignment: Assignment, question: Question, reply: Reply, now: datetime) -> int:
    """Answer all that wait at this question in the assignment; how many they were."""
    waiting = Dispute.objects.select_for_update().filter(
        assignment=assignment, question=question, outcome=Outcome.OPEN
    )
    return waiting.update(outcome=reply.outcome, reply=reply.words, answered_at=now, answered_by=reply.user)
