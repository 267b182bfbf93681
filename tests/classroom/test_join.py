import pytest
from django.test import Client
from django.utils import timezone

from quiz.classroom.models import Membership
from quiz.classroom.services import members
from quiz.classroom.services.classes import open_classroom
from quiz.people.limits import SEATS, Limit
from quiz.people.models import Budget


def test_by_code_then_a_name_one_is_in(classroom, client):
    asked = client.post("/classroom/join/", {"code": f" {classroom.join_code.lower()} "})
    assert "Class 3B" in asked.content.decode()

    done = client.post("/classroom/join/", {"code": classroom.join_code, "name": "佐藤"})

    assert done.url == f"/room/{classroom.slug}/"
    assert done.cookies["django_language"].value == "en"
    words = client.get(done.url).content.decode()
    assert 'You are <bdi class="typed">佐藤</bdi> here.' in words
    code = Membership.objects.get().code_to_note
    assert code in words
    assert code in client.get(done.url).content.decode()


def test_by_link_only_the_name_is_asked(classroom, client):
    words = client.get(f"/classroom/join/{classroom.join_code}/").content.decode()

    assert 'name="name"' in words
    assert not Membership.objects.exists()


def test_the_second_of_a_name_is_told(classroom, member, client):
    done = client.post("/classroom/join/", {"code": classroom.join_code, "name": "sato"}, follow=True)

    assert "Another reader has this name, so you are \u2068sato (2)\u2069." in done.content.decode()


@pytest.mark.parametrize("state", ["unknown", "closed"])
def test_a_code_that_does_not_hold_reveals_nothing(classroom, client, state):
    code = "ACDEFG" if state == "unknown" else classroom.join_code
    classroom.is_joinable = state != "closed"
    classroom.save()

    page = client.post("/classroom/join/", {"code": code}, headers={"accept-language": "en"})

    assert page.status_code == 422
    assert "No class takes readers by this code" in page.content.decode()
    assert "Class 3B" not in page.content.decode()


@pytest.mark.parametrize("code", ["", "？！", "x" * 300])
def test_what_is_no_code_is_told_and_not_counted(client, db, code):
    assert client.post("/classroom/join/", {"code": code}).status_code == 422
    assert not Budget.objects.exists()


def test_a_name_must_be_given_and_not_too_long(classroom, client):
    for name in ("", " ", "x" * 61):
        page = client.post("/classroom/join/", {"code": classroom.join_code, "name": name})
        assert page.status_code == 422
    assert not Membership.objects.exists()


def test_a_class_takes_a_whole_school_from_one_address_and_no_flood(classroom, client, monkeypatch):
    monkeypatch.setattr("quiz.people.limits.SEATS", Limit(SEATS.name, 2, SEATS.every))
    fields = {"code": classroom.join_code, "name": "Sato"}

    answers = [Client().post("/classroom/join/", fields) for _number in range(3)]

    assert SEATS.free >= 400
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= SEATS.every
    assert Membership.objects.count() == 2


def test_an_account_needs_no_return_code(classroom, teacher, teacher_client):
    teacher_client.post("/classroom/join/", {"code": classroom.join_code, "name": "Mori"})
    teacher_client.cookies.pop("reader")

    assert teacher_client.get(f"/room/{classroom.slug}/").status_code == 200


def join(client, classroom, name=None, **fields):
    return client.post(
        "/classroom/join/", {"code": classroom.join_code} | ({"name": name} if name else {}) | fields
    )


def test_who_is_somebody_here_is_asked_and_a_name_sent_anyway_makes_nobody(
    member, classroom, client_of, reader
):
    browser = client_of(reader)

    for fields in ({}, {"name": "Abe"}, {"name": "Abe", "left": "1x"}, {"name": "Abe", "else": "1"}):
        words = join(browser, classroom, **fields).content.decode()
        assert ("Go on as <bdi>Sato</bdi>" in words) == ("else" not in fields)
        assert (member.code_to_note in words) == ("else" in fields)

    assert Membership.objects.get() == member


def test_someone_else_sees_the_code_of_who_was_here_and_becomes_a_reader_of_their_own(
    member, classroom, assign_quiz, begun, client_of, reader
):
    attempt = begun(assign_quiz())
    browser = client_of(reader)
    left = {"left": member.pk}

    done = join(browser, classroom, "Abe", **left)

    room = browser.get(done.url).context["room"].membership
    assert room.name == "Abe"
    assert room.reader != reader
    assert browser.get(f"/taking/{attempt.code}/question/1/").status_code == 404
    attempt.refresh_from_db()
    assert attempt.membership == member
    # The button pressed again, and the page before sent again: now one is Abe.
    assert "Go on as <bdi>Abe</bdi>" in join(browser, classroom, "Abe", **left).content.decode()
    assert Membership.objects.count() == 2


def test_a_code_that_was_noted_is_not_shown_again(member, classroom, client_of, reader):
    members.note_code(membership=member)

    words = join(client_of(reader), classroom, **{"else": "1"}).content.decode()

    assert member.code_to_note not in words
    assert "The return code was noted." in words


def test_each_class_has_a_reader_of_its_own(member, client_of, reader, teacher, attempt_at):
    attempt_at("chips")
    values = {"name": "Class 4A", "language": "en", "time_zone": "Asia/Tokyo", "retention_days": 400}
    other = open_classroom(user=teacher, values=values, now=timezone.now())
    browser = client_of(reader)

    join(browser, other, "Sato")

    assert other.memberships.get().reader != reader
    assert [browser.get(f"/room/{room.slug}/").status_code for room in (member.classroom, other)] == [200] * 2
    assert browser.get("/taking/start/chips/").context["open"]


def test_who_was_taken_out_is_told_and_someone_else_may_join(member, classroom, client_of, reader, now):
    members.remove(membership=member, keeps_answers=True, now=now)
    browser = client_of(reader)

    assert "Your instructor took you out of this class." in join(browser, classroom).content.decode()
    assert member.code_to_note not in join(browser, classroom, **{"else": "1"}).content.decode()
    assert join(browser, classroom, "Abe", left=member.pk).status_code == 302


def test_someone_else_at_an_account_that_is_a_reader_here_is_not_that_account(
    classroom, teacher, teacher_client
):
    join(teacher_client, classroom, "Mori")
    mori = Membership.objects.get()
    teacher_client.cookies.pop("reader")
    assert "Go on as <bdi>Mori</bdi>" in join(teacher_client, classroom).content.decode()

    join(teacher_client, classroom, "Abe", left=mori.pk)

    assert Membership.objects.get(name="Abe").reader.account is None
    assert mori.reader.account == teacher
    assert teacher_client.get(f"/room/{classroom.slug}/").context["room"].membership.name == "Abe"
