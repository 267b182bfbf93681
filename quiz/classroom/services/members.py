"""Joining a class, coming back to it, being renamed or removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max

from quiz.classroom.models import Assignment, Classroom, Deed, Extension, Membership, Renewal
from quiz.classroom.services.log import By, Told, write_down
from quiz.domain.codes import clean_code, digest, in_groups, new_code
from quiz.domain.names import looks, name_key
from quiz.people.models import Reader
from quiz.web.gone import until_done

RETURN_SIGNS = 12


class NoSuchCode(Exception):
    """No class takes readers by this code; which one it might be is not said."""


class Removed(Exception):
    """The instructor took this reader out of the class."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What joining came to. `return_code` is told once; None where the reader was in already."""

    membership: Membership
    return_code: str | None


def find_class(*, code: str) -> Classroom:
    """The class that takes readers by this code. Raises NoSuchCode."""
    found = Classroom.objects.filter(join_code=clean_code(code)[:20]).first()
    if found is None or not found.takes_readers:
        raise NoSuchCode
    return found


@transaction.atomic
def join(*, classroom: Classroom, reader: Reader, name: str, now: datetime) -> Joined:
    """Be in the class under this name, numbered where another has it. Twice makes one membership.

    Raises NoSuchCode where the class was closed meanwhile, Removed.
    """
    # Locked, so that two of one name at once get different numbers.
    locked = Classroom.objects.select_for_update().filter(pk=classroom.pk).first()
    if locked is None or not locked.takes_readers:
        raise NoSuchCode
    known = Membership.objects.filter(classroom=locked, reader=reader).first()
    if known and known.removed_at:
        raise Removed
    if known and not known.name:
        return Joined(_named_again(locked, known, name), None)
    if known:
        return Joined(known, None)
    code = new_code(RETURN_SIGNS)
    made = Membership.objects.create(
        classroom=locked, reader=reader, return_code=digest(code), code_to_note=in_groups(code),
        joined_at=now, **_named(locked, name),
    )  # fmt: skip
    Classroom.objects.filter(pk=locked.pk).update(active_at=now)
    return Joined(made, in_groups(code))


def _named_again(classroom: Classroom, known: Membership, name: str) -> Membership:
    """The reader had erased everything and joins again: a name, and the attempts of before still count."""
    values = _named(classroom, name)
    for field, value in values.items():
        setattr(known, field, value)
    Membership.objects.filter(pk=known.pk).update(**values)
    return known


def _named(classroom: Classroom, name: str) -> dict[str, Any]:
    """The fields of this name, with the number that is free for it in the class."""
    seen = looks(name)
    return {"name": name, "key": name_key(name), "looks": seen, "number": _free_number(classroom, seen)}


@transaction.atomic
def keep_shells(*, members: Sequence[Membership], now: datetime) -> list[Membership]:
    """What stays of these members, who were deleted: that their readers are of the class, without a name.

    The return code leads to it as before, and whoever was taken out stays out.
    """
    classes = {member.classroom_id for member in members}
    # Locked, so that two nameless ones at once get different numbers.
    locked = {
        row.pk: row for row in Classroom.objects.select_for_update().filter(pk__in=classes).order_by("pk")
    }
    return [
        Membership.objects.create(
            classroom_id=row.classroom_id, reader_id=row.reader_id, return_code=row.return_code,
            number=_free_number(locked[row.classroom_id], ""), joined_at=now, removed_at=row.removed_at,
            erased_at=now,
        )
        for row in members
    ]  # fmt: skip


def _free_number(classroom: Classroom, seen: str) -> int:
    used = Membership.objects.filter(classroom=classroom, looks=seen).aggregate(most=Max("number"))["most"]
    return (used or 0) + 1


def come_back(*, code: str) -> Membership:
    """The membership of a return code. Raises NoSuchCode."""
    found = (
        Membership.objects.select_related("classroom", "reader")
        .filter(return_code=digest(code), removed_at=None)
        .first()
    )
    if found is None:
        raise NoSuchCode
    return found


