"""What is told of a room, from what is published; nothing here looks at a ballot of others."""

from dataclasses import dataclass
from typing import Any

from quiz.bank.models import Prediction
from quiz.domain.forecast import brier
from quiz.domain.rounds import Round, Stage
from quiz.domain.tallies import Pairs, Tally
from quiz.domain.tiers import Told, ToldShift, room_forecast
from quiz.outlook.models import Outcome, Post, Resolution, Snapshot, State
from quiz.outlook.own_ballots import Own
from quiz.outlook.pictures import SIDES
from quiz.outlook.published import told
from quiz.outlook.queries import Visit

ALWAYS_HALF = 0.25


@dataclass(frozen=True, slots=True)
class Score:
    """What a reader's likelihood was worth once it was known what happened: 0 best, 1 worst."""

    own: float
    always_half: float
    room: float | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What the room thinks, as far as it may be told."""

    first: Told | None
    shift: ToldShift | None
    posts: tuple[tuple[Post, int | None], ...]
    resolution: Resolution | None
    score: Score | None


def room_at(found: Visit, prediction: Prediction, own: Own) -> Shown:
    """The published figures of one prediction: 3 queries, and no look at a ballot of others."""
    survey = found.survey
    rows = survey.snapshots.filter(prediction=prediction) if survey.pk else ()
    kept = {row.round: row for row in rows}
    first, shift = told(kept, survey.min_shown)
    sees_second = found.is_taught or Round.SECOND in own or found.stage is Stage.LATER
    shift = shift if sees_second else None
    resolution = Resolution.objects.filter(survey=survey.pk, prediction=prediction).first()
    return Shown(first, shift, _named(shift), resolution, _score(kept, resolution, own, survey.min_shown))


def _named(shift: ToldShift | None, most: int = 3) -> tuple[tuple[Post, int | None], ...]:
    """The posts that moved people, most often named first: 1 query, also for none."""
    counts = dict(shift.posts[:most]) if shift else {}
    posts = Post.objects.filter(state=State.SHOWN, deleted_at=None).in_bulk(list(counts) or [0])
    return tuple((posts[pk], count) for pk, count in counts.items() if pk in posts)


def _score(kept: dict[int, Snapshot], resolution: Resolution | None, own: Own, least: int) -> Score | None:
    last = own.get(Round.SECOND) or own.get(Round.FIRST)
    if resolution is None or resolution.outcome == Outcome.UNCLEAR or last is None:
        return None
    if any(ballot.knew for ballot in own.values()):
        return None
    happened = resolution.outcome == Outcome.YES
    sums = [tally for number in (Round.SECOND, Round.FIRST) if (tally := _tally(kept.get(number)))]
    crowd = next((each for tally in sums if (each := room_forecast(tally, least)) is not None), None)
    return Score(
        brier(last.likelihood / 100, happened),
        ALWAYS_HALF,
        None if crowd is None else brier(crowd, happened),
    )


def _tally(snapshot: Snapshot | None) -> Tally | None:
    if snapshot is None or not snapshot.number:
        return None
    return (
        Tally.from_json(snapshot.sums)
        if snapshot.round == Round.FIRST
        else Pairs.from_json(snapshot.sums).after
    )


def transitions(shift: ToldShift | None) -> dict[str, Any]:
    """The table of movement between stances: its columns, and its rows with their names."""
    table = shift.transitions if shift else ()
    return {"sides": SIDES[6], "rows": list(zip(SIDES[6], table, strict=False))}
