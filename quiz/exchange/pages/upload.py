"""The imports that an account has not finished."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from quiz.exchange.models import Intake
from quiz.exchange.wording import format_words


@dataclass(frozen=True, slots=True)
class Open:
    """An import to come back to."""

    code: str
    file_name: str
    format: str
    made_at: datetime
    count: int
    count_read: int


def unfinished(user: Any) -> tuple[Open, ...]:
    """The imports of this account that went into no draft yet, the newest first: 1 query."""
    rows = Intake.objects.of(user).unfinished().defer("data", "notes")
    return tuple(
        Open(row.code, row.file_name, format_words(row.format), row.made_at, row.count, row.count_read)
        for row in rows
    )
