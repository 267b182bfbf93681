"""What people do about themselves."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from quiz.people.models import Reader, User


@transaction.atomic
def welcome_reader(*, reader_id: UUID | None, now: datetime) -> Reader:
    """The reader of this browser; a new one where there is none, or where it was forgotten."""
    known = Reader.objects.filter(pk=reader_id).first() if reader_id else None
    return known or Reader.objects.create(since=now)


@transaction.atomic
def forget_reader(*, reader_id: UUID) -> None:
    """Delete the reader and everything that hangs on them; a second call changes nothing."""
    Reader.objects.filter(pk=reader_id).delete()


@transaction.atomic
def sign_up(*, username: str, password: str) -> bool:
    """Make an instructor's account; False and no change where the name is taken."""
    if User.objects.filter(username=username).exists():
        return False
    User.objects.create_user(username, password=password)
    return True
