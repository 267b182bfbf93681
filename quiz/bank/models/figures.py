"""What the two pictures are drawn from: events of the timeline, figures of the chips."""

from django.db import models
from django.db.models import Q

from quiz.bank.models.sources import Claim, Reference, Source
from quiz.web.bilingual import Bilingual


class ToldBy(models.TextChoices):
    """Whose word it is."""

    ARTICLE = "article"
    REFERENCES = "references"


class Event(models.Model):
    """Something that happened, only as precisely dated as it is told (YYYY, YYYY-MM or YYYY-MM-DD)."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="events")
    date = models.CharField(max_length=10)
    told_by = models.CharField(max_length=10, choices=ToldBy.choices)
    short_ja = models.CharField(max_length=40)
    short_en = models.CharField(max_length=60)
    short = Bilingual()
    text_ja = models.TextField()
    text_en = models.TextField()
    text = Bilingual()
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, null=True, related_name="+")
    references = models.ManyToManyField(Reference, related_name="+")

    class Meta:
        ordering = ["date", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(told_by__in=ToldBy.values), name="an_event_is_told_by_someone")
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.short}"


class Figure(models.Model):
    """A figure of a chip, with its unit, its precision and who gives it."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="figures")
    position = models.PositiveIntegerField()
    chip = models.CharField(max_length=20)
    quantity = models.CharField(max_length=10)
    precision = models.CharField(max_length=20, blank=True)
    value = models.DecimalField(max_digits=10, decimal_places=3)
    unit = models.CharField(max_length=10)
    told_by = models.CharField(max_length=10, choices=ToldBy.choices)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, null=True, related_name="+")
    references = models.ManyToManyField(Reference, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(told_by__in=ToldBy.values), name="a_figure_is_given_by_someone"
            )
        ]

    def __str__(self) -> str:
        return f"{self.chip} {self.quantity} {self.value} {self.unit}"
