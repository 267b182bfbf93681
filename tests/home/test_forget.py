import csv
import io
import json
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.utils import timezone

from quiz.classroom.models import Membership
from quiz.classroom.services.members import extend, join, remove
from quiz.home.services.leaving import forget_readers
from quiz.outlook.models import Post
from quiz.outlook.models.ballots import Ballot
from quiz.outlook.services.leading import set_up
from quiz.outlook.services.talking import Author, Words, write_post
from quiz.outlook.services.voting import Given, Voter, cast_ballot
from quiz.people.cookie import COOKIE
from quiz.people.models import Reader
from quiz.taking.models import Answer, Attempt, Erased, Save
from quiz.taking.services.attempts import NoAttemptLeft, submit_attempt

DAY = datetime(2026, 11, 25, 3, tzinfo=UTC)
WORDS = "2 attempts, erased by the reader on 2026-11-25"


@pytest.fixture
def taken(member, assign_quiz, begun, reader):
    """An assignment with three attempts allowed, two of which the reader made."""
    given = assign_quiz(attempts_allowed=3)
    for _time in range(2):
        submit_attempt(reader_id=reader.pk, code=begun(given).code, now=timezone.now())
    return given


@pytest.fixture
def erased(taken, reader):
    forget_readers(reader_ids=[reader.pk], now=DAY)
    return taken


def test_forgetting_deletes_everything_of_this_reader_only(press, attempt_at, client_of, reader, stranger):
    attempt = attempt_at("chips")
    browser = client_of(reader)
    browser.post(f"/taking/{attempt.code}/answer/1/", {"q1-response": "1"})

    press(browser, "/forget/")

    assert list(Reader.objects.all()) == [stranger]
    assert not Attempt.objects.exists()
    assert not Answer.objects.exists()
    assert not Save.objects.exists()
    assert browser.cookies[COOKIE].value == ""


def test_nobody_else_can_ask_for_it(db, client_of):
    assert client_of(None).post("/forget/").status_code == 302


def test_who_began_nothing_in_a_class_vanishes_from_it(press, member, client_of, reader):
    press(client_of(reader), "/forget/")

    assert not Membership.objects.exists()
    assert not Reader.objects.exists()


def test_of_attempts_at_assignments_stays_how_many_and_when_and_nothing_else(
    press, taken, classroom, pack, member, client_of, reader
):
    now = timezone.now()
    extend(assignment=taken, membership=member, minutes=5, closes_at=None)
    survey = set_up(classroom=classroom, source=pack, values={"opens_at": now, "closes_at": None}, now=now)
    prediction = pack.claims.get(code="P1").prediction
    cast_ballot(
        survey=survey,
        voter=Voter(reader, member),
        prediction=prediction,
        given=Given(50, 0, "Secret."),
        now=now,
    )
    words = Words("A post.", "asks")
    write_post(survey=survey, prediction=prediction, author=Author(member), words=words, now=now)
    browser = client_of(reader)

    asked = browser.post("/forget/")
    press(browser, "/forget/")

    assert "how many they were (2)" in asked.content.decode()
    row, shell = Erased.objects.get(), Membership.objects.get()
    assert (row.assignment, row.membership, row.count) == (taken, shell, 2)
    assert (shell.name, shell.key, shell.reader_id) == ("", "", reader.pk)
    assert not any(model.objects.exists() for model in (Attempt, Answer, Save, Ballot, Post))
    assert not shell.extensions.exists()
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names()
        held = {table: _rows(cursor, table) for table in tables}
    assert [table for table, text in held.items() if "Sato" in text or "Secret." in text] == []


def _rows(cursor, table):
    cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  the names are the database's own
    return str(cursor.fetchall())


def test_erasing_and_starting_again_in_the_same_browser_gives_no_attempt_more(
    erased, client_of, reader, classroom
):
    browser = client_of(reader)
    for _time in range(2):
        browser.post("/classroom/join/", {"code": classroom.join_code, "name": "Sato"})
        browser.post(f"/taking/begin/{erased.slug}/")
        for attempt in Attempt.objects.filter(submitted_at=None):
            browser.post(f"/taking/{attempt.code}/submit/")

    page = browser.get(f"/taking/begin/{erased.slug}/").content.decode()

    assert Attempt.objects.get().number == 3
    assert "You erased 2 attempts on 2026-11-25; they count." in page
    assert "You have made all the attempts that are allowed." in page


def test_erasing_twice_adds_up(erased, begun, reader):
    submit_attempt(reader_id=reader.pk, code=begun(erased).code, now=timezone.now())
    forget_readers(reader_ids=[reader.pk], now=DAY)

    assert Erased.objects.get().count == 3
    with pytest.raises(NoAttemptLeft):
        begun(erased)


def test_the_return_code_leads_back_to_the_count(classroom, assign_quiz, begun, reader, client_of):
    code = join(classroom=classroom, reader=reader, name="Sato", now=timezone.now()).return_code
    given = assign_quiz(attempts_allowed=1)
    begun(given)
    forget_readers(reader_ids=[reader.pk], now=DAY)
    elsewhere = client_of(None)

    elsewhere.post("/classroom/come_back/", {"code": code})

    page = elsewhere.get(f"/taking/begin/{given.slug}/").content.decode()
    assert "You erased 1 attempt on 2026-11-25; it counts." in page


