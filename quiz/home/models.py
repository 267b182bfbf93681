"""What is kept of the house itself."""

from django.db import models

HOUSE = "keep_house"


class Upkeep(models.Model):
    """When a task that goes by the clock last began, when it last came to its end, and how that went."""

    task = models.CharField(max_length=32, primary_key=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # How much of it could not be done.
    failed = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.task
