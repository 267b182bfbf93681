"""The one place where ballots become what others are told: sums, and single ballots without their readers.

Pages and files read what is published; the ballots themselves are read by nobody else (a contract). A class
is told each round once, when it closes; whoever votes first after that is told apart from the others, so that
no two figures differ by a few ballots. Nothing is ever refused or put off because of what it says.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from secrets import randbelow
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count

from quiz.bank.models import Prediction
from quiz.domain.rounds import Round, Stage
from quiz.domain.tallies import Pairs, Tally, Vote
from quiz.domain.tiers import next_mark
from quiz.outlook.models import Post, PublishedBallot, Snapshot, Survey
from quiz.outlook.models.ballots import Ballot
from quiz.outlook.models.publications import new_person

if TYPE_CHECKING:
    from django.db.models import QuerySet

# Which publication a ballot of a class was counted by.
IN_TIME, LATE = 1, 2
# Outside classes the ballots that wait are counted so often on the way from one mark to the next.
LOOKS = 50


@dataclass(frozen=True, slots=True)
class _Group:
    """The readers of one prediction who are told together: those in time, or those who came late."""

    survey: Survey
    prediction: Prediction
    is_late: bool

    @property
    def rows(self) -> list[PublishedBallot]:
        """What is published of them one by one."""
        rows = PublishedBallot.objects.filter(survey=self.survey, prediction=self.prediction)
        return list(rows.filter(is_late=self.is_late))

    def is_published(self, number: Round) -> bool:
        """Whether this round was told; then it is not told again."""
        rows = self.survey.snapshots.filter(prediction=self.prediction, is_late=self.is_late)
        return rows.filter(round=number).exists()

    def publish(self, number: Round, sums: Tally | Pairs, now: datetime) -> None:
        """Tell this round."""
        self.survey.snapshots.create(
            prediction=self.prediction, is_late=self.is_late, round=number, sums=sums.to_json(),
            published_at=now,
        )  # fmt: skip


@transaction.atomic
def publish_round(*, survey: Survey, stage: Stage, predictions: Iterable[Prediction], now: datetime) -> None:
    """Publish what the stage that closes has come to; what was published before stays as it is."""
    # Locked: two who close it at once must not both publish.
    Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    for prediction in predictions:
        in_time, late = (_Group(survey, prediction, is_late) for is_late in (False, True))
        if stage is Stage.SECOND:
            _publish_second((in_time, late), now)
            continue
        _publish_first(in_time, now)
        if stage is Stage.DISCUSSION:
            _publish_first(late, now)


def _publish_first(group: _Group, now: datetime) -> None:
    """All first ballots that wait, if they are enough; once."""
    survey, prediction = group.survey, group.prediction
    ballots = list(_ballots(survey, prediction).filter(round=Round.FIRST, batch=None))
    if len(ballots) < survey.min_shown or group.is_published(Round.FIRST):
        return
    group.publish(Round.FIRST, Tally.of(ballot.vote for ballot in ballots), now)
    persons = _persons(survey)
    rows = [
        PublishedBallot(
            survey=survey, prediction=prediction, is_late=group.is_late, likelihood=ballot.likelihood,
            agreement=ballot.agreement, knew=ballot.knew,
            person=persons.get(ballot.membership_id) or new_person(),
        )
        for ballot in ballots
    ]  # fmt: skip
    PublishedBallot.objects.bulk_create(rows)
    for ballot, row in zip(ballots, rows, strict=True):
        ballot.batch, ballot.published = LATE if group.is_late else IN_TIME, row
    Ballot.objects.bulk_update(ballots, ["batch", "published"])


def _persons(survey: Survey) -> dict[int | None, int]:
    """What holds together what was published of one reader at several predictions."""
    linked = Ballot.objects.filter(survey=survey).exclude(published=None)
    return dict(linked.values_list("membership", "published__person"))


def _publish_second(groups: Iterable[_Group], now: datetime) -> None:
    """The last word of those whose first ballots were published, if enough of them voted again; once.

    A reader who deleted theirs is counted on, by the first: else the difference would be their ballot.
    """
    for group in groups:
        rows, second = group.rows, _second_under(group)
        again = [row for row in rows if row.pk in second]
        if len(again) < group.survey.min_shown or group.is_published(Round.SECOND):
            continue
        pairs = ((row.first, second[row.pk].vote if row.pk in second else None) for row in rows)
        group.publish(Round.SECOND, Pairs.of(pairs), now)
        for row in again:
            ballot = second[row.pk]
            row.second_likelihood, row.second_agreement = ballot.likelihood, ballot.agreement
            row.moved_by = ballot.moved_by
        PublishedBallot.objects.bulk_update(again, ["second_likelihood", "second_agreement", "moved_by"])
        # From now on nothing leads from a reader to what is published.
        _ballots(group.survey, group.prediction).filter(published__in=rows).update(published=None)


def _second_under(group: _Group) -> dict[int, Ballot]:
    """The second ballots by the row under which their reader's first one is published."""
    ballots = _ballots(group.survey, group.prediction)
    first = ballots.filter(published__is_late=group.is_late)
    rows: dict[int | None, int] = dict(first.values_list("membership", "published"))
    second = ballots.filter(round=Round.SECOND, membership__in=list(rows))
    return {rows[ballot.membership_id]: ballot for ballot in second}


