"""What a class needs to discuss a prediction. There is no key here and nothing to score."""

from django.db import models

from quiz.bank.models.sources import Claim, Reference
from quiz.web.bilingual import Bilingual


class Prediction(models.Model):
    """The prompt for a claim labelled prediction, with one argument on each side."""

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

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.claim)


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