@transaction.atomic
def new_return_code(*, membership: Membership, is_for_reader: bool = False) -> str:
    """Another return code; the old one is void. The reader's own stays on their card until it is noted;
    one that an instructor makes is told once.
    """
    code = new_code(RETURN_SIGNS)
    Membership.objects.filter(pk=membership.pk).update(
        return_code=digest(code), code_to_note=in_groups(code) if is_for_reader else ""
    )
    return in_groups(code)


@transaction.atomic
def become(*, membership: Membership, reader: Reader, now: datetime) -> None:
    """The member is this reader from now on; the browsers that know the old one are told when they come."""
    Renewal.objects.create(membership=membership, reader_id=membership.reader_id, at=now)
    Membership.objects.filter(pk=membership.pk).update(reader=reader)


@transaction.atomic
def become_everywhere(*, old: Reader, new: Reader) -> None:
    """All that is the old reader's in classes is the new one's, the account included."""
    Membership.objects.filter(reader=old).update(reader=new)
    Renewal.objects.filter(reader=old).update(reader=new)
    account = old.account_id
    Reader.objects.filter(pk=old.pk).update(account=None)
    Reader.objects.filter(pk=new.pk).update(account=account)


@transaction.atomic
def read_renewal(*, membership: Membership, now: datetime) -> None:
    """The reader has read that an instructor made the code by which they came."""
    membership.renewals.filter(read_at=None).update(read_at=now)


@transaction.atomic
def note_code(*, membership: Membership) -> None:
    """The reader has noted the return code: it is not kept in plain any more."""
    Membership.objects.filter(pk=membership.pk).update(code_to_note="")


@transaction.atomic
def rename(*, membership: Membership, name: str) -> Membership:
    """Another display name, numbered where another has it."""
    # Before the class, as wherever both are; a reader who is gone meanwhile does not come back by it.
    membership = Membership.objects.select_for_update(no_key=True).get(pk=membership.pk)
    classroom = Classroom.objects.select_for_update().get(pk=membership.classroom_id)
    if (seen := looks(name)) != membership.looks:
        membership.number = _free_number(classroom, seen)
    membership.name, membership.key, membership.looks = name, name_key(name), seen
    membership.save()
    return membership


def remove(*, membership: Membership, keeps_answers: bool, now: datetime, by: By | None = None) -> None:
    """Take a reader out: their answers stay with the class, or go with them. `by`: whom the log names."""
    if keeps_answers:
        _take_out(membership, now, by)
    else:
        until_done(partial(_delete, membership, by))


@transaction.atomic
def _take_out(membership: Membership, now: datetime, by: By | None) -> None:
    Membership.objects.filter(pk=membership.pk).update(removed_at=now)
    write_down(classroom=membership.classroom, by=by, deed=Deed.REMOVED, told=Told(membership))


def _delete(membership: Membership, by: By | None) -> None:
    # Locked from the top, as those do who save: the rows themselves go from the bottom.
    rows = Membership.objects.filter(pk=membership.pk)
    list(rows.select_for_update())
    attempts = list(membership.attempts.select_for_update().order_by("pk").values_list("pk"))
    rows.delete()
    # Without the name, which went with the reader.
    told = Told(details={"attempts": len(attempts)})
    write_down(classroom=membership.classroom, by=by, deed=Deed.DELETED, told=told)


@transaction.atomic
def take_back(*, membership: Membership) -> None:
    """Let a removed reader in again."""
    Membership.objects.filter(pk=membership.pk).update(removed_at=None)


@transaction.atomic
def extend(
    *,
    assignment: Assignment,
    membership: Membership,
    minutes: int | None,
    closes_at: datetime | None,
    by: By | None = None,
) -> None:
    """Give one reader more minutes or a later closing; nothing of either takes an extension back.

    `by`: whom the log names.
    """
    given = {"minutes": minutes, "closes_at": closes_at}
    told = Told(membership, of=assignment, details={"extension": given})
    write_down(classroom=assignment.classroom, by=by, deed=Deed.EXTENDED, told=told)
    if not minutes and not closes_at:
        Extension.objects.filter(assignment=assignment, membership=membership).delete()
        return
    Extension.objects.update_or_create(assignment=assignment, membership=membership, defaults=given)
