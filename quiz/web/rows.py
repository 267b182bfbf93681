"""Work on many rows, of which one that cannot be done never stops the others."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

Row = TypeVar("Row")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows were done, and how many could not be."""

    done: int = 0
    failed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(self.done + other.done, self.failed + other.failed)


def one_by_one(rows: Iterable[Row], act: Callable[[Row], object]) -> Tally:
    """Do it with each row; what fails is logged with its reason, and the next one is done."""
    done = failed = 0
    for row in rows:
        try:
            act(row)
        except Exception:
            log.exception("Left for the next time: %r", row)
            failed += 1
        else:
            done += 1
    return Tally(done, failed)
