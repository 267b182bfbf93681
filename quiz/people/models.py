"""Who uses the product: instructors with an account, readers without one."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """An instructor's account."""


class Reader(models.Model):
    """Who takes quizzes: a browser that began one. Nothing else is known of them."""

    # Random, so that a cookie from a database that is no more can never name somebody else's row.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)
