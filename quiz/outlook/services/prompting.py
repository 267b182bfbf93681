"""What instructors do with the questions of their class, and their note of what was said."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from quiz.bank.models import Prediction
from quiz.outlook.models import Note, Prompt, Survey, Wording


@dataclass(frozen=True, slots=True)
class By:
    """Who does something in which outlook, and when."""

    survey: Survey
    user: Any
    now: datetime


class NoteChanged(Exception):
    """A colleague changed the note since the page was made; theirs stands."""


@transaction.atomic
def add_prompt(*, by: By, prediction: Prediction, said: Wording) -> Prompt:
    """A question of the instructor's own, after all others."""
    rows = _locked(by, prediction)
    last = rows.aggregate(last=Max("position"))["last"] or 0
    return Prompt.objects.create(
        survey=by.survey, prediction=prediction, text_ja=said.ja, text_en=said.en, position=last + 1,
        user=by.user, at=by.now,
    )  # fmt: skip


@transaction.atomic
def reword_prompt(*, by: By, pk: int, said: Wording) -> None:
    """Other words for one's own question; where a colleague has deleted it, it stays deleted."""
    rows = Prompt.objects.filter(survey=by.survey, pk=pk, is_packs=False)
    rows.update(text_ja=said.ja, text_en=said.en, user=by.user, at=by.now)


@transaction.atomic
def reword_packs(*, by: By, prediction: Prediction, said: Wording) -> None:
    """Other words in the place of the pack's question; without words, or with its own, it is restored."""
    _locked(by, prediction)
    if said == Wording(prediction.prompt_ja, prediction.prompt_en):
        said = Wording()
    values = {"text_ja": said.ja, "text_en": said.en, "user": by.user, "at": by.now}
    Prompt.objects.update_or_create(survey=by.survey, prediction=prediction, is_packs=True, defaults=values)


@transaction.atomic
def remove_prompt(*, survey: Survey, pk: int) -> None:
    """Delete one's own question; a second call changes nothing."""
    Prompt.objects.filter(survey=survey, pk=pk, is_packs=False).delete()


@transaction.atomic
def move_prompt(*, by: By, prediction: Prediction, key: int, up: bool) -> None:
    """One place up or down among the questions of a prediction, at an end nowhere; the pack's is `key` 0."""
    rows = list(_locked(by, prediction))
    if not any(row.is_packs for row in rows):
        first = Prompt.objects.create(survey=by.survey, prediction=prediction, is_packs=True, at=by.now)
        rows.insert(0, first)
    keys = [0 if row.is_packs else row.pk for row in rows]
    if key not in keys:
        return
    at = keys.index(key)
    to = min(max(at + (-1 if up else 1), 0), len(rows) - 1)
    rows[at], rows[to] = rows[to], rows[at]
    for place, row in enumerate(rows, 1):
        row.position, row.at = place, by.now
    Prompt.objects.bulk_update(rows, ["position", "at"])


def _locked(by: By, prediction: Prediction) -> QuerySet[Prompt]:
    """The rows at a prediction, in order; nobody else of the class adds or moves one meanwhile."""
    Survey.objects.select_for_update(of=("self",)).get(pk=by.survey.pk)
    return Prompt.objects.filter(survey=by.survey, prediction=prediction)


def copy_prompts(*, source: Survey, target: Survey, now: datetime) -> None:
    """The questions of one class for another, as far as it discusses the same predictions. No notes.

    Within the transaction of its caller.
    """
    rows = Prompt.objects.filter(survey=source, prediction__claim__source=target.source_id)
    Prompt.objects.bulk_create(
        Prompt(
            survey=target, prediction_id=row.prediction_id, is_packs=row.is_packs, text_ja=row.text_ja,
            text_en=row.text_en, position=row.position, user_id=row.user_id, at=now,
        )
        for row in rows
    )  # fmt: skip


@transaction.atomic
def keep_note(*, by: By, prediction: Prediction, text: str, seen: str) -> None:
    """Keep what was said of a prediction; without words the note goes. The same words twice are one note.

    seen: the stamp of the note that was edited, "" where there was none. Raises NoteChanged; then nothing is
    changed.
    """
    Survey.objects.select_for_update(of=("self",)).get(pk=by.survey.pk)
    rows = Note.objects.filter(survey=by.survey, prediction=prediction)
    kept = rows.first()
    if (kept.stamp if kept else "") != seen and not (kept and kept.text == text):
        raise NoteChanged
    if not text:
        rows.delete()
        return
    values = {"text": text, "user": by.user, "at": by.now}
    Note.objects.update_or_create(survey=by.survey, prediction=prediction, defaults=values)
