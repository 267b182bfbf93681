"""Many ballots at once, through the pages, on whatever database the tests run on."""

from collections import Counter

import pytest
from django.test import Client

from quiz.classroom.services.members import join
from quiz.domain.rounds import Stage
from quiz.outlook.models import PublishedBallot, Snapshot
from quiz.outlook.models.ballots import Ballot
from quiz.outlook.services.leading import move
from quiz.people.models import Reader

MANY = 24

pytestmark = pytest.mark.django_db(transaction=True)


def said(number):
    """A ballot, another for each number."""
    return {"likelihood": str(50 * (number % 3)), "agreement": str(number % 3 - 1)}


def test_readers_of_a_class_who_vote_at_once_are_counted_once_each_when_the_round_closes(
    transactional_db, all_at_once, survey, classroom, client_of, now
):
    readers = [Reader.objects.create(since=now) for _place in range(MANY)]
    for reader in readers:
        join(classroom=classroom, reader=reader, name="R", now=now)
    browsers, url = [client_of(reader) for reader in readers], f"/outlook/{survey.slug}/P1/vote/"

    answers = all_at_once(lambda number: browsers[number].post(url, said(number)), MANY)
    closed = all_at_once(lambda _number: move(survey=survey, seen=Stage.FIRST, now=now), 4)

    assert {answer.url for answer in answers} == {f"/outlook/{survey.slug}/P1/discussion/"}
    assert set(closed) == {Stage.DISCUSSION}
    assert Ballot.objects.count() == MANY == PublishedBallot.objects.count()
    assert sum(Snapshot.objects.get().sums["likelihood"]) == MANY


def test_one_reader_voting_at_once_has_one_ballot(
    transactional_db, all_at_once, survey, member, client_of, reader
):
    browsers, url = [client_of(reader) for _place in range(MANY)], f"/outlook/{survey.slug}/P1/vote/"

    answers = all_at_once(lambda number: browsers[number].post(url, said(number)), MANY)

    assert {answer.status_code for answer in answers} == {302}
    assert Ballot.objects.count() == 1


def test_readers_without_a_class_at_once_are_counted_at_the_mark_and_no_more(
    transactional_db, all_at_once, pack
):
    answers = all_at_once(lambda number: Client().post("/outlook/h20/P1/vote/", said(number)), MANY)

    assert {answer.url for answer in answers} == {"/outlook/h20/P1/room/"}
    Client().post("/outlook/h20/P1/vote/", said(1))
    assert Ballot.objects.count() == MANY + 1
    assert sum(Snapshot.objects.get().sums["likelihood"]) == 20
    assert Counter(Ballot.objects.values_list("batch", flat=True)) == {10: 10, 20: 10, None: MANY - 19}
