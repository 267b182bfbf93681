"""The one place where ballots become what others are told: sums over batches, and reasons without a name.

Pages and files read what is published; the ballots themselves are read by nobody else (a contract).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from quiz.bank.models import Prediction
from quiz.domain.batches import new_batch, part_of
from quiz.domain.rounds import Round
from quiz.domain.tallies import Pairs, Tally
from quiz.domain.tiers import hides_difference
from quiz.outlook.models import Post, Snapshot, Survey
from quiz.outlook.models.ballots import Ballot
from quiz.outlook.published import by_chance

Pair = tuple[Ballot, Ballot]
# How often other readers are held back where those who were would be told by a difference.
TURNS = 20


def _locked(survey: Survey, prediction: Prediction, number: Round) -> Snapshot:
    names: dict[str, Any] = {"survey": survey, "prediction": prediction, "round": number}
    Snapshot.objects.get_or_create(**names)
    # Locked: two ballots that come at once must not both count the same batch.
    return Snapshot.objects.select_for_update().get(**names)


@transaction.atomic
def publish_first(*, survey: Survey, prediction: Prediction, now: datetime) -> None:
    """Add the first ballots that wait, if they are enough for a batch; else nothing changes."""
    waiting = Ballot.objects.filter(survey=survey, prediction=prediction, round=Round.FIRST, batch=None)
    # Looked at before the lock is taken: with readers without a class most ballots complete no batch.
    if waiting.count() < survey.min_shown:
        return
    snapshot = _locked(survey, prediction, Round.FIRST)
    ballots = list(waiting)
    kept = Tally.from_json(snapshot.sums)
    sums = kept + Tally.of(ballot.vote for ballot in ballots)
    if not new_batch(len(ballots), survey.min_shown) or not hides_difference(kept, sums, survey.min_shown):
        return
    if not survey.is_open_to_all:
        snapshot.batches.append([len(ballots), 0])
    _keep(snapshot, sums, ballots, now)


def _keep(snapshot: Snapshot, sums: Tally | Pairs, ballots: list[Ballot], now: datetime) -> None:
    snapshot.number += 1
    snapshot.sums, snapshot.published_at = sums.to_json(), now
    snapshot.save()
    Ballot.objects.filter(pk__in=[ballot.pk for ballot in ballots]).update(batch=snapshot.number)


@transaction.atomic
def publish_pairs(*, survey: Survey, prediction: Prediction, now: datetime, is_final: bool = False) -> None:
    """Add readers who voted in both rounds, as many as leave no part too small, or too much alike, to hide.

    Only of readers whose first ballot was published; else nothing changes.
    """
    ballots = Ballot.objects.filter(survey=survey, prediction=prediction)
    if not ballots.filter(round=Round.SECOND, batch=None).exists():
        return
    first, second = (_locked(survey, prediction, number) for number in Round)
    before = {row.reader_id: row for row in ballots.filter(round=Round.FIRST, batch__isnull=False)}
    waiting = [
        (before[row.reader_id], row)
        for row in ballots.filter(round=Round.SECOND, batch=None)
        if row.reader_id in before
    ]
    kept = Pairs.from_json(second.sums)
    room = Tally.from_json(first.sums)
    for turn in range(TURNS):
        # By chance: who is held back must not follow from when anybody voted.
        waiting.sort(key=partial(_turned, survey, turn))
        chosen, counts = _parts(waiting, first.batches, survey.min_shown, is_final=is_final)
        if not chosen:
            return
        sums = kept + Pairs.of((one.vote, two.vote) for one, two in chosen)
        if _hides(room, kept, sums, survey.min_shown):
            first.batches = [
                [size, taken + more] for (size, taken), more in zip(first.batches, counts, strict=True)
            ]
            first.save()
            _keep(second, sums, [two for _one, two in chosen], now)
            return


def _turned(survey: Survey, turn: int, pair: Pair) -> str:
    return by_chance(survey, (turn, pair[1].pk))


def _parts(
    waiting: Sequence[Pair], batches: Sequence[Sequence[int]], least: int, *, is_final: bool
) -> tuple[list[Pair], list[int]]:
    """The pairs to be published now, and how many of each batch of the first round they are."""
    chosen: list[Pair] = []
    counts = []
    for number, (size, taken) in enumerate(batches, 1):
        ready = [pair for pair in waiting if pair[0].batch == number]
        counts.append(part_of(size - taken, len(ready), least, is_final=is_final))
        chosen += ready[: counts[-1]]
    return chosen, counts


def _hides(room: Tally, kept: Pairs, sums: Pairs, least: int) -> bool:
    """Whether neither the new pairs nor those of the first round who stay out are told by a difference."""
    differences = ((kept.before, sums.before), (kept.after, sums.after), (sums.before, room))
    return all(hides_difference(small, large, least) for small, large in differences)


@transaction.atomic
def release_reasons(*, survey: Survey, prediction: Prediction, now: datetime) -> None:
    """Let the reasons that wait be read, if they are enough that nobody knows whose is the latest."""
    waiting = Post.objects.filter(survey=survey, prediction=prediction, at=None, ballot__isnull=False)
    if waiting.count() >= survey.min_shown:
        waiting.update(at=now, changed_at=now)


def publish_round(*, survey: Survey, number: Round, predictions: Iterable[Prediction], now: datetime) -> None:
    """Publish what a round that closes has come to, by the same rules as always."""
    for prediction in predictions:
        if number is Round.FIRST:
            publish_first(survey=survey, prediction=prediction, now=now)
        else:
            publish_pairs(survey=survey, prediction=prediction, now=now, is_final=True)
