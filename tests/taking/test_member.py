import re

import pytest
from django.utils import timezone

from quiz.classroom.models import Membership
from quiz.classroom.services.members import join
from quiz.people.models import Reader
from quiz.taking.models import Attempt


@pytest.fixture
def ask(member, teacher_client):
    def ask(**fields):
        return teacher_client.post(f"/taking/member/{member.pk}/", fields, follow=True).content.decode()

    return ask


@pytest.fixture
def other(classroom, stranger):
    return join(classroom=classroom, reader=stranger, name="Abe", now=timezone.now()).membership


def test_renames(ask, member):
    assert "Suzuki" in ask(wanted="rename", name="Suzuki")
    member.refresh_from_db()
    assert member.name == "Suzuki"


def test_a_name_is_needed(ask, member):
    assert "This field is required." in ask(wanted="rename", name="")
    member.refresh_from_db()
    assert member.name == "Sato"


def test_takes_out_and_lets_in_again(ask, member, classroom, client_of, reader):
    ask(wanted="remove")
    assert client_of(reader).get(f"/room/{classroom.slug}/").status_code == 404

    ask(wanted="take_back")
    assert client_of(reader).get(f"/room/{classroom.slug}/").status_code == 200


def test_a_removed_reader_cannot_go_on_with_an_attempt(ask, member, assign_quiz, begun, client_of, reader):
    attempt = begun(assign_quiz())
    ask(wanted="remove")

    browser = client_of(reader)
    assert browser.get(f"/taking/{attempt.code}/question/1/").status_code == 404
    assert browser.post(f"/taking/{attempt.code}/answer/1/", {"q1-response": "1"}).status_code == 404


def test_deletes_the_answers_too(ask, assign_quiz, begun):
    begun(assign_quiz())

    ask(wanted="delete")

    assert not Membership.objects.exists()
    assert not Attempt.objects.exists()


def test_makes_a_new_return_code(ask, client, classroom):
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}", ask(wanted="code"))[0]

    assert client.post("/classroom/come_back/", {"code": code}).url == f"/room/{classroom.slug}/"


def test_merges_two_that_are_one_person(ask, member, other, assign_quiz, begun, client_of, stranger):
    given = assign_quiz()
    mine = begun(given)
    client_of(stranger).post(f"/taking/begin/{given.slug}/")

    ask(wanted="merge", into=other.pk)

    assert not Membership.objects.filter(pk=member.pk).exists()
    mine.refresh_from_db()
    assert (mine.membership, mine.reader, mine.number) == (other, stranger, 2)
    assert not mine.is_open
    assert set(mine.answers.values_list("reader", flat=True)) == {stranger.pk}
    assert other.attempts.filter(submitted_at=None).count() == 1


@pytest.mark.parametrize("into", ["", "x", "9999"])
def test_merging_needs_somebody_of_the_class(ask, member, other, into):
    ask(wanted="merge", into=into)

    assert Membership.objects.count() == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_many_others(
    classroom, member, teacher_client, now, django_assert_num_queries, rows
):
    for number in range(rows):
        join(classroom=classroom, reader=Reader.objects.create(since=now), name=f"R{number}", now=now)

    with django_assert_num_queries(6):
        teacher_client.get(f"/taking/member/{member.pk}/")
