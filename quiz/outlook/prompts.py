"""The questions of a class for the discussion of a prediction, in its order: what several pages read."""

from collections.abc import Iterable
from dataclasses import dataclass

from quiz.bank.models import Prediction
from quiz.outlook.models import Prompt
from quiz.outlook.queries import Visit


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a class has it: its words in this language, and both (`ja`, `en`) for who edits them.

    `key` names it in forms: the number of its row, 0 for the pack's.
    """

    key: int
    text: str
    ja: str
    en: str
    is_packs: bool
    # Whether other words stand in the place of the pack's.
    is_reworded: bool


def prompts_of(found: Visit, predictions: Iterable[Prediction]) -> dict[int, tuple[Asked, ...]]:
    """All questions by prediction, the pack's among them: 1 query, none where there is no class."""
    kept: dict[int, list[Prompt]] = {}
    if not found.survey.is_open_to_all:
        for row in Prompt.objects.filter(survey=found.survey):
            kept.setdefault(row.prediction_id, []).append(row)
    return {each.pk: _in_order(each, kept.get(each.pk, [])) for each in predictions}


def prompts(found: Visit, prediction: Prediction) -> tuple[Asked, ...]:
    """The questions at one prediction: 1 query."""
    return prompts_of(found, [prediction])[prediction.pk]


def _in_order(prediction: Prediction, rows: list[Prompt]) -> tuple[Asked, ...]:
    asked = [_of_pack(prediction, row) if row.is_packs else _own(row) for row in rows]
    if not any(row.is_packs for row in rows):
        asked.insert(0, _of_pack(prediction, Prompt()))
    return tuple(asked)


def _of_pack(prediction: Prediction, row: Prompt) -> Asked:
    if row.text:
        return Asked(0, row.text, row.text_ja, row.text_en, is_packs=True, is_reworded=True)
    ja, en = prediction.prompt_ja, prediction.prompt_en
    return Asked(0, prediction.prompt, ja, en, is_packs=True, is_reworded=False)


def _own(row: Prompt) -> Asked:
    return Asked(row.pk, row.text, row.text_ja, row.text_en, is_packs=False, is_reworded=False)
