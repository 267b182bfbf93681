import pytest

from quiz.classroom.models import Membership
from quiz.classroom.services.members import join
from quiz.people.models import Reader
from quiz.taking.models import Attempt


@pytest.fixture
def ask(press, member, teacher_client):
    def ask(**fields):
        return press(teacher_client, f"/taking/member/{member.pk}/", fields, follow=True).content.decode()

    return ask


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


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_many_others(
    classroom, member, teacher_client, now, django_assert_num_queries, rows
):
    for number in range(rows):
        join(classroom=classroom, reader=Reader.objects.create(since=now), name=f"R{number}", now=now)

    with django_assert_num_queries(7):
        teacher_client.get(f"/taking/member/{member.pk}/")
