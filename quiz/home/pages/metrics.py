"""What a monitor is told of what goes by the clock."""

from collections.abc import Mapping

from quiz.home.models import HOUSE, Upkeep


def upkeep_in_figures() -> Mapping[str, float]:
    """When keep_house last came to its end (seconds since 1970, 0: never) and how much it left: 1 query."""
    last = Upkeep.objects.filter(task=HOUSE).first()
    return {
        "yomitoki_keep_house_ended_timestamp_seconds": last.ended_at.timestamp()
        if last and last.ended_at
        else 0.0,
        "yomitoki_keep_house_failed": float(last.failed if last else 0),
    }
