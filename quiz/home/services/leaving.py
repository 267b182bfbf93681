"""Readers who become one, or are forgotten, with everything that hangs on them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from quiz.classroom.models import Deed, Membership
from quiz.classroom.services.log import By, Told, follow, write_down
from quiz.classroom.services.members import keep_shells
from quiz.insight.services import take_back
from quiz.outlook.own_ballots import who_voted_since
from quiz.outlook.services.parting import leave_words, merge_voices, take_words_back
from quiz.people.models import Reader
from quiz.taking.services.attempts import merge_attempts
from quiz.taking.services.erasing import counts_of, keep_counts, lock_attempts, merge_counts
from quiz.web.gone import until_done
from quiz.web.rows import Tally, one_by_one

PAIR = 2
# A reader without a class is kept as long as a browser keeps its cookie.
KEPT = timedelta(days=400)


class Gone(Exception):
    """One of the two is no longer there: merged, or gone, at the same moment."""


def merge_members(*, source: Membership, target: Membership, now: datetime, user: Any = None) -> None:
    """Two readers of a class that are one person: all of `source` becomes `target`'s.

    `user`: whom the log names. Raises Gone. It stands up here because attempts and ballots are siblings.
    """
    by = By(user, now) if user else None
    until_done(partial(_merge, source=source, target=target, now=now, by=by))


def _merge(*, source: Membership, target: Membership, now: datetime, by: By | None) -> None:
    pair = Membership.objects.select_for_update().filter(pk__in=(source.pk, target.pk)).order_by("pk")
    if len(pair) < PAIR:
        raise Gone
    merge_attempts(source=source, target=target, now=now)
    merge_counts(source=source, target=target)
    merge_voices(source=source, target=target)
    taken = target.extensions.values_list("assignment", flat=True)
    source.extensions.exclude(assignment__in=list(taken)).update(membership=target)
    follow(source=source, target=target)
    write_down(classroom=target.classroom, by=by, deed=Deed.MERGED, told=Told(target))
    Membership.objects.filter(pk=source.pk).delete()


def forget_idle_readers(*, now: datetime) -> Tally:
    """Delete the readers in no class who did nothing for 400 days; how many they were. One by one."""
    idle = Reader.objects.filter(memberships=None, since__lt=now - KEPT).exclude(
        attempts__started_at__gte=now - KEPT
    )
    idle = idle.exclude(pk__in=who_voted_since(now - KEPT))
    keys = list(idle.values_list("pk", flat=True))
    return one_by_one(keys, lambda key: forget_readers(reader_ids=[key], now=now))


def forget_readers(*, reader_ids: Sequence[UUID], now: datetime, takes_words_back: bool = False) -> set[UUID]:
    """Delete readers and everything that hangs on them, also what the sums of quizzes have of them.

    What was published of their ballots stays, without them; so do posts that others could read, unless the
    reader takes the words back.

    Of a reader who made attempts at assignments stays, for the limits, how many they were, in a membership
    without a name; so does whoever was taken out of a class. Answers who these are. A second call changes
    nothing more. It stands up here because the sums are above the readers.
    """
    return until_done(partial(_forget, reader_ids, now, takes_words_back=takes_words_back))


def _forget(reader_ids: Sequence[UUID], now: datetime, *, takes_words_back: bool) -> set[UUID]:
    # Always in this order: members, readers, attempts. Who begins or saves meanwhile comes before or after.
    rows = Membership.objects.select_for_update().filter(reader__in=reader_ids)
    members = list(rows.order_by("pk"))
    readers = list(Reader.objects.select_for_update().filter(pk__in=reader_ids).order_by("pk"))
    lock_attempts(reader_ids=reader_ids)
    take_back(reader_ids=reader_ids)
    if takes_words_back:
        take_words_back(reader_ids=list(reader_ids), now=now)
    leave_words(memberships=[member.pk for member in members])
    counts = counts_of(members)
    stay = [member for member in members if counts[member.pk] or member.removed_at]
    # All goes by the cascade, and what may stay is made anew: so nothing stays by oversight.
    Reader.objects.filter(pk__in=reader_ids).delete()
    kept = {member.reader_id for member in stay}
    Reader.objects.bulk_create(
        Reader(pk=row.pk, since=now, account_id=row.account_id) for row in readers if row.pk in kept
    )
    for member, shell in zip(stay, keep_shells(members=stay, now=now), strict=True):
        keep_counts(membership=shell, counts=counts[member.pk], now=now)
    return kept
