"""A reader's doubt about a question, and what those who teach the class answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from quiz.bank.models import Question
from quiz.classroom.models import Assignment
from quiz.people.models import User
from quiz.taking.models.attempts import Answer

LONGEST_REASON = 1000
LONGEST_REFERENCE = 300


class Outcome(models.TextChoices):
    """What came of a doubt."""

    OPEN = "", _("waits for an answer")
    STANDS = "stands", _("the key stands")
    CORRECTED = "corrected", _("the question was put right")


class Dispute(models.Model):
    """One reader thinks that a question, as they answered it in an assignment, is wrong."""

    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="dispute")
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="disputes")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    # Room for letters of several code points each; the form counts letters as seen.
    reason = models.TextField()
    reference = models.TextField(blank=True)
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=9, choices=Outcome.choices, blank=True, default=Outcome.OPEN)
    reply = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome="", answered_at=None)
                | (~models.Q(outcome="") & models.Q(answered_at__isnull=False)),
                name="a_dispute_is_open_or_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.question_id}"
