"""Who uses the product: instructors with an account, readers without one."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models

from quiz.web.prepared import Select, slots


class Accounts(UserManager["User"]):
    """Accounts. The one of a session, which each page of somebody signed in asks for, by a prepared query."""

    def get(self, *args: Any, **kwargs: Any) -> "User":
        """As Django's; `get(pk=...)` is compiled once."""
        if args or kwargs.keys() != {"pk"} or not isinstance(kwargs["pk"], int):
            return super().get(*args, **kwargs)
        found = _ACCOUNT.first(id=kwargs["pk"])
        if found is None:
            raise User.DoesNotExist
        return found


class User(AbstractUser):
    """An instructor's account."""

    objects: ClassVar[Accounts] = Accounts()

    @property
    def known_as(self) -> str:
        """By what colleagues know it: its address, else its name."""
        return self.email or self.username


_ACCOUNT: Select[User] = Select(lambda: User.objects.filter(pk=slots(User, "id")["id"]))


class Reader(models.Model):
    """Who takes quizzes: a browser that began one, or an account. Nothing else is known of them."""

    # Random, so that a cookie from a database that is no more can never name somebody else's row.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    since = models.DateTimeField()
    # Whoever signs in needs no return code: the account finds its reader again.
    account = models.OneToOneField(User, on_delete=models.SET_NULL, null=True, related_name="reader")

    def __str__(self) -> str:
        return str(self.id)


class Budget(models.Model):
    """How far somebody has used up a limit. The key is a hash; nothing else is kept of them."""

    key = models.CharField(max_length=64, primary_key=True)
    # Seconds since 1970. What is past is whole again.
    spent = models.FloatField(db_index=True)

    def __str__(self) -> str:
        return self.key
