"""What those who teach a class did that touches what is a reader's alone, and who was let in anew."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from quiz.classroom.models.classes import Classroom, Membership
from quiz.people.models import Reader, User


class Deed(models.TextChoices):
    """What is written down."""

    CODE = "code", _("made a return code for a reader")
    NAME = "name", _("had the name behind a post shown")


class LogEntry(models.Model):
    """One such act: who did what to whom, when and why. It stays when either of them goes."""

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="log")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    # As the account was called then.
    by = models.CharField(max_length=254)
    deed = models.CharField(max_length=10, choices=Deed.choices)
    # None: a reader who has left, or one whose name the entry must not tell.
    membership = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.by} {self.deed}"


class Renewal(models.Model):
    """An instructor made a return code: the member is another reader from then on, the old one is let go."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="renewals")
    # Whom the member was until then: the browsers that still know this one are told.
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    # When whoever came by the new code was told, and had read it.
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.at}"
