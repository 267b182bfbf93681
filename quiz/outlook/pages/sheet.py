"""A prediction on a sheet for the lesson: what is asked of it, and what came later once that may be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from quiz.bank.models import Development, Prediction
from quiz.classroom.queries import keys_seen
from quiz.domain.rounds import Stage
from quiz.domain.windows import Phase
from quiz.outlook.models import Note
from quiz.outlook.prompts import Asked, prompts_of
from quiz.outlook.queries import Card, Visit


@dataclass(frozen=True, slots=True)
class Telling:
    """Whether later developments are on the sheets (`is_told`), or beside them for this instructor alone
    (`is_kept`); `may_tell`: no ballot is held that they would move, so this instructor says when.
    """

    is_told: bool
    is_kept: bool
    may_tell: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A prediction with the questions of the class. `later`: none where this person may not know."""

    card: Card
    asked: tuple[Asked, ...]
    later: tuple[Development, ...]
    note: Note | None


def telling(found: Visit, user: Any, now: datetime, *, wanted: bool) -> Telling:
    """How far later developments are told to this person: 1 query in an outlook open to all, else none."""
    if found.stage is Stage.LATER:
        return Telling(is_told=True, is_kept=False, may_tell=False)
    assignment = found.survey.assignment
    if assignment is None:
        knows = user.is_authenticated and (user.is_staff or found.source.slug in keys_seen(user)[1])
        may_tell = knows
    else:
        knows = found.is_taught
        may_tell = knows and found.survey.began_at is None and assignment.phase(now) is Phase.DRAFT
    return Telling(
        is_told=may_tell and wanted, is_kept=knows and not (may_tell and wanted), may_tell=may_tell
    )


def in_sight(found: Visit, user: Any, all_cards: Sequence[Card]) -> list[Card]:
    """The predictions whose questions this person may read, in the order of the source.

    Readers those at which they voted; where nobody teaches, whoever has an account, all.
    """
    sees_all = found.is_taught or (found.survey.is_open_to_all and user.is_authenticated)
    return sorted((card for card in all_cards if sees_all or card.own), key=lambda card: card.prediction.pk)


def sheets_of(found: Visit, seen: Sequence[Card], told: Telling) -> list[Sheet]:
    """The sheets of these predictions: 1 query, 1 more for those who teach, 2 more where anything is told."""
    predictions = [card.prediction for card in seen]
    asked, notes = prompts_of(found, predictions), _notes(found)
    if told.is_told or told.is_kept:
        rows = Development.objects.prefetch_related("references")
        prefetch_related_objects(predictions, Prefetch("developments", queryset=rows, to_attr="told"))
    return [
        Sheet(card, asked[card.prediction.pk], tuple(_later(card.prediction)), notes.get(card.prediction.pk))
        for card in seen
    ]


def _later(prediction: Prediction) -> list[Development]:
    return getattr(prediction, "told", [])


def _notes(found: Visit) -> dict[int, Note]:
    if not found.is_taught:
        return {}
    return {
        note.prediction_id: note for note in Note.objects.filter(survey=found.survey).select_related("user")
    }
