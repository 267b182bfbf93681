import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from quiz.classroom.services.classes import archive, open_classroom
from quiz.home.models import Upkeep
from quiz.outlook.models import Post, State
from quiz.outlook.services.leading import set_up
from quiz.people.models import User


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


def test_what_runs_and_what_closes_soon_is_said_first(
    member, classroom, assign_quiz, finish, begun, teacher_client
):
    now = timezone.now()
    given = assign_quiz(closes_at=now + timedelta(minutes=30))
    finish(given, 2)
    begun(given)
    assign_quiz("chips", opens_at=now + timedelta(days=2))

    page = teacher_client.get("/desk/")

    found, words = page.context["desk"].needs, page.content.decode()
    (row,) = found.running
    assert (row.finished, row.under_way, row.not_begun, row.readers) == (2, 1, 0, 3)
    assert "1 reader has not finished." in words
    assert f"/insight/progress/{given.slug}/" in words
    assert [each.is_opening for each in found.coming] == [False, True]
    (card,) = found.cards
    assert (card.readers, card.before) == (3, 1)


@pytest.mark.parametrize(("minutes", "stuck"), [(1, 0), (10, 1), (90, 0)])
def test_who_saved_nothing_for_a_while_may_be_stuck(
    member, assign_quiz, begun, teacher_client, minutes, stuck
):
    given = assign_quiz(opens_at=timezone.now() - timedelta(hours=2))
    begun(given, timezone.now() - timedelta(minutes=minutes))

    page = teacher_client.get("/desk/")

    assert [row.stuck for row in page.context["desk"].needs.running] == [stuck]
    assert (f"/insight/progress/{given.slug}/?only=stuck" in page.content.decode()) == bool(stuck)


def test_posts_that_wait_lead_to_where_they_are_looked_at(member, classroom, pack, teacher_client):
    now = timezone.now()
    survey = set_up(classroom=classroom, source=pack, values={"opens_at": now, "closes_at": None}, now=now)
    prediction = pack.claims.get(code="P1").prediction
    for state in (State.SHOWN, State.HELD, State.HELD):
        Post.objects.create(
            survey=survey, prediction=prediction, membership=member, text="A post.", at=now, state=state,
            note="" if state == State.SHOWN else "It waits.", changed_at=now, written_at=now,
        )  # fmt: skip

    page = teacher_client.get("/desk/")

    assert [row.posts for row in page.context["desk"].needs.waiting] == [2]
    assert f"/outlook/{survey.slug}/moderation/" in page.content.decode()


def test_nothing_of_a_class_that_one_does_not_teach_is_counted(
    classroom, assign_quiz, finish, instructor_client
):
    finish(assign_quiz(), 2)

    page = instructor_client.get("/desk/")

    assert page.context["desk"].needs.count == 0
    assert not page.context["desk"].taken
    assert "Nothing needs you now" in page.content.decode()


@pytest.mark.parametrize(("classes", "quizzes"), [(1, 1), (4, 3)])
def test_costs_an_instructor_the_same_however_many_classes(
    teacher, teacher_client, classroom, assign_quiz, pack, django_assert_num_queries, classes, quizzes
):
    now = timezone.now()
    for number in range(classes - 1):
        values = {"name": f"C{number}", "language": "en", "time_zone": "Asia/Tokyo", "retention_days": 400}
        open_classroom(user=teacher, values=values, now=now)
    for _number in range(quizzes):
        assign_quiz()
    set_up(classroom=classroom, source=pack, values={"opens_at": now, "closes_at": None}, now=now)

    with django_assert_num_queries(12):
        teacher_client.get("/desk/")


@pytest.fixture
def staff_client(teacher, teacher_client):
    type(teacher).objects.filter(pk=teacher.pk).update(is_staff=True)
    return teacher_client


NEVER = "has never come to its end here"


def test_staff_are_told_that_nobody_keeps_house_and_others_are_not(
    teacher_client, client_of, reader, staff_client
):
    assert NEVER in staff_client.get("/desk/").content.decode()
    in_japanese = staff_client.get("/desk/", headers={"accept-language": "ja"}).content.decode()
    assert "まだ一度も完了していません" in in_japanese
    User.objects.update(is_staff=False)

    for browser in (teacher_client, client_of(reader), client_of()):
        words = browser.get("/desk/").content.decode()
        assert "keep_house" not in words
        assert "keep_house" not in browser.get("/desk/", headers={"accept-language": "ja"}).content.decode()


def test_staff_are_told_of_nothing_where_all_went_well_within_a_day(staff_client):
    call_command("keep_house", stdout=StringIO())

    assert "keep_house" not in staff_client.get("/desk/").content.decode()


def test_staff_are_told_when_it_last_went_and_how_much_was_left(staff_client):
    now = timezone.now()
    Upkeep.objects.create(
        task="keep_house", began_at=now, ended_at=now - timedelta(days=1, minutes=1), failed=2
    )

    words = staff_client.get("/desk/").content.decode()

    last = timezone.localtime(now - timedelta(days=1, minutes=1))
    assert f"has not come to its end since {last:%Y-%m-%d %H:%M}" in words
    assert "2 things could not be done" in words
    # One that goes well again ends it.
    call_command("keep_house", stdout=StringIO())
    assert "keep_house" not in staff_client.get("/desk/").content.decode()


@pytest.mark.parametrize(("is_staff", "queries"), [(False, 6), (True, 9)])
def test_what_the_site_owns_costs_only_staff_a_look(
    staff_client, classroom, django_assert_num_queries, is_staff, queries
):
    User.objects.update(is_staff=is_staff)

    with django_assert_num_queries(queries):
        staff_client.get("/desk/")
