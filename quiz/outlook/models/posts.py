"""What readers write under a prediction, and what others make of it."""

from datetime import datetime, timedelta
from secrets import randbelow

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quiz.bank.models import Prediction
from quiz.classroom.models import Membership
from quiz.domain.codes import new_address
from quiz.outlook.models.surveys import Alias, Survey
from quiz.people.models import User

EDITABLE = timedelta(minutes=10)
# Why a post waits, where no instructor has said why.
HELD_BY_WORDS = "words"
HELD_BY_RULE = "rule"
POST_SIGNS = 11


def new_post_code() -> str:
    """What a post is called in addresses and pages: it tells neither when it was written nor after which."""
    return new_address(POST_SIGNS)


def new_seed() -> int:
    """A number by chance: reasons of one batch stand in its order, which is not that of voting."""
    return randbelow(2**31)


class Stance(models.TextChoices):
    """What a post does with the prediction, or with the post that it answers."""

    SUPPORTS = "supports", _("supports")
    CHALLENGES = "challenges", _("challenges")
    ASKS = "asks", _("asks")
    ADDS = "adds", _("adds a source")


class State(models.TextChoices):
    """Whether others see a post."""

    SHOWN = "shown", _("shown")
    HELD = "held", _("waits to be read")
    HIDDEN = "hidden", _("hidden")


class Post(models.Model):
    """A reader's or an instructor's words; or the reason of a ballot, which bears no name."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="posts")
    prediction = models.ForeignKey(Prediction, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=POST_SIGNS, unique=True, default=new_post_code)
    # Who wrote it: a reader of the class, under an alias, or one of those who teach it. The alias stays when
    # its reader has left.
    membership = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="posts")
    alias = models.ForeignKey(Alias, on_delete=models.SET_NULL, null=True, related_name="posts")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    # The reason of a ballot: nobody is told whose.
    is_reason = models.BooleanField(default=False)
    ballot = models.OneToOneField(
        "outlook.Ballot", on_delete=models.SET_NULL, null=True, related_name="reason"
    )
    reply_to = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="replies")
    stance = models.CharField(max_length=10, choices=Stance.choices, blank=True)
    text = models.TextField()
    # Since when others may read it; None: it waits until enough others have voted.
    at = models.DateTimeField(null=True)
    written_at = models.DateTimeField()
    seed = models.PositiveIntegerField(default=new_seed)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=6, choices=State.choices, default=State.SHOWN)
    # Why it is held or hidden, for its author and in the place where it stood.
    note = models.TextField(blank=True)
    # What changes with it: the live page asks whether anything is new.
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["at", "seed"]
        indexes = [models.Index(fields=["survey", "prediction", "at", "seed"], name="posts_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_reason=False) | Q(reply_to=None, alias=None, stance=""),
                name="a_reason_has_no_stance",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SHOWN) | ~Q(note=""), name="a_held_or_hidden_post_says_why"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_readable(self) -> bool:
        """Whether others read its text."""
        return self.state == State.SHOWN and self.deleted_at is None

    def is_editable(self, now: datetime) -> bool:
        """Whether its author may still change the words: for ten minutes, a reason never."""
        fresh = now < self.written_at + EDITABLE
        return fresh and not self.is_reason and self.deleted_at is None and self.state != State.HIDDEN


class Kind(models.TextChoices):
    """What a reader thinks of a post."""

    GOOD = "good", _("good point")
    MOVED = "moved", _("this moved me")


class Mark(models.Model):
    """One reader's mark on a post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="marks")
    membership = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="marks")
    kind = models.CharField(max_length=5, choices=Kind.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "membership", "kind"], name="one_mark_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.kind}"


class Drawn(models.Model):
    """A reason that was drawn for a reader; another is not drawn in its place."""

    prediction = models.ForeignKey(Prediction, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    # Whether it is of the other side of 50 %; else of one's own, or of the middle.
    is_far = models.BooleanField()

    class Meta:
        ordering = ["-is_far"]
        constraints = [models.UniqueConstraint(fields=["post", "membership"], name="drawn_once")]

    def __str__(self) -> str:
        return f"{self.post_id} {self.membership_id}"


class Report(models.Model):
    """A reader asks the instructors to look at a post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reports")
    membership = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="reports")
    reason = models.TextField()
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["post", "membership"], name="one_report_per_reader_and_post")
        ]

    def __str__(self) -> str:
        return self.reason


class Disclosure(models.Model):
    """An instructor had the name behind a post shown: who, when and why, for its author to see."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="disclosures")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.reason
