"""A file that is being imported: what was read of it, and what its owner ticked of that."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from quiz.authoring.services.opening import new_address
from quiz.bank.models import Pack
from quiz.exchange.formats.rules import Level
from quiz.people.models import User
from quiz.web.bilingual import LANGUAGES

LENGTH = 12
# What becomes of a question of a file, but for those of which the whole file is refused.
LEVELS = (Level.NOT_READ, Level.DROPPED, Level.CHANGED)


def new_code() -> str:
    """A random name for the address of an import."""
    return new_address(LENGTH)


class IntakeQuerySet(models.QuerySet["Intake"]):
    """Imports."""

    def of(self, user: Any) -> Self:
        """Those of this account; nobody else sees them."""
        return self.filter(owner=user) if user.is_authenticated else self.none()

    def unfinished(self) -> Self:
        """Those that went into no draft yet."""
        return self.filter(done_at=None)


class Intake(models.Model):
    """An import: a file on its way into a draft.

    `count_read` of its `count` questions were read so far. `data` is the file itself, kept until all of it
    was read. `notes` are about the file as a whole, as JSON (quiz/exchange/kept.py).
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="intakes")
    code = models.SlugField(max_length=20, unique=True, default=new_code)
    file_name = models.CharField(max_length=200)
    # As the file calls itself; most do not.
    title = models.CharField(max_length=200, blank=True)
    format = models.CharField(max_length=20)
    # Empty until enough was read to guess it.
    language = models.CharField(max_length=2, blank=True)
    data = models.BinaryField(null=True)
    count = models.PositiveIntegerField()
    count_read = models.PositiveIntegerField(default=0)
    notes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    # Where to: known once it is done, unless the pack was deleted since.
    pack = models.ForeignKey(Pack, on_delete=models.SET_NULL, null=True, related_name="+")
    quiz = models.SlugField(max_length=80, blank=True)
    # The keys of the pieces that its questions became, by their numbers in the file.
    became = models.JSONField(default=dict)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(count_read__lte=models.F("count")), name="no_more_is_read_than_a_file_has"
            ),
            models.CheckConstraint(
                condition=Q(language__in=["", *LANGUAGES]), name="an_intake_is_in_one_of_two_languages"
            ),
            models.CheckConstraint(
                condition=Q(read_at=None) | Q(data=None), name="what_is_read_to_its_end_keeps_no_file"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(read_at__isnull=False), name="what_is_done_was_read_before"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.file_name}"

    @property
    def called(self) -> str:
        """What it is about, as far as the file says: its title, else the name of the file."""
        return self.title or self.file_name.rpartition(".")[0] or self.file_name


class Found(models.Model):
    """A question of such a file, as it was read; without one where it could not be.

    `words` are its first, `level` that of the gravest of its notes. What it repeats is an earlier question
    of the same file (`twin`, its number) or one's own: `own_key` of `own_pack`, whose key is empty where only
    the published edition has it.
    """

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="found")
    number = models.PositiveIntegerField()
    line = models.PositiveIntegerField(default=0)
    file = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=200, blank=True)
    question = models.JSONField(null=True)
    notes = models.JSONField(default=list)
    level = models.CharField(max_length=10, blank=True, choices=[(each.value, each.value) for each in LEVELS])
    digest = models.CharField(max_length=64, blank=True)
    is_ticked = models.BooleanField(default=False)
    twin = models.PositiveIntegerField(null=True)
    own_pack = models.ForeignKey(Pack, on_delete=models.SET_NULL, null=True, related_name="+")
    own_key = models.SlugField(max_length=80, blank=True)

    class Meta:
        ordering = ["intake", "number"]
        constraints = [
            models.UniqueConstraint(fields=["intake", "number"], name="nothing_of_a_file_is_read_twice"),
            models.CheckConstraint(
                condition=Q(question__isnull=False) | Q(level=Level.NOT_READ.value),
                name="without_a_question_it_says_not_read",
            ),
            models.CheckConstraint(
                condition=Q(is_ticked=False) | Q(question__isnull=False), name="only_what_was_read_is_ticked"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.intake_id} {self.number}"
