"""Casting a ballot."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from quiz.bank.models import Prediction, Source
from quiz.classroom.models import Classroom, Membership
from quiz.domain.rounds import Round, round_taken
from quiz.domain.windows import Phase
from quiz.outlook.models import Mark, Moved, Post, Reveal, Survey
from quiz.outlook.models.ballots import Ballot
from quiz.outlook.services.publishing import publish_first, publish_pairs, release_reasons
from quiz.outlook.services.screening import screen
from quiz.people.models import Reader


class RoundClosed(Exception):
    """No ballot is taken now: the window or the round is over; ballots cast so far are kept."""


class BallotStands(Exception):
    """The reader has voted in this round already, otherwise than now; the ballot they cast stands."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a reader fills in. Likelihoods in per cent; agreement -2 to 2, None: can't say."""

    likelihood: int
    agreement: int | None
    reason: str = ""
    knew: bool = False
    author_means: int | None = None
    moved_by: str = ""
    moved_post: Post | None = None
    # The round that the form was for; None: whichever is open.
    number: Round | None = None


@dataclass(frozen=True, slots=True)
class Voter:
    """Who votes: a reader, in a class as a member of it."""

    reader: Reader
    membership: Membership | None = None


@transaction.atomic
def open_survey(*, source: Source) -> Survey:
    """The survey of a source for readers without a class; made where there is none."""
    rules = {"reveal": Reveal.FIRST}
    return Survey.objects.get_or_create(source=source, assignment=None, defaults=rules)[0]


def cast_ballot(
    *, survey: Survey, voter: Voter, prediction: Prediction, given: Given, now: datetime
) -> Ballot:
    """Record what the reader expects, in the round that is open; the same again changes nothing.

    Raises RoundClosed, BallotStands; then nothing is changed.
    """
    try:
        return _cast(survey, voter, prediction, given, now)
    except IntegrityError as error:
        # The other of two that came at once was first: the constraint let only that one in.
        last = Ballot.objects.filter(survey=survey, reader=voter.reader, prediction=prediction).last()
        if last is None:
            raise
        if not _is_same(last, given):
            raise BallotStands from error
        return last


@transaction.atomic
def _cast(survey: Survey, voter: Voter, prediction: Prediction, given: Given, now: datetime) -> Ballot:
    if voter.membership:
        # Before the survey and the class, as wherever both are: whoever erases meanwhile waits.
        Membership.objects.select_for_update(no_key=True).get(pk=voter.membership.pk)
    survey = _checked(survey, now)
    mine = {Round(row.round): row for row in _ballots(survey, voter.reader, prediction)}
    number = round_taken(survey.stage(now), frozenset(mine))
    if number is None:
        return _again(mine, given)
    if given.number not in (None, number):
        # The instructor moved on while it was filled in: a first ballot is no answer to the second round.
        raise RoundClosed
    first = mine.get(Round.FIRST)
    is_second = number is Round.SECOND
    ballot = Ballot.objects.create(
        survey=survey, membership=voter.membership, reader=voter.reader, prediction=prediction, round=number,
        likelihood=given.likelihood, agreement=given.agreement, author_means=given.author_means,
        knew=given.knew, moved_by=given.moved_by if is_second else "",
        moved_post=given.moved_post if is_second and given.moved_by == Moved.POST else None,
        saw_distribution=bool(is_second and first and first.saw_at), cast_at=now,
    )  # fmt: skip
    member = voter.membership
    if given.reason:
        state, note = screen(survey, member.pk if member else None, given.reason)
        Post.objects.create(
            survey=survey, prediction=prediction, membership=member, ballot=ballot, text=given.reason,
            state=state, note=note, changed_at=now,
        )  # fmt: skip
    _after(survey, prediction, number, now)
    return ballot


def _checked(survey: Survey, now: datetime) -> Survey:
    """The survey as it stands now, locked for a class: a round that is being closed takes no ballot."""
    if survey.is_open_to_all:
        return survey
    rows = Survey.objects.select_for_update(of=("self",)).select_related("assignment__classroom")
    locked = rows.get(pk=survey.pk)
    assignment = locked.assignment
    if assignment is None or assignment.phase(now) is not Phase.OPEN:
        raise RoundClosed
    return locked


def _ballots(survey: Survey, reader: Reader, prediction: Prediction) -> list[Ballot]:
    rows = Ballot.objects.filter(survey=survey, reader=reader, prediction=prediction)
    return list(rows.select_related("reason"))


def _again(mine: dict[Round, Ballot], given: Given) -> Ballot:
    last = mine.get(Round.SECOND) or mine.get(Round.FIRST)
    if last is None:
        raise RoundClosed
    if not _is_same(last, given):
        raise BallotStands
    return last


def _is_same(ballot: Ballot, given: Given) -> bool:
    reason = ballot.reason.text if hasattr(ballot, "reason") else ""
    return (ballot.likelihood, ballot.agreement, ballot.author_means, ballot.knew, reason) == (
        given.likelihood, given.agreement, given.author_means, given.knew, given.reason,
    )  # fmt: skip


def _after(survey: Survey, prediction: Prediction, number: Round, now: datetime) -> None:
    if survey.began_at is None:
        Survey.objects.filter(pk=survey.pk, began_at=None).update(began_at=now)
    if survey.assignment:
        Classroom.objects.filter(pk=survey.assignment.classroom_id).update(active_at=now)
        release_reasons(survey=survey, prediction=prediction, now=now)
    if number is Round.SECOND:
        publish_pairs(survey=survey, prediction=prediction, now=now)
    elif survey.is_live:
        publish_first(survey=survey, prediction=prediction, now=now)


@transaction.atomic
def merge_ballots(*, source: Membership, target: Membership) -> None:
    """Two readers of a class that are one person: the ballots of `source` become `target`'s.

    Where both voted, that of `target` stands and the other goes: one person has one ballot a round.
    """
    theirs = {
        (row.survey_id, row.prediction_id, row.round) for row in Ballot.objects.filter(membership=target)
    }
    for ballot in Ballot.objects.filter(membership=source):
        if (ballot.survey_id, ballot.prediction_id, ballot.round) not in theirs:
            Ballot.objects.filter(pk=ballot.pk).update(membership=target, reader=target.reader_id)
    taken = Mark.objects.filter(membership=target).values("post", "kind")
    for mark in Mark.objects.filter(membership=source):
        if not taken.filter(post=mark.post_id, kind=mark.kind).exists():
            Mark.objects.filter(pk=mark.pk).update(membership=target)
    moved = Post.objects.filter(membership=source)
    moved.exclude(ballot__in=Ballot.objects.filter(membership=source)).update(membership=target)
