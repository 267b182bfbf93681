"""What stays of attempts that their reader erased: how many they were, and when."""

from django.db import models
from django.db.models import Q

from quiz.classroom.models import Assignment, Membership


class Erased(models.Model):
    """So many attempts at an assignment were erased by their reader; they still count for its limit."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="erased")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="erased")
    count = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "membership"], name="one_erased_count_per_reader"),
            models.CheckConstraint(condition=Q(count__gte=1), name="something_was_erased"),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.membership_id} {self.count}"
