"""What is found over all predictions when a round closes, and kept: camps, if any, and the split by one.

From published ballots only. Nothing of it says who is where.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np
from django.db import transaction

from quiz.bank.models import Prediction
from quiz.domain.clusters import Array
from quiz.domain.opinion_groups import camps
from quiz.domain.rounds import Round
from quiz.domain.tallies import Tally
from quiz.domain.tiers import FULL, GROUPS
from quiz.outlook.models import Finding, Survey
from quiz.outlook.published import Published, published_votes

# Of the predictions, how many must be answered for a reader to be looked at.
ANSWERED = 0.75
FEWEST = 3
# From here on a camp's mean agreement, -2 to 2, counts as a side.
SIDE = 0.5
MOST_TOLD = 3


def find(*, survey: Survey, number: Round, predictions: Sequence[Prediction], now: datetime) -> None:
    """Look for camps and split the room, and keep what was found; outside a transaction until it is kept.

    The rooms by chance take seconds in a large class, in which ballots of others must not wait.
    """
    votes = published_votes(survey, number)
    kept = Finding.objects.filter(survey=survey, round=number).first()
    # What was told stands: the difference of two splits, or of two sizes of a camp, may be one reader.
    told = kept.content if kept else {"camps": {}, "split": None}
    content = {
        "camps": told["camps"]
        if told["camps"].get("camps")
        else camps_among(votes, predictions, survey.min_shown),
        "split": told["split"] or split_of(votes, predictions, survey.min_shown, survey.split_by),
    }
    with transaction.atomic():
        Finding.objects.update_or_create(
            survey=survey, round=number, defaults={"content": content, "found_at": now}
        )


def _matrix(votes: Sequence[Published], predictions: Sequence[Prediction]) -> Array:
    """Agreement of readers × predictions, -1 to 1, NaN where nothing was said."""
    column = {prediction.pk: place for place, prediction in enumerate(predictions)}
    readers = max((vote.reader for vote in votes), default=-1) + 1
    made = np.full((readers, len(predictions)), np.nan)
    for vote in votes:
        if vote.vote.agreement is not None:
            made[vote.reader, column[vote.prediction]] = vote.vote.agreement / 2
    return made


def camps_among(votes: Sequence[Published], predictions: Sequence[Prediction], least: int) -> dict[str, Any]:
    """{"complete": readers looked at, "camps": None where there are too few, [] where there are none}.

    A camp is its size and its mean agreement with each prediction, None where fewer than `least` said it.
    """
    matrix = _matrix(votes, predictions)
    answered = (~np.isnan(matrix)).sum(axis=1)
    complete = matrix[answered >= max(FEWEST, ANSWERED * len(predictions))]
    if len(complete) < max(GROUPS, least):
        return {"complete": len(complete), "camps": None}
    found = camps(complete)
    if found is None or np.bincount(found.labels).min() < least:
        return {"complete": len(complete), "camps": []}
    parts = [complete[found.labels == label] for label in range(int(found.labels.max()) + 1)]
    means = [[_mean(part[:, place], least) for place in range(len(predictions))] for part in parts]
    codes = [prediction.claim.code for prediction in predictions]
    return {
        "complete": len(complete),
        "against": "gradients",
        "camps": [
            {"size": len(part), "means": dict(zip(codes, row, strict=True))}
            for part, row in zip(parts, means, strict=True)
        ],
        "common": [
            code for code, row in zip(codes, zip(*means, strict=True), strict=True) if _is_common(row)
        ],
        "apart": _apart(codes, list(zip(*means, strict=True))),
    }


def _mean(column: Any, least: int) -> float | None:
    """The mean agreement, -2 to 2, to half a point: no sum over the camp can be worked out from it."""
    said = column[~np.isnan(column)]
    return round(4 * float(said.mean())) / 2 if len(said) >= least else None


def _is_common(row: Sequence[float | None]) -> bool:
    means = [mean for mean in row if mean is not None]
    same = all(mean >= SIDE for mean in means) or all(mean <= -SIDE for mean in means)
    return len(means) == len(row) and same


def _apart(codes: Sequence[str], rows: Sequence[Sequence[float | None]]) -> list[str]:
    """The predictions on which the camps differ most, three at most."""
    widths = {
        code: max(means) - min(means)
        for code, row in zip(codes, rows, strict=True)
        if len(means := [mean for mean in row if mean is not None]) > 1
    }
    order = sorted(widths, key=lambda code: -widths[code])
    return [code for code in order if widths[code] > SIDE][:MOST_TOLD]


def split_of(
    votes: Sequence[Published], predictions: Sequence[Prediction], least: int, wanted: Prediction | None
) -> dict[str, Any] | None:
    """How those who agree with one prediction, and all others, see the rest; None where neither fits.

    One split only, by `wanted` or by the prediction that divides the room most: of two splits side by side
    the difference may be one reader. {"by": code, "sizes": [agree, others], "rows": {code: [sums, sums]}};
    a row is None where it may not be told.
    """
    by_prediction = {
        prediction.pk: [vote for vote in votes if vote.prediction == prediction.pk]
        for prediction in predictions
    }
    most = sorted(predictions, key=lambda each: -_variance(by_prediction[each.pk]))
    for each in [wanted] if wanted else most:
        here = by_prediction[each.pk]
        agree = {each.reader for each in here if (each.vote.agreement or 0) > 0}
        sizes = [len(agree), len(here) - len(agree)]
        if len(here) >= max(FULL, least) and min(sizes) >= least:
            rows = {
                other.claim.code: _row(by_prediction[other.pk], agree, least)
                for other in predictions
                if other != each
            }
            return {"by": each.claim.code, "sizes": sizes, "rows": rows}
    return None


def _variance(votes: Sequence[Published]) -> float:
    said = [each.vote.agreement for each in votes if each.vote.agreement is not None]
    return float(np.var(said)) if said else 0.0


def _row(votes: Sequence[Published], agree: set[int], least: int) -> list[Any] | None:
    """The sums of both sides. Together they are the whole room, so no third part is left over."""
    sides = [[each.vote for each in votes if (each.reader in agree) is side] for side in (True, False)]
    if min(map(len, sides)) < least:
        return None
    return [Tally.of(side).to_json() for side in sides]
