"""Opening, editing, copying, archiving and deleting a class; who teaches it."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import Http404

from quiz.bank.queries import with_pack
from quiz.classroom.models import (
    INVITATION_DAYS,
    Assignment,
    Classroom,
    Deed,
    Invitation,
    Teaching,
    new_join_code,
)
from quiz.classroom.services.assignments import hold
from quiz.classroom.services.log import By, write_down
from quiz.people.models import User
from quiz.web.gone import until_done
from quiz.web.rows import Tally, one_by_one

TRIES = 5


@transaction.atomic
def open_classroom(*, user: User, values: dict[str, Any], now: datetime) -> Classroom:
    """A new class taught by this account. `values`: name, language, time_zone, retention_days."""
    classroom = Classroom.objects.create(**values, created_at=now, active_at=now)
    Teaching.objects.create(classroom=classroom, user=user, is_owner=True)
    return classroom


@transaction.atomic
def edit_classroom(*, classroom: Classroom, values: dict[str, Any], now: datetime) -> None:
    """Change name, language, time zone, retention."""
    Classroom.objects.filter(pk=classroom.pk).update(**values, active_at=now)


def renew_code(*, classroom: Classroom, now: datetime) -> None:
    """Another join code, open for joining; the old one is void at once."""
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                Classroom.objects.filter(pk=classroom.pk).update(
                    join_code=new_join_code(), is_joinable=True, active_at=now
                )
        except IntegrityError:
            continue
        return


@transaction.atomic
def set_joinable(*, classroom: Classroom, is_joinable: bool, now: datetime) -> None:
    """Open or close the class for joining; those who are in stay in."""
    Classroom.objects.filter(pk=classroom.pk).update(is_joinable=is_joinable, active_at=now)


@transaction.atomic
def archive(*, classroom: Classroom, is_archived: bool, now: datetime) -> None:
    """Put a class away, or take it back: nothing is begun in an archived class, all can be read."""
    Classroom.objects.filter(pk=classroom.pk).update(archived_at=now if is_archived else None, active_at=now)


@transaction.atomic
def copy_classroom(*, classroom: Classroom, user: User, name: str, now: datetime) -> Classroom:
    """A class for the next term: settings and assignments, these as drafts; no readers."""
    values = {key: getattr(classroom, key) for key in ("language", "time_zone", "retention_days")}
    made = open_classroom(user=user, values=values | {"name": name}, now=now)
    for given in with_pack(classroom.assignments.all(), "quiz__source__pack"):
        Assignment.objects.create(
            classroom=made, quiz=given.quiz, source=given.source, attempts_allowed=given.attempts_allowed,
            minutes=given.minutes, feedback=given.feedback, is_shuffled=given.is_shuffled,
            asks_confidence=given.asks_confidence, pass_mark=given.pass_mark, counted=given.counted,
            created_at=now,
            copied_from=given,
        )  # fmt: skip
        hold(quiz=given.quiz, classroom=made, now=now)
    return made


def delete_classroom(*, classroom: Classroom) -> None:
    """Delete a class with its readers' names, its assignments and every attempt at them."""
    until_done(partial(_delete, classroom))


def _delete(classroom: Classroom) -> None:
    # Locked from the top, as those do who begin and save: the rows themselves go from the bottom.
    list(classroom.memberships.select_for_update().order_by("pk").values_list("pk"))
    for given in classroom.assignments.order_by("pk"):
        list(given.attempts.select_for_update().order_by("pk").values_list("pk"))
    Classroom.objects.filter(pk=classroom.pk).delete()


@transaction.atomic
def invite(*, classroom: Classroom, now: datetime, user: Any = None) -> Invitation:
    """A link for one other instructor, good for 14 days. `user`: whom the log names."""
    write_down(classroom=classroom, by=By(user, now) if user else None, deed=Deed.INVITED)
    return Invitation.objects.create(classroom=classroom, expires_at=now + timedelta(days=INVITATION_DAYS))


@transaction.atomic
def accept(*, token: str, user: User, now: datetime) -> Classroom:
    """Come to teach the class of this invitation, which is used up. Raises Http404."""
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("classroom")
        .filter(Q(account=None) | Q(account=user), token=token, expires_at__gt=now)
        .first()
    )
    if invitation is None:
        raise Http404
    classroom = invitation.classroom
    _teaching, is_new = Teaching.objects.get_or_create(classroom=classroom, user=user)
    if is_new:
        write_down(classroom=classroom, by=By(user, now), deed=Deed.CAME)
    invitation.delete()
    return classroom


def delete_expired(*, now: datetime) -> Tally:
    """Delete the classes whose retention is over; how many they were. One transaction each."""
    gone: list[int] = []

    def delete(row: Classroom) -> None:
        pk = row.pk
        if row.kept_until() <= now:
            delete_classroom(classroom=row)
            gone.append(pk)

    tried = one_by_one(list(Classroom.objects.all()), delete)
    Invitation.objects.filter(expires_at__lte=now).delete()
    return Tally(done=len(gone), failed=tried.failed)
