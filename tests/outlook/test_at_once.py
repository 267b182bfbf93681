"""Many ballots at once, through the pages, on whatever database the tests run on."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from quiz.classroom.services.members import join
from quiz.outlook.models import Snapshot
from quiz.outlook.models.ballots import Ballot
from quiz.people.models import Reader

MANY = 24

pytestmark = pytest.mark.django_db(transaction=True)


def all_at_once(ask):
    def run(number):
        try:
            return ask(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=MANY) as pool:
        return list(pool.map(run, range(MANY)))


def test_readers_of_a_class_who_vote_at_once_are_counted_once_each_in_batches_of_five(
    transactional_db, survey_of, classroom, client_of, now, ballot
):
    survey = survey_of(classroom, reveal="first")
    readers = [Reader.objects.create(since=now) for _place in range(MANY)]
    for reader in readers:
        join(classroom=classroom, reader=reader, name="R", now=now)
    browsers = [client_of(reader) for reader in readers]

    answers = all_at_once(lambda number: browsers[number].post(f"/outlook/{survey.slug}/P1/vote/", ballot))

    assert {answer.url for answer in answers} == {f"/outlook/{survey.slug}/P1/discussion/"}
    kept = Snapshot.objects.get()
    assert (Ballot.objects.count(), sum(kept.sums["likelihood"])) == (MANY, 20)
    assert kept.batches == [[5, 0]] * 4


def test_one_reader_voting_at_once_has_one_ballot(
    transactional_db, survey, member, client_of, reader, ballot
):
    browsers = [client_of(reader) for _place in range(MANY)]

    answers = all_at_once(
        lambda number: browsers[number].post(
            f"/outlook/{survey.slug}/P1/vote/", ballot | {"likelihood": str(10 * (number % 11))}
        )
    )

    assert {answer.status_code for answer in answers} == {302}
    assert Ballot.objects.count() == 1


def test_readers_without_a_class_at_once_are_counted_in_batches(transactional_db, pack, ballot):
    answers = all_at_once(lambda _number: Client().post("/outlook/h20/P1/vote/", ballot))

    assert {answer.url for answer in answers} == {"/outlook/h20/P1/room/"}
    Client().post("/outlook/h20/P1/vote/", ballot)
    batches = Counter(Ballot.objects.exclude(batch=None).values_list("batch", flat=True))
    assert Ballot.objects.count() == MANY + 1
    assert sum(Snapshot.objects.get().sums["likelihood"]) == sum(batches.values()) >= 20
    assert min(batches.values()) >= 5
