"""A large file is read a slice at a time, and nothing of it twice."""

from dataclasses import replace

import pytest
from django.db import connection
from django.utils import timezone

from quiz.exchange.formats import known
from quiz.exchange.formats.rules import Rule
from quiz.exchange.models import Found, Intake
from quiz.exchange.services.reading import read_on
from quiz.exchange.services.taking import Sent, open_intake
from tests.intakes import LINES

MANY = "\n".join(f"Question {number}? | {number} | no" for number in range(1, 8))


@pytest.fixture
def begun(lines, teacher):
    """A file of seven questions, of which nothing is read."""
    return open_intake(user=teacher, sent=Sent("fruit.txt", MANY.encode()), now=timezone.now())


@pytest.fixture
def slowly(monkeypatch):
    """Each slice is one question long."""
    monkeypatch.setattr("quiz.exchange.services.reading.monotonic", iter(range(10**6)).__next__)


def numbers(intake):
    return list(intake.found.values_list("number", flat=True))


def test_it_goes_on_from_where_it_stopped_and_keeps_the_file_until_its_end(
    begun, slowly, teacher_client, teacher
):
    url = f"/exchange/{begun.code}/"
    teacher_client.post(f"{url}read/")
    half = Intake.objects.get()
    page = teacher_client.get(url).content.decode()

    assert (half.count_read, half.read_at, numbers(half)) == (1, None, [1])
    assert bytes(half.data) == MANY.encode()
    assert "1 of 7 read" in page
    assert "quiz/reading.js" in page

    for _each in range(9):
        assert teacher_client.post(f"{url}read/").url == url

    done = Intake.objects.get()
    assert (done.count_read, done.data, numbers(done)) == (7, None, [1, 2, 3, 4, 5, 6, 7])
    assert "Question 7" in teacher_client.get(url).content.decode()


def test_a_file_is_parted_outside_of_any_transaction(lines, teacher, monkeypatch):
    held = []

    def split(data):
        held.append(len(connection.savepoint_ids))
        return LINES.split(data)

    monkeypatch.setattr(known, "ALL", (replace(LINES, split=split),))
    before = len(connection.savepoint_ids)

    open_intake(user=teacher, sent=Sent("fruit.txt", MANY.encode()), now=timezone.now())

    assert held == [before]


def reading(monkeypatch, read):
    monkeypatch.setitem(known.BY_NAME, "lines", replace(LINES, read=read))


def test_of_two_presses_at_once_nothing_is_read_twice(begun, slowly, monkeypatch):
    pressed = []

    def read_while_another_presses(raw):
        if not pressed:
            pressed.append(raw)
            read_on(intake=begun, now=timezone.now(), within=3)
        return LINES.read(raw)

    reading(monkeypatch, read_while_another_presses)

    read_on(intake=begun, now=timezone.now(), within=6)

    assert numbers(begun) == [1, 2, 3]
    assert Intake.objects.get().count_read == 3


def test_a_format_that_fails_at_one_question_stops_nothing(begun, monkeypatch, caplog):
    def broken(raw):
        if "3?" in raw.body:
            raise ZeroDivisionError
        return LINES.read(raw)

    reading(monkeypatch, broken)

    done = read_on(intake=begun, now=timezone.now())

    assert done.read_at
    assert list(done.found.filter(level="not_read").values_list("line", flat=True)) == [3]
    assert "A question was not read" in caplog.text


def test_a_text_that_is_far_too_long_is_not_read(imported):
    made = imported(f"One? | {'x' * 20_001} | 2\nTwo? | 2 | 1")

    assert [row.notes[0]["rule"] for row in made.found.exclude(level="")] == [Rule.TOO_LONG]


def test_what_is_the_same_as_before_in_its_file_is_named_and_not_ticked(imported):
    made = imported("Where? | Ehime | Oslo\nWho? | I | you\n**ｗhere**?|Oslo|Ehime\nWHERE ? | Ehime | *Oslo*")

    assert [(row.number, row.twin, row.is_ticked) for row in made.found.all()] == [
        (1, None, True), (2, None, True), (3, None, True), (4, 1, False),
    ]  # fmt: skip


def test_a_format_that_is_gone_is_told_where_files_are_uploaded(begun, teacher_client, monkeypatch):
    monkeypatch.delitem(known.BY_NAME, "lines")

    done = teacher_client.post(f"/exchange/{begun.code}/read/")

    assert done.url == "/exchange/"
    assert "none of the formats" in teacher_client.get(done.url).content.decode()


def test_what_was_discarded_while_it_was_read_stays_gone(begun, monkeypatch, teacher_client):
    def read_while_it_is_discarded(raw):
        Intake.objects.all().delete()
        return LINES.read(raw)

    reading(monkeypatch, read_while_it_is_discarded)

    teacher_client.post(f"/exchange/{begun.code}/read/")

    assert not Intake.objects.exists()
    assert not Found.objects.exists()
    assert read_on(intake=begun, now=timezone.now()) == begun


def test_nobody_else_reads_on(begun, stranger_client, client_of):
    url = f"/exchange/{begun.code}/read/"

    assert stranger_client.post(url).status_code == 404
    assert client_of().post(url).status_code == 302
    assert not Found.objects.exists()


@pytest.mark.parametrize("many", [3, 200])
def test_many_are_kept_many_at_a_time(lines, teacher, many, django_assert_max_num_queries):
    text = "\n".join(f"Question {number}? | {number} | no" for number in range(many))
    begun = open_intake(user=teacher, sent=Sent("fruit.txt", text.encode()), now=timezone.now())

    # SQLite takes so few values in one statement that a batch has some eighty rows.
    with django_assert_max_num_queries(10 + many // 60):
        read_on(intake=begun, now=timezone.now(), within=60)
