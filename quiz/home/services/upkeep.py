"""What goes by the clock leaves word of itself, so that somebody notices where it does not."""

from datetime import datetime

from quiz.home.models import HOUSE, Upkeep


def note_begin(*, now: datetime) -> None:
    """keep_house has begun: a run that is killed has begun and not ended."""
    Upkeep.objects.update_or_create(task=HOUSE, defaults={"began_at": now})


def note_end(*, failed: int, now: datetime) -> None:
    """keep_house came to its end, but for `failed` things."""
    defaults = {"ended_at": now, "failed": failed}
    Upkeep.objects.update_or_create(
        task=HOUSE, defaults=defaults, create_defaults=defaults | {"began_at": now}
    )
