"""A class, those who teach it, and those who joined it."""

import secrets
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quiz.domain.codes import new_address, new_code
from quiz.domain.names import LONGEST_CLASS_NAME, LONGEST_KEY, LONGEST_NAME, PER_LETTER
from quiz.people.models import Reader, User

JOIN_SIGNS = 6
INVITATION_DAYS = 14


def new_slug() -> str:
    """The address of a class or an assignment: nobody guesses it (49 bits)."""
    return new_address(11)


def new_join_code() -> str:
    """Six signs to be read aloud."""
    return new_code(JOIN_SIGNS)


def new_token() -> str:
    """A secret for a link."""
    return secrets.token_urlsafe(24)


class ClassroomQuerySet(models.QuerySet["Classroom"]):
    """Classes, by who may see them."""

    def taught_by(self, user: Any) -> Self:
        """Those this account teaches."""
        return self.filter(teachings__user=user) if user.is_authenticated else self.none()

    def joined_by(self, *reader_ids: UUID) -> Self:
        """Those these readers are in."""
        if not reader_ids:
            return self.none()
        return self.filter(memberships__reader__in=reader_ids, memberships__removed_at=None)


class Classroom(models.Model):
    """A class: readers who joined by its code."""

    slug = models.SlugField(unique=True, default=new_slug)
    name = models.CharField(_("name"), max_length=PER_LETTER * LONGEST_CLASS_NAME)
    language = models.CharField(
        _("language"), max_length=2, choices=[("ja", "日本語"), ("en", "English")], default="ja"
    )
    time_zone = models.CharField(_("time zone"), max_length=50, default="Asia/Tokyo")
    join_code = models.CharField(max_length=JOIN_SIGNS, unique=True, default=new_join_code)
    is_joinable = models.BooleanField(default=True)
    retention_days = models.PositiveIntegerField(_("days kept after the last activity"), default=400)
    created_at = models.DateTimeField()
    active_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = ClassroomQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("class")
        verbose_name_plural = _("classes")

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """Its time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def takes_readers(self) -> bool:
        """Whether one can join now."""
        return self.is_joinable and self.archived_at is None

    def kept_until(self) -> datetime:
        """When it will be deleted if nothing more happens in it."""
        return self.active_at + timedelta(days=self.retention_days)


class Teaching(models.Model):
    """An account that teaches a class."""

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="teachings")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="teachings")
    is_owner = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("teaching of a class")
        verbose_name_plural = _("teachings of classes")
        constraints = [models.UniqueConstraint(fields=["classroom", "user"], name="one_teaching_per_user")]

    def __str__(self) -> str:
        return f"{self.classroom_id} {self.user_id}"


class Invitation(models.Model):
    """A link by which one other instructor comes to teach a class."""

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="invitations")
    token = models.CharField(max_length=40, unique=True, default=new_token)
    # Whoever made an account by it: from then on it is for nobody else.
    account = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.classroom_id)


class Membership(models.Model):
    """A reader in a class, under a display name."""

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="memberships")
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="memberships")
    # Empty after the reader erased everything, until they join again.
    name = models.CharField(max_length=PER_LETTER * LONGEST_NAME, blank=True)
    # By the key names are sorted; by their looks two of them are the same.
    key = models.CharField(max_length=LONGEST_KEY, blank=True)
    looks = models.CharField(max_length=LONGEST_KEY, blank=True)
    number = models.PositiveIntegerField(default=1)
    return_code = models.CharField(max_length=64, unique=True)
    # In plain, only until its reader has noted it; the one above is a hash.
    code_to_note = models.CharField(max_length=20, blank=True, default="")
    joined_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    # The reader erased everything: what stays has no name and holds the limit of attempts, nothing else.
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["key", "number"]
        constraints = [
            models.UniqueConstraint(fields=["classroom", "reader"], name="one_membership_per_reader"),
            models.UniqueConstraint(
                fields=["classroom", "looks", "number"], name="one_name_and_number_per_class"
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The name, numbered where it is not the first of its kind."""
        name = self.name or gettext("Erased reader")
        return name if self.number == 1 else f"{name} ({self.number})"
