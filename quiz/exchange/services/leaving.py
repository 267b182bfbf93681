"""An import goes: its owner discards it, or it was kept long enough."""

from datetime import datetime, timedelta

from django.db import transaction

from quiz.exchange.models import Intake
from quiz.web.rows import Tally, one_by_one

KEPT = timedelta(days=30)


@transaction.atomic
def discard(*, intake: Intake) -> None:
    """Forget a file and what was read of it; what went into a draft stays there."""
    # Locked before what hangs on it is looked for: else it waits for who reads on, and then has too little to
    # delete.
    for held in Intake.objects.select_for_update().filter(pk=intake.pk).only("pk"):
        held.delete()


def forget_old(*, now: datetime) -> Tally:
    """Delete the imports that were begun too long ago, finished or not."""
    old = Intake.objects.filter(made_at__lt=now - KEPT).only("pk")
    return one_by_one(old, lambda row: discard(intake=row))
