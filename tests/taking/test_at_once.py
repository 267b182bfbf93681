"""Fifty at once, through the pages, on whatever database the tests run on."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from quiz.classroom.models import Membership
from quiz.people.models import Reader
from quiz.taking.models import Attempt

MANY = 50

pytestmark = pytest.mark.django_db(transaction=True)


def test_fifty_starts_with_one_attempt_allowed_make_one(
    transactional_db, all_at_once, member, assign_quiz, client_of, reader
):
    assignment = assign_quiz(attempts_allowed=1)
    browsers = [client_of(reader) for _number in range(MANY)]

    answers = all_at_once(lambda number: browsers[number].post(f"/taking/begin/{assignment.slug}/"), MANY)

    assert Attempt.objects.count() == 1
    assert {answer.status_code for answer in answers} == {302}
    assert {answer.url for answer in answers} == {f"/taking/{Attempt.objects.get().code}/question/1/"}


def test_fifty_readers_joining_make_fifty_members(transactional_db, all_at_once, classroom):
    fields = {"code": classroom.join_code, "name": "Sato"}

    answers = all_at_once(lambda _number: Client().post("/classroom/join/", fields), MANY)

    assert {answer.status_code for answer in answers} == {302}
    assert sorted(Membership.objects.values_list("number", flat=True)) == list(range(1, MANY + 1))


def test_one_form_sent_fifty_times_makes_one_member(transactional_db, all_at_once, classroom, client_of):
    reader = Reader.objects.create(pk=uuid4(), since=timezone.now())
    browsers = [client_of(reader) for _number in range(MANY)]
    page = browsers[0].get(f"/classroom/join/{classroom.join_code}/").content.decode()
    newcomer = re.search(r'name="newcomer" value="([^"]+)"', page)[1]
    fields = {"code": classroom.join_code, "name": "Sato", "newcomer": newcomer}

    answers = all_at_once(lambda number: browsers[number].post("/classroom/join/", fields), MANY)

    assert {answer.status_code for answer in answers} == {302}
    assert Membership.objects.count() == 1
