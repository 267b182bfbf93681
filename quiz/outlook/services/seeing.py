"""A reader sees the distribution: that is kept, and stored with the next ballot."""

from datetime import datetime

from django.db import transaction

from quiz.domain.rounds import Round
from quiz.outlook.models.ballots import Ballot
from quiz.outlook.own_ballots import Own


@transaction.atomic
def note_seen(*, own: Own, now: datetime) -> None:
    """Keep that the reader has seen the distribution, the first time; it is stored with the next ballot."""
    first = own.get(Round.FIRST)
    if first and first.saw_at is None:
        Ballot.objects.filter(pk=first.pk, saw_at=None).update(saw_at=now)
