"""An outlook of a class that is open now, readers who vote in it, and their browsers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.bank.models import Prediction
from quiz.bank.queries import predictions_in
from quiz.classroom.models import Membership
from quiz.domain.rounds import Stage
from quiz.outlook.models import Post, Survey
from quiz.outlook.models.ballots import Ballot
from quiz.outlook.services.leading import move, set_up
from quiz.outlook.services.publishing import publish_round
from quiz.outlook.services.talking import Author, Words, write_post
from quiz.outlook.services.voting import Given, Voter, cast_ballot
from quiz.people.models import Reader
from tests.conftest import seated


@pytest.fixture
def survey_of(pack):
    """Give a class the outlook of the pack, by other rules where they are named."""

    def survey_of(classroom, **rules):
        values = {"opens_at": timezone.now() - timedelta(hours=1), "closes_at": None} | rules
        return set_up(classroom=classroom, source=pack, values=values, now=timezone.now())

    return survey_of


@pytest.fixture
def survey(survey_of, classroom):
    return survey_of(classroom)


@pytest.fixture
def p1(pack):
    return Prediction.objects.get(claim__code="P1")


@pytest.fixture
def people(classroom):
    """So many more readers of the class, as voters."""

    def people(count):
        return [Voter(row.reader, row) for row in seated(classroom, ["R"] * count)]

    return people


@pytest.fixture
def me(reader, member):
    """The reader of the class, as a voter."""
    return Voter(reader, member)


@pytest.fixture
def cast(p1):
    """Cast a ballot now."""

    def cast(survey, voter, likelihood=70, agreement=1, prediction=None, **more):
        return cast_ballot(
            survey=Survey.objects.get(pk=survey.pk), voter=voter, prediction=prediction or p1,
            given=Given(likelihood, agreement, **more), now=timezone.now(),
        )  # fmt: skip

    return cast


@pytest.fixture
def write(p1):
    """Write a post now, which others can read as if enough had voted."""

    def write(survey, voter, text="A thought.", stance="asks", reply_to=None, prediction=None):
        author = Author(voter.membership) if isinstance(voter, Voter) else Author(user=voter)
        post = write_post(
            survey=survey, prediction=prediction or p1, author=author, words=Words(text, stance, reply_to),
            now=timezone.now(),
        )  # fmt: skip
        Post.objects.filter(pk=post.pk, at=None).update(at=timezone.now())
        post.refresh_from_db()
        return post

    return write


@pytest.fixture
def onward():
    """Move on to this stage, one after another."""

    def onward(survey, stage):
        for each in (Stage.FIRST, Stage.DISCUSSION, Stage.SECOND):
            if each == stage:
                break
            move(survey=survey, seen=each, now=timezone.now())
            survey.refresh_from_db()
        return survey

    return onward


@pytest.fixture
def many_posts(p1):
    """So many posts, straight into the table."""

    def many_posts(survey, voter, count):
        now = timezone.now()
        return Post.objects.bulk_create(
            Post(
                survey=survey, prediction=p1, membership=voter.membership, text=f"Post {number}.",
                stance="asks", at=now, written_at=now, changed_at=now,
            )
            for number in range(count)
        )  # fmt: skip

    return many_posts


BALLOT = {"likelihood": "70", "agreement": "1"}


@pytest.fixture
def ballot():
    """What a browser sends."""
    return dict(BALLOT)


@pytest.fixture
def crowd(classroom, pack):
    """So many readers with a first ballot at every prediction, straight into the tables."""

    def crowd(survey, count, *, is_published=False):
        now = timezone.now()
        readers = Reader.objects.bulk_create(Reader(since=now) for _place in range(count))
        members = Membership.objects.bulk_create(
            Membership(
                classroom=classroom, reader=reader, name="C", key="c", looks="c", number=number,
                joined_at=now, return_code=f"{survey.pk} {number}",
            )
            for number, reader in enumerate(readers, 1)
        )  # fmt: skip
        predictions = predictions_in(pack)
        Ballot.objects.bulk_create(
            Ballot(
                survey=survey, membership=member, reader=member.reader, prediction=prediction, round=1,
                likelihood=10 * (place % 11), agreement=place % 5 - 2, cast_at=now,
            )
            for place, member in enumerate(members)
            for prediction in predictions
        )  # fmt: skip
        Survey.objects.filter(pk=survey.pk).update(began_at=now)
        if is_published:
            publish_round(survey=survey, stage=Stage.FIRST, predictions=predictions, now=now)
        return [Voter(member.reader, member) for member in members]

    return crowd
