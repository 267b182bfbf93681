"""Erasing, merging and taking away while others are just at it, through the pages, on whatever database."""

from uuid import uuid4

import pytest
from django.utils import timezone

from quiz.classroom.models import Assignment, Classroom, Membership
from quiz.classroom.services.members import join
from quiz.outlook.models.ballots import Ballot
from quiz.outlook.services.leading import set_up
from quiz.people.models import Reader
from quiz.taking.models import Answer, Attempt, Erased, Save

MANY = 12
SURE = {"sure": "1"}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def seated(classroom):
    """So many more readers of the class."""

    def seated(count):
        now = timezone.now()
        readers = [Reader.objects.create(pk=uuid4(), since=now) for _place in range(count)]
        return [join(classroom=classroom, reader=reader, name="R", now=now).membership for reader in readers]

    return seated


def codes(answers):
    return {answer.status_code for answer in answers}


def test_merging_both_ways_at_once_makes_one_of_two(
    transactional_db, all_at_once, member, seated, assign_quiz, begun, client_of, teacher_client
):
    (other,) = seated(1)
    given = assign_quiz()
    begun(given)
    client_of(other.reader).post(f"/taking/begin/{given.slug}/")
    pairs = [(member, other), (other, member)] * (MANY // 2)

    def merge(place):
        source, target = pairs[place]
        return teacher_client.post(f"/merge/{source.pk}/", SURE | {"into": target.pk})

    answers = all_at_once(merge, len(pairs))

    assert codes(answers) <= {302, 404}
    left = Membership.objects.get()
    assert list(Attempt.objects.values_list("membership", flat=True)) == [left.pk, left.pk]


@pytest.mark.parametrize("is_assigned", [True, False])
def test_forgetting_during_saves_leaves_no_answer_and_no_fault(
    transactional_db, all_at_once, member, assign_quiz, begun, attempt_at, client_of, reader, is_assigned
):
    attempt = begun(assign_quiz()) if is_assigned else attempt_at("chips")
    browsers = [client_of(reader) for _place in range(MANY)]

    def act(place):
        if place == MANY // 2:
            return browsers[place].post("/forget/", SURE)
        return browsers[place].post(f"/taking/{attempt.code}/answer/{place % 3 + 1}/", {"q1-response": "1"})

    answers = all_at_once(act, MANY)

    assert codes(answers) <= {302, 404, 422}
    assert not any(model.objects.exists() for model in (Attempt, Answer, Save))
    assert Erased.objects.count() == int(is_assigned)


def test_forgetting_while_joining_beginning_and_voting(
    transactional_db, all_at_once, classroom, member, assign_quiz, pack, client_of, reader
):
    now = timezone.now()
    survey = set_up(classroom=classroom, source=pack, values={"opens_at": now, "closes_at": None}, now=now)
    given = assign_quiz()
    browsers = [client_of(reader) for _place in range(MANY)]
    asks = [
        ("/forget/", SURE),
        (f"/taking/begin/{given.slug}/", {}),
        (f"/outlook/{survey.slug}/P1/vote/", {"likelihood": "70", "agreement": "1"}),
        ("/classroom/join/", {"code": classroom.join_code, "name": "Sato"}),
        ("/taking/start/chips/", {}),
        (f"/outlook/{survey.slug}/P1/post/", {"text": "A thought.", "stance": "asks"}),
    ]

    answers = all_at_once(lambda place: browsers[place].post(*asks[place % len(asks)]), MANY)

    assert codes(answers) <= {200, 302, 404, 409, 422}
    assert Ballot.objects.count() <= 1


def test_taking_out_and_deleting_during_saves(
    transactional_db, all_at_once, member, assign_quiz, begun, client_of, reader, teacher_client
):
    attempt = begun(assign_quiz())
    browsers = [client_of(reader) for _place in range(MANY)]

    def act(place):
        if place == MANY // 2:
            return teacher_client.post(f"/taking/member/{member.pk}/", SURE | {"wanted": "delete"})
        return browsers[place].post(f"/taking/{attempt.code}/answer/1/", {"q1-response": "1"})

    answers = all_at_once(act, MANY)

    assert codes(answers) <= {302, 404}
    assert not any(model.objects.exists() for model in (Membership, Attempt, Save))


def test_taking_an_assignment_back_while_readers_begin_it(
    transactional_db, all_at_once, seated, assign_quiz, client_of, teacher_client
):
    given = assign_quiz()
    browsers = [client_of(row.reader) for row in seated(MANY)]

    def act(place):
        if place == MANY // 2:
            return teacher_client.post(f"/classroom/assignment/{given.slug}/withdraw/", SURE)
        return browsers[place].post(f"/taking/begin/{given.slug}/")

    answers = all_at_once(act, MANY)

    assert codes(answers) <= {302, 404}
    # Either somebody was first and it stays, or it is gone and nobody began it.
    assert Assignment.objects.exists() == Attempt.objects.exists()


def test_deleting_a_class_while_readers_begin_and_save(
    transactional_db, all_at_once, classroom, seated, assign_quiz, client_of, teacher_client
):
    given = assign_quiz()
    browsers = [client_of(row.reader) for row in seated(MANY)]
    for browser in browsers[: MANY // 2]:
        browser.post(f"/taking/begin/{given.slug}/")
    begun = dict(Attempt.objects.values_list("reader", "code"))

    def act(place):
        if place == MANY - 1:
            return teacher_client.post(f"/classroom/{classroom.slug}/delete/", {"name": classroom.name})
        if place < MANY // 2:
            code = list(begun.values())[place]
            owner = list(begun)[place]
            return client_of(Reader(pk=owner)).post(f"/taking/{code}/answer/1/", {"q1-response": "1"})
        return browsers[place].post(f"/taking/begin/{given.slug}/")

    answers = all_at_once(act, MANY)

    assert codes(answers) <= {302, 404}
    assert not any(model.objects.exists() for model in (Classroom, Membership, Attempt, Save))
