"""Keeping the count of attempts that their reader erases."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from quiz.classroom.models import Membership
from quiz.taking.models import Answer, Attempt, Erased


@transaction.atomic
def lock_attempts(*, reader_ids: Iterable[UUID]) -> None:
    """Let whoever is saving an answer of these readers finish first, and nobody begin until all is done."""
    ids = list(reader_ids)
    list(Attempt.objects.select_for_update().filter(reader__in=ids).order_by("pk").values_list("pk"))
    list(Answer.objects.select_for_update().filter(reader__in=ids).order_by("pk").values_list("pk"))


def counts_of(members: Iterable[Membership]) -> Mapping[int, Counter[int]]:
    """By member: how many attempts at each assignment were made, those that were erased before included."""
    found: dict[int, Counter[int]] = {member.pk: Counter() for member in members}
    made = Attempt.objects.filter(membership__in=list(found)).values_list("membership", "assignment")
    for member, assignment in made:
        found[member or 0][assignment or 0] += 1
    before = Erased.objects.filter(membership__in=list(found))
    for row in before:
        found[row.membership_id][row.assignment_id] += row.count
    return found


@transaction.atomic
def keep_counts(*, membership: Membership, counts: Mapping[int, int], now: datetime) -> None:
    """Keep for the limits how many attempts this reader erased."""
    Erased.objects.bulk_create(
        Erased(assignment_id=assignment, membership=membership, count=count, at=now)
        for assignment, count in counts.items()
    )


@transaction.atomic
def merge_counts(*, source: Membership, target: Membership) -> None:
    """What `source` erased counts for `target`, who is the same person."""
    for row in Erased.objects.filter(membership=source):
        theirs = Erased.objects.filter(membership=target, assignment=row.assignment_id).first()
        if theirs:
            theirs.count, theirs.at = theirs.count + row.count, max(theirs.at, row.at)
            theirs.save()
        else:
            Erased.objects.filter(pk=row.pk).update(membership=target)
