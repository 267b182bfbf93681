"""What is published of an outlook: figures, ballots without their readers; and who has voted, not what."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Count, Q

from quiz.domain.rounds import Round
from quiz.domain.tallies import Pairs, Tally, Vote
from quiz.domain.tiers import Told, ToldShift, tell, tell_shift
from quiz.outlook.models import PublishedBallot, Snapshot, Survey
from quiz.outlook.models.ballots import Ballot
from quiz.outlook.queries import Visit


@dataclass(frozen=True, slots=True)
class Group:
    """What may be told of the readers of a prediction: those who voted in time, or those who came late."""

    first: Told | None = None
    shift: ToldShift | None = None

    @classmethod
    def of(cls, snapshots: Iterable[Snapshot], least: int, *, is_late: bool = False) -> "Group":
        """From the snapshots of one prediction."""
        kept = {row.round: row.sums for row in snapshots if row.is_late == is_late}
        return cls(
            tell(Tally.from_json(kept[Round.FIRST]), least) if Round.FIRST in kept else None,
            tell_shift(Pairs.from_json(kept[Round.SECOND]), least) if Round.SECOND in kept else None,
        )


def by_chance(survey: Survey, name: object) -> str:
    """A place in an order by chance that nobody outside can work out, always the same."""
    return sha256(f"{survey.secret}|{name}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Published:
    """A published ballot: its reader's number by chance, the prediction, what it says."""

    reader: int
    prediction: int
    vote: Vote


def published_votes(survey: Survey, number: Round) -> list[Published]:
    """The published ballots of a round, for what is found over all predictions: 1 query. Of the second the
    last word of each; who came late is not among them.
    """
    numbers: dict[int, int] = {}
    rows = PublishedBallot.objects.filter(survey=survey, is_late=False).order_by("person")
    return [
        Published(
            numbers.setdefault(row.person, len(numbers)),
            row.prediction_id,
            row.first if number is Round.FIRST else row.last,
        )
        for row in rows
    ]


def published_lines(survey: Survey, predictions: Collection[int]) -> list[PublishedBallot]:
    """The published ballots of these predictions one by one, in an order by chance: 1 query. Those who came
    late are too few for that.
    """
    return list(PublishedBallot.objects.filter(survey=survey, prediction__in=predictions, is_late=False))


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many ballots were cast in each round: that somebody voted is told, what is not."""

    first: int
    second: int


def turnout_by_reader(found: Visit) -> Mapping[int, Turnout]:
    """Who voted at how many predictions, by membership: 1 query. Of each round only once it has closed, and
    of the first without those who came late: else it would tell when whose ballot came.
    """
    survey = found.survey
    closed = {
        Round.FIRST: Q(cast_at__lt=survey.discussion_at) if survey.discussion_at else Q(pk=None),
        Round.SECOND: Q() if survey.later_at else Q(pk=None),
    }
    return _turnout(survey, "membership_id", closed)


def turnout_by_prediction(survey: Survey) -> Mapping[int, Turnout]:
    """How many voted at each prediction: 1 query."""
    return _turnout(survey, "prediction_id", {})


def _turnout(survey: Survey, name: str, also: Mapping[Round, Q]) -> dict[int, Turnout]:
    counts = {each.name.lower(): Count("pk", filter=Q(also.get(each, Q()), round=each)) for each in Round}
    rows = Ballot.objects.filter(survey=survey).order_by().values(name).annotate(**counts)
    return {row[name]: Turnout(row["first"], row["second"]) for row in rows if row[name]}


def voters(survey: Survey) -> Turnout:
    """How many readers have voted in each round: 1 query."""
    counts = {each.name.lower(): Count("membership", filter=Q(round=each), distinct=True) for each in Round}
    return Turnout(**Ballot.objects.filter(survey=survey).aggregate(**counts))
