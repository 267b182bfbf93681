"""Giving a class something to do."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import RestrictedError
from django.http import Http404

from quiz.bank.queries import following
from quiz.classroom.models import Assignment, Classroom
from quiz.domain.windows import Phase


class Archived(Exception):
    """The class is archived: nothing in it opens."""


class InUse(Exception):
    """Attempts were begun: the assignment is not taken back without its class."""


@transaction.atomic
def assign(*, classroom: Classroom, values: dict[str, Any], now: datetime) -> Assignment:
    """Give the class a quiz. `values`: the fields of the form.

    With a test before reading comes the one after it, as a draft by the same rules, where it has none.
    """
    made = Assignment.objects.create(classroom=classroom, created_at=now, **values)
    after = following(made.quiz) if made.quiz else None
    if after and not classroom.assignments.filter(quiz__slug=after.slug).exists():
        rules = values | {"quiz": after, "opens_at": None, "closes_at": None}
        Assignment.objects.create(classroom=classroom, created_at=now, **rules)
    Classroom.objects.filter(pk=classroom.pk).update(active_at=now)
    return made


@transaction.atomic
def edit_assignment(*, assignment: Assignment, values: dict[str, Any], now: datetime) -> None:
    """Change window and rules; they hold from the next write on."""
    Assignment.objects.filter(pk=assignment.pk).update(**values)
    assignment.refresh_from_db(fields=list(values))
    Classroom.objects.filter(pk=assignment.classroom_id).update(active_at=now)


@transaction.atomic
def open_now(*, assignment: Assignment, now: datetime) -> Assignment:
    """Open it at once; a closing that has passed goes. What is open stays as it is.

    Raises Archived.
    """
    found = _locked(assignment)
    phase = found.window().phase(now)
    if found.classroom.archived_at:
        raise Archived
    if phase is Phase.OPEN:
        return found
    found.opens_at = found.opens_at if phase is Phase.CLOSED else now
    if found.closes_at and found.closes_at <= now:
        found.closes_at = None
    return _saved(found, now)


@transaction.atomic
def close_now(*, assignment: Assignment, now: datetime) -> Assignment:
    """Close it at once, which is also the time that feedback after closing waits for.

    What is not open stays as it is; readers with a later closing of their own keep it.
    """
    found = _locked(assignment)
    if found.window().phase(now) is not Phase.OPEN:
        return found
    found.closes_at = now
    return _saved(found, now)


def _locked(assignment: Assignment) -> Assignment:
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("classroom", "quiz", "source")
    return rows.get(pk=assignment.pk)


def _saved(assignment: Assignment, now: datetime) -> Assignment:
    assignment.save(update_fields=["opens_at", "closes_at"])
    Classroom.objects.filter(pk=assignment.classroom_id).update(active_at=now)
    return assignment


@transaction.atomic
def withdraw(*, assignment: Assignment) -> None:
    """Take an assignment back that nobody began. Raises InUse, Http404."""
    # Locked, so that whoever begins it at the same moment comes before, and it stays, or is too late.
    locked = Assignment.objects.select_for_update().filter(pk=assignment.pk).first()
    if locked is None:
        raise Http404
    try:
        locked.delete()
    except RestrictedError as error:
        raise InUse from error
