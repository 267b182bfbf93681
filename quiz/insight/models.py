"""What is kept of the attempts outside classes, so that statistics need not read them all again."""

from django.db import models

from quiz.bank.models import Quiz


class QuizSums(models.Model):
    """The sums of one version of a quiz, over the first finished attempt of each reader outside classes."""

    quiz = models.OneToOneField(Quiz, on_delete=models.CASCADE, related_name="+", primary_key=True)
    # The questions that count, in order, and domain.sums.Sums as JSON.
    questions = models.JSONField()
    kept = models.JSONField()
    # The latest correction of its questions when counting began; with a later one counting begins anew.
    correction = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.quiz_id)
