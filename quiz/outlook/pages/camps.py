"""The camps over all predictions, and the room split by one of them, as far as they are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quiz.bank.models import Prediction
from quiz.domain.rounds import Round
from quiz.domain.tallies import Tally
from quiz.domain.tiers import stances_of_parts
from quiz.outlook.models import Finding
from quiz.outlook.pictures import pieces
from quiz.outlook.queries import Visit


@dataclass(frozen=True, slots=True)
class Camp:
    """A camp as it is told: how many, and how it sees each prediction, -2 to 2 to half a point."""

    size: int
    means: tuple[tuple[Prediction, float | None], ...]


@dataclass(frozen=True, slots=True)
class Camps:
    """What was found over all predictions when a round closed."""

    number: Round
    complete: int
    # None: too few to look for any. Empty: none that a gradient does not explain.
    camps: tuple[Camp, ...] | None
    common: tuple[Prediction, ...]
    apart: tuple[Prediction, ...]
    # Whether they were held against gradients: those found before were held against shuffled answers.
    is_no_gradient: bool


def findings_of(found: Visit) -> list[Finding]:
    """What was found when each round closed, the latest first: 1 query."""
    return list(found.survey.findings.order_by("-round")) if found.survey.pk else []


def camps_told(finding: Finding, predictions: Sequence[Prediction]) -> Camps:
    """The camps of a finding with their predictions."""
    kept, by_code = finding.content["camps"], {each.claim.code: each for each in predictions}
    made = kept["camps"]
    camps = None if made is None else tuple(_camp(camp, by_code) for camp in made)
    return Camps(
        Round(finding.round), kept["complete"], camps,
        tuple(by_code[code] for code in kept.get("common", ())),
        tuple(by_code[code] for code in kept.get("apart", ())),
        kept.get("against") == "gradients",
    )  # fmt: skip


def _camp(kept: Mapping[str, Any], by_code: Mapping[str, Prediction]) -> Camp:
    return Camp(kept["size"], tuple((by_code[code], mean) for code, mean in kept["means"].items()))


def split_told(finding: Finding, all_of: list[Any], least: int) -> dict[str, Any] | None:
    """The split as the page shows it: each other prediction with the rows of both sides, or none."""
    kept = finding.content["split"]
    if not kept:
        return None
    rows = []
    for prediction in all_of:
        sums = kept["rows"].get(prediction.claim.code)
        if prediction.claim.code in kept["rows"]:
            parts = [Tally.from_json(each) for each in sums or ()]
            rows.append((prediction, [(each, pieces(each)) for each in stances_of_parts(parts, least)]))
    by = next(each for each in all_of if each.claim.code == kept["by"])
    return {"by": by, "agree": kept["sizes"][0], "others": kept["sizes"][1], "rows": rows}
