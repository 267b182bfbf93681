"""Freezing what is used. Apart from the loading, whose reading of packs costs every process that has it."""

from datetime import datetime

from django.db import transaction

from quiz.bank.models import Question, Quiz


@transaction.atomic
def freeze_quiz(*, quiz: Quiz, now: datetime) -> None:
    """Protect a quiz and its questions from edits, since they are used; a second call changes nothing."""
    if quiz.frozen_at:
        return
    Quiz.objects.filter(pk=quiz.pk, frozen_at=None).update(frozen_at=now)
    Question.objects.filter(places__quiz=quiz, frozen_at=None).update(frozen_at=now)
