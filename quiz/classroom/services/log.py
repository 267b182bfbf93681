"""Writing down what those who teach did that touches what is a reader's alone."""

from datetime import datetime
from typing import Any

from django.db import transaction

from quiz.classroom.models import Classroom, Deed, LogEntry, Membership


@transaction.atomic
def write_down(
    *, classroom: Classroom, user: Any, deed: Deed, now: datetime, about: tuple[Membership | None, str]
) -> None:
    """Keep who did what and when; `about`: to whom (None where that would tell a name), and why."""
    membership, note = about
    LogEntry.objects.create(
        classroom=classroom, user=user, by=user.email or user.username, deed=deed, membership=membership,
        note=note, at=now,
    )  # fmt: skip
