"""A pack as it is being written: piece by piece, and what was published of it."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quiz.bank.models import Pack
from quiz.people.models import User


class PieceKind(models.TextChoices):
    """What a piece is: an entry of one of the files of a pack. In addresses it stands in the plural."""

    # Two words with a context: alone they mean something else on other pages.
    SOURCE = "source", _("Source")
    PASSAGE = "passages", _("Passages")
    CLAIM = "claims", _("Claims")
    REFERENCE = "references", _("References")
    EVENT = "events", _("Timeline")
    FIGURE = "figures", pgettext_lazy("pieces", "Figures of chips")
    OUTLOOK = "outlook", _("Predictions")
    TERM = "terms", _("Glossary")
    QUIZ = "quizzes", _("Quizzes")
    QUESTION = "questions", pgettext_lazy("pieces", "Questions")


class PieceQuerySet(models.QuerySet["Piece"]):
    """Pieces."""

    def editable_by(self, user: Any) -> Self:
        """Those of the packs that this account may change."""
        return self.filter(pack__in=Pack.objects.editable_by(user))


class Piece(models.Model):
    """One entry of a pack as it is being written, complete or not.

    `content` is what quiz/bank/pack.py calls a part, as JSON, without its own code (that is `key`) and
    without what are pieces themselves: the source has no passages, a quiz no questions. What the article says
    in its own words stands with the claim or the reference, as `quotations` ({"ja", "en", "at"}: its place
    among all of the source).
    """

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="pieces")
    kind = models.CharField(max_length=10, choices=PieceKind.choices)
    # The anchor, code, key, slug or claim by which others name it; of the source "source".
    key = models.SlugField(max_length=80)
    # The quiz of a question; empty for all else.
    parent = models.SlugField(max_length=80, blank=True)
    position = models.PositiveIntegerField()
    content = models.JSONField(default=dict)
    # Grows with each change; who saves tells which one they saw.
    revision = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    edited_at = models.DateTimeField()

    objects = PieceQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pack", "kind", "key"], name="one_piece_per_key"),
            models.CheckConstraint(
                condition=models.Q(kind__in=PieceKind.values), name="a_piece_has_a_known_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pack_id} {self.kind} {self.key}"


class Edition(models.Model):
    """What a pack said when it was published; going back publishes an earlier one anew."""

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    # What its author says of it; may be empty.
    note = models.CharField(max_length=300, blank=True)
    published_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["pack", "number"], name="one_edition_per_number")]

    def __str__(self) -> str:
        return f"{self.pack_id} {self.number}"
