"""What a class needs to discuss a prediction. There is no key here and nothing to score."""

from django.db import models

from quiz.bank.models.sources import Claim, Reference
from quiz.web.bilingual import Bilingual, in_language


class Prediction(models.Model):
    """The prompt for a claim labelled prediction, one argument on each side, and what leads on from there."""

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, related_name="prediction")
    leans_on = models.ManyToManyField(Claim, related_name="+")
    prompt_ja = models.TextField()
    prompt_en = models.TextField()
    prompt = Bilingual()
    supports_ja = models.TextField()
    supports_en = models.TextField()
    supports = Bilingual()
    challenges_ja = models.TextField()
    challenges_en = models.TextField()
    challenges = Bilingual()
    # What asks further, each `{"ja": …, "en": …}`. Nobody votes on it, so that it is edited in place.
    follow_ups = models.JSONField(default=list)
    would_change_ja = models.TextField(blank=True)
    would_change_en = models.TextField(blank=True)
    would_change = Bilingual()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.claim)

    @property
    def asks_on(self) -> list[str]:
        """The questions to follow up with, in the language of this request; none where the pack has none."""
        return [in_language(text["ja"], text["en"]) for text in self.follow_ups]


class Development(models.Model):
    """Something that happened later, dated as precisely as it is told, for an instructor to reveal."""

    prediction = models.ForeignKey(Prediction, on_delete=models.CASCADE, related_name="developments")
    date = models.CharField(max_length=10)
    text_ja = models.TextField()
    text_en = models.TextField()
    text = Bilingual()
    references = models.ManyToManyField(Reference, related_name="+")

    class Meta:
        ordering = ["date", "pk"]

    def __str__(self) -> str:
        return f"{self.prediction_id} {self.date}"
