"""The one place where ballots become what others are told: sums over batches, and reasons without a name.

Pages and files read what is published here; the ballots themselves are read by nobody else (a contract).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Count, Q

from quiz.bank.models import Prediction
from quiz.domain.batches import new_batch, part_of
from quiz.domain.rounds import Round
from quiz.domain.tallies import Pairs, Tally
from quiz.domain.tiers import hides_difference
from quiz.outlook.models import Post, Snapshot, State, Survey
from quiz.outlook.models.ballots import Ballot

Pair = tuple[Ballot, Ballot]

HALF = 50
# How often other readers are held back where those who were would be told by a difference.
TURNS = 20


def by_chance(survey: Survey, name: object) -> str:
    """A place in an order by chance that nobody outside can work out, always the same."""
    return sha256(f"{survey.secret}|{name}".encode()).hexdigest()


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
        waiting.sort(key=lambda pair, turn=turn: by_chance(survey, (turn, pair[1].pk)))  # type: ignore[misc]
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


@dataclass(frozen=True, slots=True)
class Published:
    """A published ballot without whose it is: a reader's number by chance, a prediction, an agreement."""

    reader: int
    prediction: int
    agreement: int | None
    tally: Tally


def published_votes(survey: Survey, number: Round) -> list[Published]:
    """The published ballots of a round, for what is found over all predictions: 1 query."""
    rows = Ballot.objects.filter(survey=survey, round=number, batch__isnull=False)
    numbers: dict[object, int] = {}
    ordered = sorted(rows, key=lambda row: by_chance(survey, row.reader_id))
    return [
        Published(
            numbers.setdefault(row.reader_id, len(numbers)),
            row.prediction_id,
            row.agreement,
            Tally.of([row.vote]),
        )
        for row in ordered
    ]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file of ballots. The key pairs the two rounds of one prediction and nothing else."""

    prediction: int
    key: str
    batch: int | None
    first: Ballot
    second: Ballot | None


def published_lines(survey: Survey, predictions: Iterable[int]) -> list[Line]:
    """The ballots of these predictions that were published, in an order by chance: 1 query.

    A second ballot stands beside its first only where the pair was published.
    """
    rows = Ballot.objects.filter(survey=survey, prediction__in=list(predictions), batch__isnull=False)
    seconds = {(row.prediction_id, row.reader_id): row for row in rows if row.round == Round.SECOND}
    lines = [
        Line(
            row.prediction_id, by_chance(survey, (row.prediction_id, row.reader_id))[:12], row.batch, row,
            seconds.get((row.prediction_id, row.reader_id)),
        )
        for row in rows
        if row.round == Round.FIRST
    ]  # fmt: skip
    return sorted(lines, key=lambda line: (line.prediction, line.key))


def last_days(survey: Survey) -> Mapping[tuple[int, int, int], datetime]:
    """When the last ballot of each batch was cast, by prediction, round and batch: 1 query."""
    found: dict[tuple[int, int, int], datetime] = {}
    for row in Ballot.objects.filter(survey=survey, batch__isnull=False):
        key = (row.prediction_id, row.round, row.batch or 0)
        found[key] = max(found.get(key, row.cast_at), row.cast_at)
    return found


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many ballots were cast in each round: that somebody voted is told, what is not."""

    first: int
    second: int


def turnout_by_reader(survey: Survey) -> dict[int, Turnout]:
    """Who voted at how many predictions, by membership: 1 query."""
    return _turnout(survey, "membership_id")


def turnout_by_prediction(survey: Survey) -> dict[int, Turnout]:
    """How many voted at each prediction: 1 query."""
    return _turnout(survey, "prediction_id")


def _turnout(survey: Survey, name: str) -> dict[int, Turnout]:
    counts = {each.name.lower(): Count("pk", filter=Q(round=each)) for each in Round}
    rows = Ballot.objects.filter(survey=survey).order_by().values(name).annotate(**counts)
    return {row[name]: Turnout(row["first"], row["second"]) for row in rows if row[name]}


@dataclass(frozen=True, slots=True)
class Reason:
    """Somebody's reason without a name. `side`: far from one's own view, or near the middle."""

    post: Post
    side: str


def two_reasons(survey: Survey, prediction: Prediction, own: Ballot) -> list[Reason]:
    """A reason from the far side and one from the middle, of the first round: 1 query; fewer where few wait.

    Of equally far ones each reader reads another, always the same.
    """
    rows = list(
        Post.objects.filter(
            survey=survey, prediction=prediction, state=State.SHOWN, deleted_at=None, at__isnull=False,
            ballot__round=Round.FIRST,
        )
        .exclude(ballot=own)
        .select_related("ballot")
    )  # fmt: skip

    def luck(post: Post) -> str:
        return by_chance(survey, (post.pk, own.reader_id))

    far = [row for row in rows if _is_far(_likelihood(row), own.likelihood)]
    far.sort(key=lambda row: (-abs(_likelihood(row) - own.likelihood), luck(row)))
    middle = [row for row in rows if row not in far[:1]]
    middle.sort(key=lambda row: (abs(_likelihood(row) - HALF), luck(row)))
    return [Reason(row, "far") for row in far[:1]] + [Reason(row, "middle") for row in middle[:1]]


def _likelihood(post: Post) -> int:
    ballot: Ballot | None = post.ballot
    return ballot.likelihood if ballot else HALF


def _is_far(theirs: int, own: int) -> bool:
    """On the other side of one half, or at least 30 points away from somebody in the middle."""
    if own == HALF:
        return abs(theirs - HALF) >= 30  # noqa: PLR2004  three of ten steps
    return (theirs - HALF) * (own - HALF) < 0
