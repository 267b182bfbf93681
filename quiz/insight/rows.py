"""Answers read as plain columns, and what they come to as arrays: a class has thousands, a quiz millions."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.db.models import TextField
from django.db.models.functions import Cast

from quiz.bank.models import Place
from quiz.domain.itemstats import Array
from quiz.domain.kinds import Kind
from quiz.domain.replies import Replies
from quiz.taking.models import Answer

CHOSEN = (Kind.SINGLE, Kind.TRUE_FALSE, Kind.MULTIPLE)
# Below this an answer was saved together with the one before it: that is no time of its own.
TOGETHER = 1_000_000
SECOND = 1_000_000


@dataclass(frozen=True, slots=True)
class Rows:
    """Answers as columns; responses as JSON, saves in microseconds, NaN for what there is not."""

    attempts: Sequence[int]
    questions: Sequence[int]
    points: Array
    responses: Sequence[str | None]
    confidence: Array
    saved: Array

    @property
    def marked(self) -> set[int]:
        """The questions at which anything has points."""
        pairs = zip(self.questions, np.isnan(self.points).tolist(), strict=True)
        return {question for question, is_missing in pairs if not is_missing}


def rows_of(attempts: Sequence[int]) -> Rows:
    """The answers of these attempts: 1 query."""
    # As text: responses repeat, and each is read once; moments are read faster together.
    as_text = [Cast(name, TextField()) for name in ("response", "saved_at")]
    found = Answer.objects.filter(attempt__in=attempts).order_by()
    rows = found.values_list("attempt_id", "question_id", "points", "confidence", *as_text)
    columns: list[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * 6
    attempt, question, points, confidence, responses, saved = columns
    return Rows(attempt, question, _floats(points), responses, _floats(confidence), _microseconds(saved))


def _microseconds(moments: Sequence[str | None]) -> Array:
    """Since 1970. Both databases keep moments in UTC; one of them says so."""
    read = np.array([at and at.partition("+")[0] for at in moments], dtype="datetime64[us]")
    return np.where(np.isnat(read), np.nan, read.astype(np.int64).astype(float))


def replies_of(places: Sequence[Place], attempts: Sequence[tuple[int, datetime]], rows: Rows) -> Replies:
    """What was done in these attempts (each with when it began) at these places, in their order.

    The time of a question is the time since the save before it, or since the attempt began.
    """
    ids = sorted({*rows.questions, *(place.question_id for place in places)})
    column = {question: number for number, question in enumerate(ids)}
    row = {pk: number for number, (pk, _began) in enumerate(attempts)}
    at = ([row[each] for each in rows.attempts], [column[each] for each in rows.questions])

    def laid_out(values: Array) -> Array:
        table = np.full((len(attempts), len(ids)), np.nan)
        table[at] = values
        return table

    wanted = [column[place.question_id] for place in places]
    numbers, choices = _numbered(places, rows)
    began = _floats([round(moment.timestamp() * SECOND) for _pk, moment in attempts])
    marks, chosen, confidence = (
        np.nan_to_num(laid_out(values)[:, wanted]) for values in (rows.points, numbers, rows.confidence)
    )
    return Replies(
        marks=marks,
        chosen=chosen.astype(np.int64),
        confidence=confidence.astype(np.int64),
        seconds=_seconds(laid_out(rows.saved), began)[:, wanted],
        choices=choices,
    )


def _numbered(places: Sequence[Place], rows: Rows) -> tuple[Array, tuple[tuple[str, ...], ...]]:
    """The options of each answer as a number, and what each number stands for; 0 is none of them."""
    of_options = {place.question_id for place in places if place.question.kind in CHOSEN}
    numbers: dict[tuple[str, ...], int] = {(): 0}
    read: dict[str | None, int] = {None: 0}
    for question, response in zip(rows.questions, rows.responses, strict=True):
        if response not in read and question in of_options:
            read[response] = numbers.setdefault(_options(response), len(numbers))
    told = [
        read[response] if question in of_options else 0
        for question, response in zip(rows.questions, rows.responses, strict=True)
    ]
    return _floats(told), tuple(numbers)


def _options(response: str | None) -> tuple[str, ...]:
    given = json.loads(response or "null")
    return tuple(given) if isinstance(given, list) else (given,)


def _seconds(saved: Array, began: Array) -> Array:
    """The seconds that went by before each save, NaN where there is none of its own.

    saved: (attempts, questions) and began: (attempts,), in microseconds; whole, so that nothing is rounded.
    """
    order = np.argsort(saved, axis=1, kind="stable")
    moments = np.take_along_axis(saved, order, axis=1)
    took = np.diff(moments, axis=1, prepend=began[:, np.newaxis])
    found = np.empty_like(took)
    np.put_along_axis(found, order, np.where(took >= TOGETHER, took / SECOND, np.nan), axis=1)
    return found


def _floats(values: Sequence[Any]) -> Array:
    return np.array(values, dtype=float)
