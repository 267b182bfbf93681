"""Casting a ballot."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from quiz.bank.models import Prediction, Source
from quiz.classroom.models import Classroom, Membership
from quiz.domain.rounds import Round, round_taken
from quiz.domain.windows import Phase
from quiz.outlook.models import Moved, Post, Reveal, Survey
from quiz.outlook.models.ballots import Ballot
from quiz.outlook.services.publishing import publish_at_mark, release_posts
from quiz.outlook.services.screening import screen
from quiz.people.models import Reader


class RoundClosed(Exception):
    """No ballot is taken now: the window or the round is over; ballots cast so far are kept."""


class RulesChanged(Exception):
    """The rules about who sees what are no longer those that the form told; nothing is kept."""


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
    # The round that the form was for, and what it promised; None: whichever is so now.
    number: Round | None = None
    promise: str | None = None


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

    Raises RoundClosed, RulesChanged, BallotStands; then nothing is changed.
    """
    try:
        return _cast(survey, voter, prediction, given, now)
    except IntegrityError as error:
        # The other of two that came at once was first: the constraint let only that one in.
        last = _of(survey, voter, prediction).last()
        if last is None:
            raise
        if not _is_same(last, voter, given):
            raise BallotStands from error
        return last


@transaction.atomic
def _cast(survey: Survey, voter: Voter, prediction: Prediction, given: Given, now: datetime) -> Ballot:
    if voter.membership:
        # Before the survey and the class, as wherever both are: whoever erases meanwhile waits.
        Membership.objects.select_for_update(no_key=True).get(pk=voter.membership.pk)
    survey = _checked(survey, now)
    mine = {Round(row.round): row for row in _ballots(survey, voter, prediction)}
    number = round_taken(survey.stage(now), frozenset(mine))
    if number is None:
        return _again(mine, voter, given)
    if given.number not in (None, number):
        # The instructor moved on while it was filled in: a first ballot is no answer to the second round.
        raise RoundClosed
    if given.promise not in (None, survey.promise):
        raise RulesChanged
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
            survey=survey, prediction=prediction, membership=member, ballot=ballot, is_reason=True,
            text=given.reason, state=state, note=note, written_at=now, changed_at=now,
        )  # fmt: skip
    _after(survey, prediction, now)
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


def _of(survey: Survey, voter: Voter, prediction: Prediction) -> QuerySet[Ballot]:
    whose = Q(membership=voter.membership) if voter.membership else Q(reader=voter.reader)
    return Ballot.objects.filter(whose, survey=survey, prediction=prediction).select_related("reason")


def _ballots(survey: Survey, voter: Voter, prediction: Prediction) -> list[Ballot]:
    return list(_of(survey, voter, prediction))


def _again(mine: dict[Round, Ballot], voter: Voter, given: Given) -> Ballot:
    last = mine.get(Round.SECOND) or mine.get(Round.FIRST)
    if last is None:
        raise RoundClosed
    if not _is_same(last, voter, given):
        raise BallotStands
    return last


def _is_same(ballot: Ballot, voter: Voter, given: Given) -> bool:
    """Whether it says this already; of a ballot that this reader may not read that is not told."""
    if ballot.reader_id != voter.reader.pk:
        return False
    reason = ballot.reason.text if hasattr(ballot, "reason") else ""
    return (ballot.likelihood, ballot.agreement, ballot.author_means, ballot.knew, reason) == (
        given.likelihood, given.agreement, given.author_means, given.knew, given.reason,
    )  # fmt: skip


def _after(survey: Survey, prediction: Prediction, now: datetime) -> None:
    if survey.began_at is None:
        Survey.objects.filter(pk=survey.pk, began_at=None).update(began_at=now)
    if survey.assignment:
        Classroom.objects.filter(pk=survey.assignment.classroom_id).update(active_at=now)
        release_posts(survey=survey, prediction=prediction, now=now)
    else:
        publish_at_mark(survey=survey, prediction=prediction, now=now)
