"""The key that a correction put in the place of the old one. Who may import this is a contract."""

from django.db import models

from quiz.taking.models.corrections import Correction


class CorrectedKey(models.Model):
    """A solution as AnswerKey has it; from a correction no way leads here."""

    correction = models.OneToOneField(
        Correction, on_delete=models.CASCADE, related_name="+", primary_key=True
    )
    solution = models.JSONField()

    def __str__(self) -> str:
        return f"Key of correction {self.correction_id}"
