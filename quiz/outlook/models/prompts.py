"""What instructors bring to the discussion of a prediction: its questions, and a note of what was said."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from quiz.bank.models import Prediction
from quiz.outlook.models.surveys import Survey
from quiz.people.models import User
from quiz.web.bilingual import in_language


@dataclass(frozen=True, slots=True)
class Wording:
    """A question in the languages in which it was written; "" for the other one."""

    ja: str = ""
    en: str = ""


class Prompt(models.Model):
    """A question for a class: one of its instructors' own, or what stands for the pack's."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="prompts")
    prediction = models.ForeignKey(Prediction, on_delete=models.PROTECT, related_name="+")
    # The place of the pack's question in this class; its words, unless others are given here.
    is_packs = models.BooleanField(default=False)
    text_ja = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    # When it was changed last: the live page of the discussion asks whether anything is new.
    at = models.DateTimeField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "prediction"],
                condition=Q(is_packs=True),
                name="one_place_for_the_packs_prompt",
            ),
            models.CheckConstraint(
                condition=Q(is_packs=True) | ~Q(text_ja="", text_en=""), name="an_own_prompt_has_words"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """Its words in the language of this request, in the other one where there are none."""
        return in_language(self.text_ja, self.text_en)


class Note(models.Model):
    """What was said of a prediction in the lesson, for those who teach the class and nobody else."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="notes")
    prediction = models.ForeignKey(Prediction, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "prediction"], name="one_note_per_prediction")
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def stamp(self) -> str:
        """What tells this state of the note from the one before."""
        return self.at.isoformat()
