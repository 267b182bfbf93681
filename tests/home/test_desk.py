import re
from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.classroom.services.classes import archive
from quiz.outlook.services.leading import set_up


@pytest.mark.parametrize("slugs", [["chips"], ["chips", "policy"]])
def test_lists_what_is_open_and_finished_in_two_queries(
    attempt_at, client_of, reader, slugs, django_assert_num_queries
):
    for slug in slugs:
        attempt_at(slug)

    with django_assert_num_queries(2):
        words = client_of(reader).get("/desk/").content.decode()

    assert words.count("/taking/start/") == len(slugs)
    assert "Answer sheet" not in words


def test_an_instructor_finds_what_they_may_see_and_how_to_see_more(attempt_at, assign_quiz, teacher_client):
    attempt_at("chips")
    assign_quiz("policy", opens_at=None)

    words = teacher_client.get("/desk/").content.decode()

    assert re.findall(r"/classroom/answers/(\w+)/|/insight/quiz/(\w+)/", words) == [
        ("policy", ""), ("", "policy")
    ]  # fmt: skip
    assert "/classroom/lesson/" not in words
    assert "keep it as a draft" in words


def test_an_empty_desk_says_so(db, client):
    assert "途中のクイズはありません" in client.get("/desk/").content.decode()


@pytest.mark.usefixtures("member")
def test_class_work_is_on_the_desk_and_nobody_is_sent_to_the_front_page(
    client_of, reader, classroom, assign_quiz, pack
):
    now = timezone.now()
    given = assign_quiz()
    assign_quiz("chips", opens_at=None)
    assign_quiz("figures", closes_at=now)
    survey = set_up(classroom=classroom, source=pack, values={"opens_at": now, "closes_at": None}, now=now)

    page = client_of(reader).get("/desk/").content.decode()

    assert f"/taking/begin/{given.slug}/" in page
    assert f"/outlook/{survey.slug}/" in page
    assert page.count("state-open") == 2
    assert "Chips" not in page
    assert "Choose a quiz on the front page." not in page
    assert "No quiz outside classes is begun." in page

    archive(classroom=classroom, is_archived=True, now=now)
    assert "state-open" not in client_of(reader).get("/desk/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_however_much_class_work(
    client_of, reader, member, assign_quiz, begun, django_assert_num_queries, rows
):
    for _number in range(rows):
        begun(assign_quiz(closes_at=timezone.now() + timedelta(hours=1)))

    with django_assert_num_queries(6):
        client_of(reader).get("/desk/")


def test_lists_the_classes_and_attempts_of_all_readers_of_the_browser(
    member, attempt_at, client_of, reader, stranger
):
    attempt_at("chips")

    words = client_of(stranger, reader).get("/desk/").content.decode()

    assert "Class 3B" in words
    assert "<bdi>Sato</bdi>" in words
    assert "/taking/start/chips/" in words


def test_the_header_leads_to_classes_for_who_may_teach_and_else_to_joining(
    pack, teacher_client, client_of, reader
):
    taught, read = (browser.get("/desk/").content.decode() for browser in (teacher_client, client_of(reader)))

    assert ">Classes</a>" in taught.partition("</header>")[0]
    assert ">Join a class</a>" in taught
    assert ">Classes</a>" not in read
    assert ">Join</a>" in read.partition("</header>")[0]