def test_the_class_page_says_what_was_erased_and_joining_again_gives_a_name(
    erased, client_of, reader, classroom
):
    browser = client_of(reader)
    words = browser.get(f"/room/{classroom.slug}/").content.decode()
    assert "You erased your records in this class on 2026-11-25." in words
    assert "join again by the code" in words
    assert "1 attempt is left." in words

    browser.post("/classroom/join/", {"code": classroom.join_code, "name": "Ito"})

    words = browser.get(f"/room/{classroom.slug}/").content.decode()
    assert "Ito" in words
    assert "join again by the code" not in words


def test_another_pupil_at_that_browser_is_somebody_of_their_own(erased, client_of, reader, classroom):
    browser = client_of(reader)
    asked = browser.get(f"/classroom/join/{classroom.join_code}/").content.decode()

    browser.post("/classroom/join/", {"code": classroom.join_code, "name": "Ito", "stranger": "1"})

    assert 'name="stranger"' in asked
    shell, other = Membership.objects.order_by("joined_at")
    assert (shell.reader_id, shell.name, other.name) == (reader.pk, "", "Ito")
    assert str(reader.pk) not in browser.cookies[COOKIE].value
    assert WORDS not in browser.get(f"/room/{classroom.slug}/").content.decode()


def test_whoever_was_taken_out_of_a_class_stays_out(member, classroom, client_of, reader, press):
    remove(membership=member, keeps_answers=True, now=DAY)
    browser = client_of(reader)

    press(browser, "/forget/")
    page = browser.post("/classroom/join/", {"code": classroom.join_code, "name": "Sato"})

    assert "took you out of this class" in page.content.decode()
    assert Membership.objects.get().name == ""


def test_those_who_teach_see_how_many_attempts_were_erased_and_when(erased, teacher_client, classroom):
    shell = Membership.objects.get()
    for url in (
        f"/taking/results/{erased.slug}/",
        f"/insight/progress/{erased.slug}/",
        f"/taking/member/{shell.pk}/",
    ):
        words = teacher_client.get(url).content.decode()
        assert WORDS in words, url
        assert "Erased reader" in words, url
    people = teacher_client.get(f"/taking/people/{classroom.slug}/").content.decode()
    assert "erased on 2026-11-25" in people
    assert "+ 2 erased" in people


def test_the_file_of_results_says_it_in_numbers(erased, teacher_client):
    page = teacher_client.get(f"/insight/download/{erased.slug}/results/")
    text = b"".join(page.streaming_content).decode()[1:]

    (row,) = csv.DictReader(io.StringIO(text))

    assert (row["Name"], row["Mark"], row["Erased"]) == ("Erased reader", "", "2")
    assert row["State"] == "erased by the reader"
    assert row["Erased at"] == "2026-11-25T12:00:00+09:00"


def test_statistics_leave_them_out(erased, teacher_client):
    words = teacher_client.get(f"/insight/scores/{erased.slug}/").content.decode()

    assert "Erased reader" not in words


def test_two_who_erased_are_told_apart_and_merging_adds_their_counts(
    taken, classroom, stranger, reader, client_of, press, teacher_client
):
    join(classroom=classroom, reader=stranger, name="Abe", now=timezone.now())
    client_of(stranger).post(f"/taking/begin/{taken.slug}/")
    forget_readers(reader_ids=[reader.pk, stranger.pk], now=DAY)
    one, two = Membership.objects.order_by("number")
    assert [one.shown_name, two.shown_name] == ["Erased reader", "Erased reader (2)"]

    press(teacher_client, f"/merge/{two.pk}/", {"into": one.pk})

    assert Erased.objects.get().count == 3


def test_the_download_tells_what_is_kept(erased, client_of, reader):
    told = json.loads(client_of(reader).get("/download/").content)

    assert [(row["attempts"], row["at"]) for row in told["erased"]] == [(2, "2026-11-25T03:00:00Z")]
    assert told["attempts"] == []


def test_where_a_browser_holds_several_one_chooses_who_goes(
    member, attempt_at, client_of, reader, stranger, classroom
):
    join(classroom=classroom, reader=stranger, name="Abe", now=timezone.now())
    browser = client_of(stranger, reader)

    asked = browser.post("/forget/").content.decode()
    nobody = browser.post("/forget/", {"sure": "1"}).content.decode()
    other = Reader.objects.create(since=timezone.now())
    browser.post("/forget/", {"sure": "1", "reader": [str(other.pk), "x"]})

    for words in (asked, nobody):
        assert "\u2068Sato\u2069" in words
        assert "\u2068Abe\u2069" in words
    assert set(Reader.objects.all()) == {reader, stranger, other}

    browser.post("/forget/", {"sure": "1", "reader": str(reader.pk)})

    assert set(Reader.objects.all()) == {stranger, other}
    assert browser.get("/download/").json()["others"] == []
    assert browser.get(f"/room/{classroom.slug}/").context["room"].membership.name == "Abe"
