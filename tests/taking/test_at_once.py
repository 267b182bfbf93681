"""Fifty at once, through the pages, on whatever database the tests run on."""

import re
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.utils import timezone

from quiz.bank.models import Question
from quiz.classroom.models import Membership
from quiz.people.models import Reader
from quiz.taking.models import Attempt
from quiz.taking.services.correcting import Wanted, correct

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


@pytest.mark.postgresql
def test_two_corrections_of_one_quiz_are_written_one_after_the_other(transactional_db, pack, teacher):
    """Else the sums, begun anew after the later one, would have the attempts of the earlier one twice."""
    first, second = Question.objects.filter(places__quiz__slug="policy", kind="single").distinct()[:2]

    def corrected(question):
        wanted = Wanted(question, None, is_void=True, solution={}, reason="So it is.")
        correct(wanted=wanted, user=teacher, now=timezone.now())

    def tried():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '300ms'")
            corrected(second)

    def asked():
        try:
            tried()
        finally:
            connection.close()

    with transaction.atomic():
        corrected(first)
        with pytest.raises(OperationalError), ThreadPoolExecutor(1) as other:
            other.submit(asked).result()
