"""Giving a class something to do."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import RestrictedError

from quiz.classroom.models import Assignment, Classroom


class InUse(Exception):
    """Attempts were begun: the assignment is not taken back without its class."""


@transaction.atomic
def assign(*, classroom: Classroom, values: dict[str, Any], now: datetime) -> Assignment:
    """Give the class a quiz. `values`: the fields of the form."""
    made = Assignment.objects.create(classroom=classroom, created_at=now, **values)
    Classroom.objects.filter(pk=classroom.pk).update(active_at=now)
    return made


@transaction.atomic
def edit_assignment(*, assignment: Assignment, values: dict[str, Any], now: datetime) -> None:
    """Change window and rules; they hold from the next write on."""
    Assignment.objects.filter(pk=assignment.pk).update(**values)
    Classroom.objects.filter(pk=assignment.classroom_id).update(active_at=now)


@transaction.atomic
def withdraw(*, assignment: Assignment) -> None:
    """Take an assignment back that nobody began. Raises InUse."""
    try:
        assignment.delete()
    except RestrictedError as error:
        raise InUse from error
