"""An outlook given to a class, or open to everybody: its rules, its rounds, and what was published of it."""

import secrets
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quiz.bank.models import Prediction, Source
from quiz.classroom.models import Assignment, Membership
from quiz.domain.rounds import Rounds, Stage
from quiz.domain.tiers import LEAST


def new_secret() -> str:
    """What the keys of exports and orders by chance are made with."""
    return secrets.token_urlsafe(16)


class Reveal(models.TextChoices):
    """When a reader sees what the room thinks."""

    SECOND = "second", _("after the reader's second ballot")
    FIRST = "first", _("after the reader's first ballot, once the first round is closed")
    NEVER = "never", _("never; only instructors see it")


class Moderation(models.TextChoices):
    """Which posts wait until an instructor has read them."""

    NONE = "none", _("none; readers can report a post")
    FIRST = "first", _("the first post of each reader")
    ALL = "all", _("all posts")


class Outcome(models.TextChoices):
    """What became of a prediction."""

    YES = "yes", _("It came true.")
    NO = "no", _("It did not come true.")
    UNCLEAR = "unclear", _("It cannot be decided.")


class Moved(models.TextChoices):
    """What moved a reader, in the second round."""

    NOTHING = "nothing", _("Nothing: I stay with my view, or changed it by myself")
    POST = "post", _("A reason that I read")
    REFERENCE = "reference", _("A reference")
    EVENT = "event", _("A later event")


class Survey(models.Model):
    """The predictions of a source for a class, or for readers without one (then there is no assignment)."""

    assignment = models.OneToOneField(Assignment, on_delete=models.CASCADE, null=True, related_name="survey")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    reveal = models.CharField(max_length=6, choices=Reveal.choices, default=Reveal.SECOND)
    min_shown = models.PositiveSmallIntegerField(default=LEAST)
    reason_required = models.BooleanField(default=False)
    asks_author = models.BooleanField(default=True)
    moderation = models.CharField(max_length=5, choices=Moderation.choices, default=Moderation.NONE)
    words = models.TextField(blank=True)
    # The first ballot: from then on the rules about who sees what stand.
    began_at = models.DateTimeField(null=True)
    discussion_at = models.DateTimeField(null=True)
    second_at = models.DateTimeField(null=True)
    later_at = models.DateTimeField(null=True)
    # By which prediction the room is split; None: by the one that divides it most.
    split_by = models.ForeignKey(Prediction, on_delete=models.SET_NULL, null=True, related_name="+")
    discussed = models.ForeignKey(Prediction, on_delete=models.SET_NULL, null=True, related_name="+")
    secret = models.CharField(max_length=32, default=new_secret)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source"], condition=Q(assignment=None), name="one_open_survey_per_source"
            ),
            models.CheckConstraint(condition=Q(min_shown__gte=LEAST), name="at_least_five_are_shown"),
            models.CheckConstraint(
                condition=Q(second_at=None) | Q(discussion_at__isnull=False),
                name="the_discussion_comes_before_the_second_round",
            ),
            models.CheckConstraint(
                condition=Q(later_at=None) | Q(second_at__isnull=False),
                name="the_second_round_comes_before_what_came_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.assignment or ''}".strip()

    @property
    def slug(self) -> str:
        """What its addresses begin with."""
        return self.assignment.slug if self.assignment else self.source.slug

    @property
    def is_open_to_all(self) -> bool:
        """Whether it is for readers without a class: one ballot each and no discussion."""
        return self.assignment_id is None

    @property
    def promise(self) -> str:
        """What the form of a ballot promises; a ballot is taken only under the rules that its reader saw."""
        return f"{self.reveal}-{self.min_shown}-{self.reason_required:d}"

    def stage(self, now: datetime) -> Stage:
        """Where it stands."""
        return Rounds(self.discussion_at, self.second_at, self.later_at).stage(now)


class Alias(models.Model):
    """The name under which a reader writes in one assignment; nobody else has it when they are gone."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="aliases")
    membership = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="aliases")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "membership"], name="one_alias_per_reader"),
            models.UniqueConstraint(fields=["survey", "number"], name="one_reader_per_alias"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Resolution(models.Model):
    """What became of a prediction, as an instructor tells the class, with a source."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="resolutions")
    prediction = models.ForeignKey(Prediction, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=7, choices=Outcome.choices)
    told_by = models.TextField()
    url = models.URLField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "prediction"], name="one_resolution_per_prediction")
        ]

    def __str__(self) -> str:
        return self.outcome
