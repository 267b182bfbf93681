"""What is told of a room, from what is published; nothing here looks at a ballot of others."""

from collections.abc import Iterable
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
from quiz.outlook.published import Group
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
    # Those who cast their first ballot after the first round had closed.
    late: Group
    posts: tuple[tuple[Post, int | None], ...]
    resolution: Resolution | None
    score: Score | None


def room_at(found: Visit, prediction: Prediction, own: Own) -> Shown:
    """The published figures of one prediction: 3 queries, and no look at a ballot of others."""
    survey = found.survey
    rows = list(survey.snapshots.filter(prediction=prediction)) if survey.pk else []
    sees_second = found.is_taught or Round.SECOND in own or found.stage is Stage.LATER
    rows = [row for row in rows if sees_second or row.round == Round.FIRST]
    in_time, late = (Group.of(rows, survey.min_shown, is_late=is_late) for is_late in (False, True))
    resolution = Resolution.objects.filter(survey=survey.pk, prediction=prediction).first()
    return Shown(
        in_time.first, in_time.shift, late, _named(in_time.shift), resolution,
        _score(rows, resolution, own, survey.min_shown),
    )  # fmt: skip


def _named(shift: ToldShift | None, most: int = 3) -> tuple[tuple[Post, int | None], ...]:
    """The posts that moved people, most often named first: 1 query, also for none."""
    counts = dict(shift.posts[:most]) if shift else {}
    posts = Post.objects.filter(state=State.SHOWN, deleted_at=None).in_bulk(list(counts) or [0])
    return tuple((posts[pk], count) for pk, count in counts.items() if pk in posts)


def _score(rows: Iterable[Snapshot], resolution: Resolution | None, own: Own, least: int) -> Score | None:
    ballots = [ballot for ballot in own.values() if ballot]
    if resolution is None or resolution.outcome == Outcome.UNCLEAR or not ballots:
        return None
    if any(ballot.knew for ballot in ballots):
        return None
    happened = resolution.outcome == Outcome.YES
    kept = sorted((row for row in rows if not row.is_late), key=lambda row: -row.round)
    sums = [_tally(row) for row in kept]
    crowd = next((each for tally in sums if (each := room_forecast(tally, least)) is not None), None)
    return Score(
        brier(ballots[-1].likelihood / 100, happened),
        ALWAYS_HALF,
        None if crowd is None else brier(crowd, happened),
    )


def _tally(snapshot: Snapshot) -> Tally:
    if snapshot.round == Round.FIRST:
        return Tally.from_json(snapshot.sums)
    return Pairs.from_json(snapshot.sums).after


def transitions(shift: ToldShift | None) -> dict[str, Any]:
    """The table of movement between stances: its columns, and its rows with their names."""
    table = shift.transitions if shift else ()
    return {"sides": SIDES[6], "rows": list(zip(SIDES[6], table, strict=False))}
