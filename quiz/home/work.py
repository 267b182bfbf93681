"""What waits for a reader in all their classes, for the desk."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from quiz.classroom.models import Assignment, Extension, Membership
from quiz.classroom.queries import Given, places_of
from quiz.domain.windows import Phase
from quiz.taking.models import Attempt, Erased
from quiz.taking.standing import Stand, stand_of


@dataclass(frozen=True, slots=True)
class Waiting:
    """An assignment that is to be done, or an outlook that is open."""

    assignment: Assignment
    stand: Stand


@dataclass(frozen=True, slots=True)
class ClassWork:
    """A class of the reader with what waits there now."""

    membership: Membership
    waiting: tuple[Waiting, ...]


def class_work(reader_ids: Collection[UUID], now: datetime) -> tuple[ClassWork, ...]:
    """The classes of these readers with what waits: 5 queries, 1 without a class."""
    members = places_of(reader_ids)
    if not members:
        return ()
    classes = [member.classroom_id for member in members]
    given = Assignment.objects.filter(classroom__in=classes, opens_at__isnull=False)
    listed = list(given.select_related("classroom", "quiz", "source", "survey"))
    attempts = list(Attempt.objects.with_rules().filter(membership__in=members))
    own = Extension.objects.filter(membership__in=members)
    extensions = {(row.membership_id, row.assignment_id): row for row in own}
    gone = Erased.objects.filter(membership__in=members)
    erased = {(row.membership_id, row.assignment_id): row for row in gone}
    found: dict[int, list[Waiting]] = {member.pk: [] for member in members}
    pairs = [(one, row) for one in members for row in listed if row.classroom_id == one.classroom_id]
    for member, assignment in pairs:
        key = (member.pk, assignment.pk)
        mine = [row for row in attempts if (row.membership_id, row.assignment_id) == key]
        stand = stand_of(Given(assignment, member, extensions.get(key)), mine, erased.get(key), now)
        if stand.is_to_do if assignment.quiz_id else stand.phase is Phase.OPEN:
            found[member.pk].append(Waiting(assignment, stand))
    return tuple(ClassWork(member, tuple(found[member.pk])) for member in members)
