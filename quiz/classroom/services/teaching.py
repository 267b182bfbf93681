"""Who teaches a class no longer, and which links no longer lead to it."""

from datetime import datetime

from django.db import transaction
from django.http import Http404

from quiz.classroom.models import Classroom, Deed, Invitation, Teaching
from quiz.classroom.services.log import By, Told, write_down
from quiz.people.models import User


class LastInstructor(Exception):
    """Nobody else teaches the class: it would be nobody's."""


@transaction.atomic
def dismiss(*, classroom: Classroom, pk: int, by: By | None = None) -> None:
    """Take a teaching of the class away, the open links with it, since whoever goes has seen them.

    The owner's part moves to whoever has taught longest of the others. `by`: whom the log names. Raises
    LastInstructor, Http404.
    """
    # The class is locked: of two who leave at once, the second finds that nobody else is left.
    if not Classroom.objects.select_for_update(no_key=True).filter(pk=classroom.pk).first():
        raise Http404
    rows = list(Teaching.objects.filter(classroom=classroom).select_related("user").order_by("pk"))
    gone = next((row for row in rows if row.pk == pk), None)
    if gone is None:
        raise Http404
    others = [row for row in rows if row.pk != pk]
    if not others:
        raise LastInstructor
    Invitation.objects.filter(classroom=classroom).delete()
    leaves = by is not None and by.user.pk == gone.user_id
    told = Told() if leaves else Told(details={"who": gone.user.known_as})
    write_down(classroom=classroom, by=by, deed=Deed.WENT if leaves else Deed.DISMISSED, told=told)
    gone.delete()
    if gone.is_owner:
        Teaching.objects.filter(pk=others[0].pk).update(is_owner=True)


@transaction.atomic
def revoke(*, classroom: Classroom, pk: int, by: By | None = None) -> None:
    """Make a link for another instructor void; a second call changes nothing. `by`: whom the log names."""
    if Invitation.objects.filter(classroom=classroom, pk=pk).delete()[0]:
        write_down(classroom=classroom, by=by, deed=Deed.REVOKED)


@transaction.atomic
def bind(*, token: str, user: User, now: datetime) -> bool:
    """Let this invitation be for this account only, which was made by it; False where it no longer holds."""
    free = Invitation.objects.filter(token=token, account=None, expires_at__gt=now)
    return free.update(account=user) == 1
