"""What a class is given to do: windows, rules, and what one reader has beyond them."""

from datetime import UTC, datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quiz.bank.models import Quiz, Source
from quiz.classroom.models.classes import Classroom, Membership, new_slug
from quiz.domain.windows import Phase, Window, extended

MOST_MINUTES = 600
MOST_ATTEMPTS = 100
# What the database takes at all: PostgreSQL would save a year that Python cannot read back. The forms are
# narrower; a day more on either side is for the zones.
YEARS = (datetime(1999, 12, 30, tzinfo=UTC), datetime(2100, 1, 2, tzinfo=UTC))


class Release(models.TextChoices):
    """When a reader sees what was right."""

    EACH = "each", _("at once, after each answer")
    FINISH = "finish", _("after finishing")
    LAST = "last", _("after the last attempt, or after closing")
    CLOSE = "close", _("after closing")
    NEVER = "never", _("never")


# Who sees nothing at once after finishing.
HIDING = frozenset({Release.LAST, Release.CLOSE, Release.NEVER})


class Counted(models.TextChoices):
    """Which of several attempts of a reader is the mark."""

    BEST = "best", _("the best")
    FIRST = "first", _("the first")
    LAST = "last", _("the last")


class Assignment(models.Model):
    """A quiz, or the outlook of a source, given to a class with its window and its rules."""

    slug = models.SlugField(unique=True, default=new_slug)
    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="assignments")
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, null=True, related_name="+")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, related_name="+")
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    attempts_allowed = models.PositiveSmallIntegerField(null=True)
    counted = models.CharField(max_length=5, choices=Counted.choices, default=Counted.BEST)
    minutes = models.PositiveSmallIntegerField(null=True)
    feedback = models.CharField(max_length=6, choices=Release.choices, default=Release.FINISH)
    is_shuffled = models.BooleanField(default=False)
    asks_confidence = models.BooleanField(default=True)
    pass_mark = models.PositiveSmallIntegerField(null=True)
    created_at = models.DateTimeField()
    # Whose rules it takes over, also those that stand on a floor above.
    copied_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["opens_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quiz=None, source__isnull=False) | Q(quiz__isnull=False, source=None),
                name="an_assignment_is_a_quiz_or_an_outlook",
            ),
            models.CheckConstraint(
                condition=Q(pass_mark=None) | Q(pass_mark__range=(0, 100)), name="a_pass_mark_is_per_cent"
            ),
            models.CheckConstraint(
                condition=Q(closes_at=None) | Q(opens_at=None) | Q(closes_at__gt=models.F("opens_at")),
                name="an_assignment_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=(Q(opens_at=None) | Q(opens_at__range=YEARS))
                & (Q(closes_at=None) | Q(closes_at__range=YEARS)),
                name="an_assignment_is_of_this_age",
            ),
            models.CheckConstraint(
                condition=(Q(minutes=None) | Q(minutes__range=(1, MOST_MINUTES)))
                & (Q(attempts_allowed=None) | Q(attempts_allowed__range=(1, MOST_ATTEMPTS))),
                name="minutes_and_attempts_have_bounds",
            ),
            models.CheckConstraint(
                condition=~Q(feedback="last") | Q(attempts_allowed__isnull=False),
                name="a_last_attempt_needs_a_number_of_attempts",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def title(self) -> str:
        """What it is called: the quiz, or the outlook of the source."""
        if self.quiz is not None:
            return self.quiz.title
        return gettext("Outlook: %(title)s") % {"title": self.source.title if self.source else ""}

    def window(self, minutes: int | None = None, closes_at: datetime | None = None) -> Window:
        """Its window for a reader with this extension."""
        is_archived = self.classroom.archived_at is not None
        own = Window(self.opens_at, self.closes_at, self.minutes, is_archived)
        return extended(own, minutes, closes_at)

    def phase(self, now: datetime) -> Phase:
        """Where it stands for those without an extension."""
        return self.window().phase(now)


class Extension(models.Model):
    """More time or a later closing for one reader."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="extensions")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="extensions")
    minutes = models.PositiveSmallIntegerField(null=True)
    closes_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "membership"], name="one_extension_per_reader"),
            models.CheckConstraint(
                condition=Q(closes_at=None) | Q(closes_at__range=YEARS), name="an_extension_is_of_this_age"
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__lte=MOST_MINUTES), name="an_extension_has_bounds"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.membership_id}"
