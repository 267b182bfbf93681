"""What people do about themselves."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from allauth.account.models import EmailAddress
from django.db import transaction

from quiz.people.models import Reader, User


@transaction.atomic
def welcome_reader(
    *, reader_id: UUID | None, now: datetime, account: Any = None, new_id: UUID | None = None
) -> Reader:
    """The reader of this browser; a new one where there is none, or where it was forgotten.

    With `new_id` the new one is the same however often it is asked for. An account that has no reader yet
    is given this one.
    """
    known = Reader.objects.filter(pk=reader_id).first() if reader_id else None
    reader = known or Reader.objects.get_or_create(pk=new_id or uuid4(), defaults={"since": now})[0]
    signed_in = account is not None and account.is_authenticated and reader.account_id is None
    if signed_in and not Reader.objects.filter(account=account).exists():
        reader.account = account
        reader.save()
    return reader


@transaction.atomic
def sign_up(*, username: str, email: str, password: str) -> bool:
    """Make an instructor's account, its address taken as confirmed; False where the name is taken."""
    if User.objects.filter(username=username).exists():
        return False
    user = User.objects.create_user(username, email=email, password=password)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return True
