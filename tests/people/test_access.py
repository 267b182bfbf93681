"""A browser that holds several readers, or none that is known."""

from uuid import uuid4

import pytest
from django.test import RequestFactory
from django.utils import timezone

from quiz.classroom.services.classes import open_classroom
from quiz.classroom.services.members import join
from quiz.people.cookie import COOKIE, MOST, kept_by
from quiz.people.models import Reader
from quiz.taking.models import Answer, Attempt
from quiz.web.again import LARGEST


@pytest.fixture
def third(db, now):
    return Reader.objects.create(pk=uuid4(), since=now)


@pytest.fixture
def other_class(teacher, stranger):
    """Another class, with `stranger` in it."""
    values = {"name": "Class 4A", "language": "en", "time_zone": "Asia/Tokyo", "retention_days": 400}
    made = open_classroom(user=teacher, values=values, now=timezone.now())
    join(classroom=made, reader=stranger, name="Abe", now=timezone.now())
    return made


def kept(client):
    request = RequestFactory().get("/")
    request.COOKIES = {COOKIE: client.cookies[COOKIE].value}
    return kept_by(request)


def test_each_page_finds_the_reader_it_is_for(
    member, other_class, assign_quiz, begun, client_of, reader, stranger, third
):
    attempt = begun(assign_quiz())
    browser = client_of(third, stranger, reader)

    rooms = [browser.get(f"/room/{room.slug}/") for room in (member.classroom, other_class)]
    saved = browser.post(f"/taking/{attempt.code}/answer/1/", {"q1-response": "1", "q1-confidence": "3"})

    assert [page.context["room"].membership.shown_name for page in rooms] == ["Sato", "Abe"]
    assert saved.status_code == 302
    assert Answer.objects.exclude(saved_at=None).get().reader == reader
    assert browser.get(f"/taking/{attempt.code}/question/99/").status_code == 404


def test_a_page_costs_three_queries_more_for_each_reader_that_it_is_not_for(
    member, client_of, reader, stranger, third, django_assert_max_num_queries
):
    def queries_of(browser):
        with django_assert_max_num_queries(20) as asked:
            assert browser.get(f"/room/{member.classroom.slug}/").status_code == 200
        return len(asked)

    assert queries_of(client_of(third, stranger, reader)) == queries_of(client_of(reader)) + 6


def test_whoever_begins_an_assignment_is_in_force(member, assign_quiz, client_of, reader, stranger, third):
    browser = client_of(third, stranger, reader)

    browser.post(f"/taking/begin/{assign_quiz().slug}/")

    assert kept(browser) == (reader.pk, third.pk, stranger.pk)


def test_a_quiz_that_one_of_them_began_goes_on(attempt_at, client_of, reader, stranger):
    attempt = attempt_at("chips")
    browser = client_of(stranger, reader)

    assert browser.get("/taking/start/chips/").context["open"] == attempt
    assert browser.post("/taking/start/chips/").url == f"/taking/{attempt.code}/question/1/"
    assert Attempt.objects.get().reader == reader


def test_the_reader_of_the_account_is_one_of_them(member, client_of, reader, stranger, instructor_client):
    reader.account_id = int(instructor_client.session["_auth_user_id"])
    reader.save()
    instructor_client.cookies[COOKIE] = client_of(stranger).cookies[COOKIE].value

    assert instructor_client.get(f"/room/{member.classroom.slug}/").status_code == 200


def test_readers_that_were_deleted_drop_out(member, assign_quiz, client_of, reader, stranger, third):
    browser = client_of(third, stranger, reader)
    third.delete()

    browser.post(f"/taking/begin/{assign_quiz().slug}/")

    assert kept(browser) == (reader.pk, stranger.pk)


def test_a_cookie_holds_so_many_and_each_once():
    many = [Reader(pk=uuid4()) for _number in range(MOST + 3)]
    request = RequestFactory().get("/")

    def read(value):
        request.get_signed_cookie = lambda *_args, **_names: value
        return kept_by(request)

    assert read(".".join(str(each.pk) for each in many)) == tuple(each.pk for each in many[:MOST])
    assert read(f"x.{many[0].pk}.{many[0].pk}..") == (many[0].pk,)


@pytest.mark.parametrize("cookie", [None, "junk", "00000000-0000-0000-0000-000000000000:1:forged"])
def test_who_is_nobody_yet_is_asked_for_a_code_whatever_is_there(member, client, cookie):
    if cookie:
        client.cookies[COOKIE] = cookie
    there = client.get(f"/room/{member.classroom.slug}/?a=b")
    nowhere = client.get("/room/none/?a=b")

    assert there.url == f"/classroom/come_back/?next=%2Froom%2F{member.classroom.slug}%2F%3Fa%3Db"
    assert nowhere.url == "/classroom/come_back/?next=%2Froom%2Fnone%2F%3Fa%3Db"
    assert (there.status_code, sorted(there.headers)) == (nowhere.status_code, sorted(nowhere.headers))


def test_an_outlook_of_a_class_asks_too_and_an_open_one_does_not(client, pack):
    assert client.get("/outlook/none/").url == "/classroom/come_back/?next=%2Foutlook%2Fnone%2F"
    assert client.get("/outlook/h20/").status_code == 200


def test_a_form_is_kept_where_it_was_sent_to_and_one_too_large_leads_back_to_its_page(client, db):
    page = "http://testserver/taking/none/question/1/"

    def url(fields, came_from=page):
        return client.post("/taking/none/answer/1/", fields, headers={"referer": came_from}).url

    assert url({"q1-response": "72"}).endswith("?next=%2Ftaking%2Fnone%2Fanswer%2F1%2F")
    assert url({"q1-response": "7" * LARGEST}).endswith("?next=%2Ftaking%2Fnone%2Fquestion%2F1%2F")
    assert url({}, "https://elsewhere.example/").endswith("?next=%2Ftaking%2Fnone%2Fanswer%2F1%2F")


def test_an_answer_sent_by_script_is_refused_as_from_nobody_so_that_it_is_kept(client, db):
    page = client.post("/taking/none/answer/1/", headers={"accept": "application/json"})

    assert page.status_code == 401
    assert page.json()["error"]


def test_who_is_somebody_is_not_told_what_there_is(member, client_of, stranger, instructor_client):
    for browser in (client_of(stranger), instructor_client):
        assert browser.get(f"/room/{member.classroom.slug}/").status_code == 404
        assert browser.get("/room/none/").status_code == 404
