"""Who waits for the one writer: each goes as soon as the one before is done, and is told where none ends."""

import sqlite3
import threading

import pytest
from django.db import OperationalError, connection, connections, transaction

from quiz.people.models import Reader

pytestmark = [pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def writer():
    """Somebody else who writes to the same file and is not done yet."""
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


def test_whoever_waits_writes_when_the_other_is_done(writer, now):
    ends = threading.Timer(0.2, writer.execute, ["COMMIT"])
    ends.start()

    with transaction.atomic():
        Reader.objects.create(since=now)
    ends.join()

    assert Reader.objects.count() == 1


def test_a_writer_that_does_not_end_is_told_and_what_follows_goes_on(writer, now, monkeypatch):
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.1)

    with pytest.raises(OperationalError, match="locked"), transaction.atomic():
        Reader.objects.create(since=now)
    writer.execute("COMMIT")
    with transaction.atomic():
        Reader.objects.create(since=now)

    assert Reader.objects.count() == 1


def test_a_file_that_takes_nothing_is_told_at_once(now, monkeypatch):
    connection.ensure_connection()
    monkeypatch.setattr(connections["default"], "transaction_mode", "NONSENSE")

    with pytest.raises(OperationalError, match="syntax"), transaction.atomic():
        Reader.objects.create(since=now)


def test_many_writers_at_once_all_write(all_at_once, now):
    def write(_number):
        for _time in range(5):
            with transaction.atomic():
                assert Reader.objects.count() >= 0
                Reader.objects.create(since=now)

    all_at_once(write, 8)

    assert Reader.objects.count() == 40


def test_a_query_is_put_into_sqlites_style_as_django_does_it(db):
    with connection.cursor() as cursor:
        for _twice in range(2):
            cursor.execute("SELECT %s, '100%%', %s", ["a", 1])
            assert cursor.fetchone() == ("a", "100%", 1)
            cursor.execute("SELECT %(one)s", {"one": 1})
            assert cursor.fetchone() == (1,)
        assert cursor.execute("SELECT '%s'").fetchone() == ("%s",)
