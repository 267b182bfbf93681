"""What readers did at the questions of a quiz, as arrays: attempts × questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from quiz.domain.itemstats import Array

Whole: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"


@dataclass(frozen=True, slots=True)
class Reply:
    """What one reader did at one question: the mark (0 to 1), the options chosen, confidence, seconds."""

    mark: float
    chosen: tuple[str, ...] = ()
    confidence: int | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Replies:
    """Replies of many readers, each array (attempts, questions).

    marks: 0 to 1. chosen: which of `choices` it was. confidence: 0 where none was stated. seconds: NaN where
    no time was counted.
    """

    marks: Array
    chosen: Whole
    confidence: Whole
    seconds: Array
    choices: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, questions: int, attempts: Sequence[Sequence[Reply]]) -> "Replies":
        """The replies of these attempts, each to every question in order. Raises ValueError where one is to
        more or fewer.
        """
        if any(len(replies) != questions for replies in attempts):
            raise ValueError("An attempt is longer or shorter than the quiz.")
        shape = (len(attempts), questions)
        listed = [reply for replies in attempts for reply in replies]
        numbers = {chosen: place for place, chosen in enumerate({reply.chosen: None for reply in listed})}
        return cls(
            marks=np.array([reply.mark for reply in listed], dtype=float).reshape(shape),
            chosen=np.array([numbers[reply.chosen] for reply in listed], dtype=np.int64).reshape(shape),
            confidence=np.array([reply.confidence or 0 for reply in listed], dtype=np.int64).reshape(shape),
            seconds=np.array([reply.seconds for reply in listed], dtype=float).reshape(shape),
            choices=tuple(numbers),
        )

    def only(self, rows: Sequence[int]) -> "Replies":
        """Those of some of the attempts, by their places."""
        at = list(rows)
        return Replies(self.marks[at], self.chosen[at], self.confidence[at], self.seconds[at], self.choices)
