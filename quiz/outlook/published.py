"""What is published of an outlook: figures, ballots without their readers, reasons without a name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db.models import Count, Q

from quiz.bank.models import Prediction
from quiz.domain.rounds import Round
from quiz.domain.tallies import Pairs, Tally
from quiz.domain.tiers import Told, ToldShift, tell, tell_shift
from quiz.outlook.models import Finding, Post, Snapshot, State, Survey
from quiz.outlook.models.ballots import Ballot
from quiz.outlook.queries import Visit

HALF = 50


def told(kept: dict[int, Snapshot], least: int) -> tuple[Told | None, ToldShift | None]:
    """What may be told of the snapshots of a prediction, by round."""
    first, second = kept.get(Round.FIRST), kept.get(Round.SECOND)
    return (
        tell(Tally.from_json(first.sums), least) if first and first.number else None,
        tell_shift(Pairs.from_json(second.sums), least) if second and second.number else None,
    )


def found_over_all(found: Visit) -> Finding | None:
    """What was found when the latest round closed: 1 query."""
    return found.survey.findings.order_by("-round").first() if found.survey.pk else None


def by_chance(survey: Survey, name: object) -> str:
    """A place in an order by chance that nobody outside can work out, always the same."""
    return sha256(f"{survey.secret}|{name}".encode()).hexdigest()


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
