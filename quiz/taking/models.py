"""What readers do: an attempt at a quiz, an answer to each of its questions, and what was replaced."""

import secrets
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from quiz.bank.models import Question, Quiz
from quiz.domain.kinds import Confidence
from quiz.people.models import Reader

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_code() -> str:
    """Ten signs without look-alikes: an address that nobody guesses (49 bits)."""
    return "".join(secrets.choice(ALPHABET) for _sign in range(10))


def new_seed() -> int:
    """What the order of the options is derived from."""
    return secrets.randbelow(2**31)


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Attempts, by who may see them."""

    def visible_to(self, reader_id: UUID | None) -> Self:
        """Attempts this reader may open: their own."""
        return self.filter(reader_id=reader_id) if reader_id else self.none()


class Attempt(models.Model):
    """One reader's run through one version of a quiz."""

    code = models.CharField(max_length=10, unique=True, default=new_code)
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="attempts")
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="+")
    seed = models.PositiveIntegerField(default=new_seed)
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "quiz"],
                condition=Q(submitted_at=None),
                name="one_open_attempt_per_reader_and_quiz",
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        """Whether it still takes answers."""
        return self.submitted_at is None


class Answer(models.Model):
    """One place of an attempt: the response given there, how sure, flagged or not."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    # What the table would be split by.
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    response = models.JSONField(null=True)
    confidence = models.PositiveSmallIntegerField(null=True)
    is_flagged = models.BooleanField(default=False)
    saved_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)
    # Which save it is: the browser tab and its running number; empty without script.
    tab = models.CharField(max_length=32, blank=True)
    serial = models.PositiveIntegerField(default=0)
    shown_at = models.DateTimeField(null=True)
    points = models.FloatField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "question"], name="one_answer_per_question"),
            models.UniqueConstraint(fields=["attempt", "number"], name="one_answer_per_place"),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__in=list(Confidence)),
                name="confidence_has_three_steps",
            ),
            models.CheckConstraint(
                condition=Q(points=None) | Q(points__range=(0, 1)), name="points_are_between_0_and_1"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.number}"

    @property
    def is_given(self) -> bool:
        """Whether something was answered."""
        return self.response is not None

    @property
    def is_shown(self) -> bool:
        """Whether its feedback was shown: from then on it stands."""
        return self.shown_at is not None


class Save(models.Model):
    """Every save of an answer, kept: what a later one replaced is not lost."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="saves")
    response = models.JSONField(null=True)
    confidence = models.PositiveSmallIntegerField(null=True)
    saved_at = models.DateTimeField()
    tab = models.CharField(max_length=32, blank=True)
    serial = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.answer_id} {self.serial}"