def _ballots(survey: Survey, prediction: Prediction) -> "QuerySet[Ballot]":
    return Ballot.objects.filter(survey=survey, prediction=prediction)


def publish_at_mark(*, survey: Survey, prediction: Prediction, now: datetime) -> None:
    """Outside classes: publish when there are 10, 20, 40, 80 … ballots, each time so many and no more.

    While there are many to the next mark, it is looked only now and then whether they have come.
    """
    kept = Snapshot.objects.filter(survey=survey, prediction=prediction).values_list("sums", flat=True)
    published = sum(Tally.from_json(sums).ballots for sums in kept)
    missing = next_mark(published) - published
    if randbelow(max(1, missing // LOOKS)):
        return
    waiting = _ballots(survey, prediction).filter(batch=None)
    if waiting.count() >= missing:
        _publish_at_mark(survey, prediction, now)


@transaction.atomic
def _publish_at_mark(survey: Survey, prediction: Prediction, now: datetime) -> None:
    names = {"survey": survey, "prediction": prediction, "round": Round.FIRST, "is_late": False}
    Snapshot.objects.get_or_create(**names, defaults={"published_at": now, "sums": Tally().to_json()})
    # Locked: two ballots that come at once must not both publish.
    snapshot = Snapshot.objects.select_for_update().get(**names)
    kept = Tally.from_json(snapshot.sums)
    mark = next_mark(kept.ballots)
    waiting = _ballots(survey, prediction).filter(batch=None).order_by("pk")
    last = waiting.values_list("pk", flat=True)[mark - kept.ballots - 1 : mark - kept.ballots].first()
    if last is None:
        return
    counted = waiting.filter(pk__lte=last)
    fields = ("likelihood", "agreement", "author_means", "knew")
    votes = counted.order_by().values_list(*fields).annotate(count=Count("pk"))
    sums = Tally.counted((Vote(*vote), count) for *vote, count in votes)
    snapshot.sums, snapshot.published_at = (kept + sums).to_json(), now
    snapshot.save()
    counted.update(batch=mark)


@transaction.atomic
def release_posts(*, survey: Survey, prediction: Prediction, now: datetime) -> None:
    """Let what waits be read, if enough others may have written it: reasons from so many readers together,
    posts of the first round once so many have voted.
    """
    waiting = Post.objects.filter(survey=survey, prediction=prediction, at=None)
    reasons = waiting.filter(is_reason=True)
    if reasons.values("membership").distinct().count() >= survey.min_shown:
        reasons.update(at=now, changed_at=now)
    posts = waiting.filter(is_reason=False)
    if posts.exists() and _voters(survey, prediction) >= survey.min_shown:
        posts.update(at=now, changed_at=now)


def _voters(survey: Survey, prediction: Prediction) -> int:
    return int(_ballots(survey, prediction).values("membership").distinct().count())


def release_all_posts(*, survey: Survey, now: datetime) -> None:
    """The discussion begins: posts that waited for voters can be read."""
    Post.objects.filter(survey=survey, at=None, is_reason=False).update(at=now, changed_at=now)
