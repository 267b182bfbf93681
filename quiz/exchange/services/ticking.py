"""What of a file is to be taken, and what is not."""

from collections.abc import Collection

from django.db import transaction

from quiz.exchange.models import Intake


@transaction.atomic
def keep_ticks(*, intake: Intake, shown: Collection[int], ticked: Collection[int]) -> None:
    """Of the questions with the numbers that were shown, tick these and no others. What was not read stays
    without a tick, and what is done as it is.
    """
    if intake.done_at:
        return
    rows = intake.found.filter(number__in=shown)
    rows.exclude(number__in=ticked).filter(is_ticked=True).update(is_ticked=False)
    rows.filter(number__in=ticked, question__isnull=False, is_ticked=False).update(is_ticked=True)


@transaction.atomic
def tick_all(*, intake: Intake, is_ticked: bool) -> None:
    """Tick all that was read, or nothing; what is done stays as it is."""
    if not intake.done_at:
        intake.found.filter(question__isnull=False).exclude(is_ticked=is_ticked).update(is_ticked=is_ticked)
