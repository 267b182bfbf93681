"""A new return code: who can read on by it, who no longer can. Attempts and ballots are siblings below.

Cookies name a reader and are not looked up; so whoever is to be let go of is no longer that reader.
"""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from quiz.classroom.models import Deed, Membership
from quiz.classroom.services.log import By, Told, write_down
from quiz.classroom.services.members import become, become_everywhere, new_return_code
from quiz.outlook.services.parting import hand_over_ballots, part_from_words
from quiz.people.models import Reader
from quiz.taking.services.attempts import hand_over_attempts
from quiz.web.gone import until_done


def make_code(*, membership: Membership, user: Any, now: datetime) -> str:
    """Let a reader in by a code of the instructor's, which is answered and told once.

    It opens the work of the class. What was voted before counts on and is read by nobody who comes by this
    code; posts stay under their alias, without a writer. The old browsers no longer open the class.
    """
    return until_done(partial(_make_code, membership.pk, user, now))


def _make_code(pk: int, user: Any, now: datetime) -> str:
    membership = Membership.objects.select_for_update(no_key=True).select_related("classroom").get(pk=pk)
    reader = Reader.objects.create(since=now)
    become(membership=membership, reader=reader, now=now)
    hand_over_attempts(new=reader, membership=membership)
    part_from_words(memberships=[pk])
    by = By(user, now)
    write_down(classroom=membership.classroom, by=by, deed=Deed.CODE, told=Told(membership))
    return new_return_code(membership=membership)


def renew_own(*, membership: Membership) -> UUID:
    """A reader makes themselves a new code: all that is theirs becomes the reader's that is answered, so that
    this browser, once it is given that cookie, is the only one that opens it.
    """
    return until_done(partial(_renew_own, membership.pk))


def _renew_own(pk: int) -> UUID:
    membership = Membership.objects.select_for_update(no_key=True).get(pk=pk)
    old = Reader.objects.select_for_update().get(pk=membership.reader_id)
    new = Reader.objects.create(since=old.since)
    become_everywhere(old=old, new=new)
    hand_over_attempts(new=new, reader=old)
    hand_over_ballots(old=old.pk, new=new.pk)
    new_return_code(membership=membership, is_for_reader=True)
    Reader.objects.filter(pk=old.pk).delete()
    return new.pk
