"""What readers do: an attempt at a quiz, an answer to each of its questions, and what was replaced."""

import secrets
from datetime import datetime
from typing import Self
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, When

from quiz.bank.models import Question, Quiz
from quiz.classroom.models import HIDING, Assignment, Extension, Membership, Release
from quiz.domain.kinds import Confidence
from quiz.domain.windows import Window
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

    def visible_to(self, *reader_ids: UUID | None) -> Self:
        """Attempts these readers may open: their own, save those of a class that they were taken out of."""
        known = [each for each in reader_ids if each]
        if not known:
            return self.none()
        return self.of_who_is_there().filter(reader_id__in=known)

    def of_who_is_there(self) -> Self:
        """Without those of a class that their readers were taken out of."""
        return self.filter(Q(membership=None) | Q(membership__removed_at=None))

    def with_rules(self) -> Self:
        """With the assignment and the reader's extension, which `due_at` is made of; no query more."""
        return self.select_related("assignment__classroom").annotate(
            more_minutes=extension_of("assignment", "membership", "minutes"),
            later=extension_of("assignment", "membership", "closes_at"),
            is_through=Case(When(assignment__feedback=Release.LAST, then=_is_through()), default=False),
        )


def extension_of(assignment: str, membership: str, field: str) -> Subquery:
    """A field of the extension that belongs to an outer row."""
    found = Extension.objects.filter(assignment=OuterRef(assignment), membership=OuterRef(membership))
    return Subquery(found.values(field)[:1])


def _is_through() -> Q:
    """Whether the reader of an outer attempt handed in the last one that is allowed, and has none open."""
    same = Attempt.objects.filter(assignment=OuterRef("assignment"), membership=OuterRef("membership"))
    last = same.filter(number__gte=OuterRef("assignment__attempts_allowed"), submitted_at__isnull=False)
    return Q(Exists(last)) & ~Q(Exists(same.filter(submitted_at=None)))


class Attempt(models.Model):
    """One reader's run through one version of a quiz."""

    code = models.CharField(max_length=10, unique=True, default=new_code)
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="attempts")
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="+")
    # Both or neither: what it was begun for, and as whom.
    assignment = models.ForeignKey(Assignment, on_delete=models.RESTRICT, null=True, related_name="attempts")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, null=True, related_name="attempts")
    number = models.PositiveSmallIntegerField(default=1)
    seed = models.PositiveIntegerField(default=new_seed)
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    # In which language it was begun; empty for those from before this was kept.
    language = models.CharField(max_length=2, blank=True, default="")
    # Outside classes: whether the sums of the quiz have it. None: not looked at yet; False: not the
    # reader's first, so it stays out.
    in_sums = models.BooleanField(null=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        indexes = [
            # As long as what waits to be counted, however many attempts there are.
            models.Index(
                fields=["quiz", "id"],
                condition=Q(assignment=None, in_sums=None, submitted_at__isnull=False),
                name="attempts_to_be_counted",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "quiz"],
                condition=Q(submitted_at=None, assignment=None),
                name="one_open_attempt_per_reader_and_quiz",
            ),
            models.UniqueConstraint(
                fields=["membership", "assignment"],
                condition=Q(submitted_at=None),
                name="one_open_attempt_per_membership_and_assignment",
            ),
            models.UniqueConstraint(
                fields=["membership", "assignment", "number"], name="one_attempt_per_number"
            ),
            models.CheckConstraint(
                condition=Q(assignment=None, membership=None)
                | Q(assignment__isnull=False, membership__isnull=False),
                name="an_attempt_at_an_assignment_has_a_member",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        """Whether it still takes answers."""
        return self.submitted_at is None

    @property
    def due_at(self) -> datetime | None:
        """When it is over, extensions included; None without limits. Of attempts read `with_rules`."""
        if self.assignment is None:
            return None
        return self._window(self.assignment).due_at(self.started_at)

    @property
    def closes_at(self) -> datetime | None:
        """When its assignment closes for its reader. Of attempts read `with_rules`."""
        return self._window(self.assignment).closes_at if self.assignment else None

    @property
    def is_timed(self) -> bool:
        """Whether a limit of minutes ends it, and not only the closing. Of attempts read `with_rules`."""
        return self.assignment is not None and self.assignment.minutes is not None

    def _window(self, assignment: Assignment) -> Window:
        more, later = getattr(self, "more_minutes", None), getattr(self, "later", None)
        return assignment.window(more, later)

    @property
    def zone(self) -> ZoneInfo | None:
        """The time zone of its class; None outside classes."""
        return self.assignment.classroom.zone if self.assignment else None

    @property
    def feedback(self) -> str:
        """When the reader sees what was right: by the assignment, else by the quiz."""
        return self.assignment.feedback if self.assignment else self.quiz.feedback

    @property
    def asks_confidence(self) -> bool:
        """Whether one is asked how sure one is."""
        return self.assignment is None or self.assignment.asks_confidence

    def is_reviewable(self, now: datetime) -> bool:
        """Whether its reader may see the review. Of attempts read `with_rules`."""
        if self.is_open or self.feedback == Release.NEVER:
            return False
        is_through = self.feedback == Release.LAST and getattr(self, "is_through", False)
        if is_through or self.feedback not in HIDING:
            return True
        # Whoever has a later closing could else take it again with the key before their eyes.
        closes = self.closes_at
        return bool(closes and now >= closes)


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
    # None until it is marked, and where the question does not count.
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
    def lacks_confidence(self) -> bool:
        """Whether it was given without saying how sure one is, where that counts. Reads the question."""
        return self.is_given and self.question.is_graded and not self.confidence

    @property
    def is_shown(self) -> bool:
        """Whether its feedback was shown: from then on it stands."""
        return self.shown_at is not None


class Save(models.Model):
    """Every save of an answer, kept: what a later one replaced is not lost."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="saves")
    # What the table would be split by; the latest save of a class tells whether anything is new.
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, null=True, related_name="+")
    response = models.JSONField(null=True)
    confidence = models.PositiveSmallIntegerField(null=True)
    saved_at = models.DateTimeField()
    tab = models.CharField(max_length=32, blank=True)
    serial = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["assignment", "id"], name="latest_save_of_an_assignment")]

    def __str__(self) -> str:
        return f"{self.answer_id} {self.serial}"
