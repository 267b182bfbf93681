"""What was put right after people had answered: public, unlike the key itself (keys.py)."""

from django.db import models

from quiz.bank.models import Question
from quiz.classroom.models import Assignment
from quiz.people.models import User


class Correction(models.Model):
    """A question whose key was changed, that no longer counts, or that gives its point to everybody; the
    latest one holds.

    In one assignment; without one, for everybody who has no correction in their own assignment.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="corrections")
    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, null=True, related_name="corrections"
    )
    is_void = models.BooleanField()
    # Whatever was answered, or nothing, earns the point.
    is_full = models.BooleanField(default=False)
    reason = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.question_id} {self.made_at:%Y-%m-%d}"
