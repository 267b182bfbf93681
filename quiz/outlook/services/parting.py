"""A reader leaves, becomes another, or comes back by another code: what they voted and wrote stays as it is.

What others can read changes by none of this; so nobody learns from it whose something was.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from quiz.classroom.models import Membership
from quiz.outlook.models import Alias, Drawn, Mark, Post, Report
from quiz.outlook.models.ballots import Ballot


@transaction.atomic
def merge_voices(*, source: Membership, target: Membership) -> None:
    """Two readers of a class that are one person: the ballots of `source` count for `target`, whose browser
    cannot read them; its posts stay under their alias, without a writer.

    Where both voted, that of `target` stands and the other goes: one person has one ballot a round.
    """
    theirs = {
        (row.survey_id, row.prediction_id, row.round) for row in Ballot.objects.filter(membership=target)
    }
    for ballot in Ballot.objects.filter(membership=source):
        if (ballot.survey_id, ballot.prediction_id, ballot.round) not in theirs:
            Ballot.objects.filter(pk=ballot.pk).update(membership=target)
    part_from_words(memberships=[source.pk])


@transaction.atomic
def part_from_words(*, memberships: list[int]) -> None:
    """What these members wrote and marked has no writer any more: nobody can change it, and no browser is
    told that it is theirs.
    """
    for model in (Post, Alias, Mark, Report):
        model.objects.filter(membership__in=memberships).update(membership=None)
    Drawn.objects.filter(membership__in=memberships).delete()


@transaction.atomic
def leave_words(*, memberships: list[int]) -> None:
    """These members leave: what others can read stays, without a writer; what nobody can yet goes."""
    Post.objects.filter(membership__in=memberships, at=None).delete()
    part_from_words(memberships=memberships)


@transaction.atomic
def take_words_back(*, reader_ids: list[UUID], now: datetime) -> None:
    """Delete the words of these readers, reasons too, as each could have been by itself; answers stay."""
    rows = Post.objects.filter(membership__reader__in=reader_ids, deleted_at=None)
    rows.update(text="", deleted_at=now, changed_at=now)


@transaction.atomic
def hand_over_ballots(*, old: UUID, new: UUID) -> None:
    """A reader has made a new code: what only the old cookie could read, the new one can."""
    Ballot.objects.filter(reader=old).update(reader=new)
