"""Giving a class something to do."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import RestrictedError
from django.http import Http404

from quiz.bank.models import Quiz
from quiz.bank.queries import following
from quiz.bank.services.freezing import freeze_quiz
from quiz.classroom.models import Assignment, Classroom, Deed
from quiz.classroom.queries import is_begun
from quiz.classroom.services.log import By, Told, write_down
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
    hold(quiz=made.quiz, classroom=classroom, now=now)
    after = following(made.quiz) if made.quiz else None
    if after and not classroom.assignments.filter(quiz__slug=after.slug).exists():
        rules = values | {"quiz": after, "opens_at": None, "closes_at": None}
        Assignment.objects.create(classroom=classroom, created_at=now, **rules)
        hold(quiz=after, classroom=classroom, now=now)
    Classroom.objects.filter(pk=classroom.pk).update(active_at=now)
    return made


def hold(*, quiz: Quiz | None, classroom: Classroom, now: datetime) -> None:
    """Let the quiz of somebody who does not teach the class stay as it was given: what they publish later, or
    for others only, becomes its next version. 2 queries, none more for a quiz of the site.
    """
    owner = quiz.source.pack.owner_id if quiz else None
    if quiz and owner and not classroom.teachings.filter(user=owner).exists():
        freeze_quiz(quiz=quiz, now=now)


@transaction.atomic
def edit_assignment(
    *, assignment: Assignment, values: dict[str, Any], now: datetime, user: Any = None
) -> None:
    """Change window and rules; they hold from the next write on.

    `user`: whom the log names, where somebody had begun.
    """
    changed = _changed(assignment, values)
    if user and changed and is_begun(assignment):
        told = Told(of=assignment, details={"changed": changed})
        write_down(classroom=assignment.classroom, by=By(user, now), deed=Deed.RULES, told=told)
    Assignment.objects.filter(pk=assignment.pk).update(**values)
    assignment.refresh_from_db(fields=list(values))
    hold(quiz=assignment.quiz, classroom=assignment.classroom, now=now)
    Classroom.objects.filter(pk=assignment.classroom_id).update(active_at=now)


def _changed(assignment: Assignment, values: dict[str, Any]) -> dict[str, Any]:
    """Of the rules that become others: what was and what will be."""
    pairs = {name: [getattr(assignment, name), value] for name, value in values.items() if name != "quiz"}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


@transaction.atomic
def open_now(*, assignment: Assignment, now: datetime, user: Any = None) -> Assignment:
    """Open it at once; a closing that has passed goes. What is open stays as it is.

    `user`: whom the log names, where it had closed. Raises Archived.
    """
    found = _locked(assignment)
    phase = found.window().phase(now)
    if found.classroom.archived_at:
        raise Archived
    if phase is Phase.OPEN:
        return found
    if user and phase is Phase.CLOSED:
        told = Told(of=found)
        write_down(classroom=found.classroom, by=By(user, now), deed=Deed.REOPENED, told=told)
    found.opens_at = found.opens_at if phase is Phase.CLOSED else now
    if found.closes_at and found.closes_at <= now:
        found.closes_at = None
    return _saved(found, now)


@transaction.atomic
def close_now(*, assignment: Assignment, now: datetime, user: Any = None) -> Assignment:
    """Close it at once, which is also the time that feedback after closing waits for.

    What is not open stays as it is; readers with a later closing of their own keep it. `user`: whom the log
    names, where somebody had begun.
    """
    found = _locked(assignment)
    if found.window().phase(now) is not Phase.OPEN:
        return found
    found.closes_at = now
    if user and is_begun(found):
        told = Told(of=found)
        write_down(classroom=found.classroom, by=By(user, now), deed=Deed.CLOSED, told=told)
    return _saved(found, now)


def _locked(assignment: Assignment) -> Assignment:
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("classroom", "quiz", "source")
    return rows.get(pk=assignment.pk)


def _saved(assignment: Assignment, now: datetime) -> Assignment:
    assignment.save(update_fields=["opens_at", "closes_at"])
    Classroom.objects.filter(pk=assignment.classroom_id).update(active_at=now)
    return assignment


@transaction.atomic
def withdraw(*, assignment: Assignment, by: By | None = None) -> None:
    """Take an assignment back that nobody began. `by`: whom the log names. Raises InUse, Http404."""
    # Locked, so that whoever begins it at the same moment comes before, and it stays, or is too late.
    locked = Assignment.objects.select_for_update().filter(pk=assignment.pk).first()
    if locked is None:
        raise Http404
    told = Told(of=assignment)
    write_down(classroom=assignment.classroom, by=by, deed=Deed.WITHDRAWN, told=told)
    try:
        locked.delete()
    except RestrictedError as error:
        raise InUse from error
