import pytest
from django.db import connection, connections

from quiz.web.database import check_durability


def ids():
    return [message.id for message in check_durability(["default"])]


def test_this_database_is_safe_to_serve_from(db):
    assert set(ids()) <= {"yomitoki.W002"}


@pytest.mark.django_db(transaction=True)
def test_a_database_that_cannot_be_opened_is_an_error_in_words(gone):
    gone()

    (told,) = check_durability(["default"])

    assert told.id == "yomitoki.E005"
    assert told.msg.startswith("The database cannot be opened: ")
    assert "\n" not in told.msg


# Each database has its own test; the other one has nothing to run here.
if connection.vendor == "sqlite":

    @pytest.mark.django_db(transaction=True)
    def test_sqlite_that_could_lose_an_answer_is_an_error(monkeypatch):
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=NORMAL")
        try:
            assert ids() == ["yomitoki.E002"]
        finally:
            connection.close()
        connection.ensure_connection()
        monkeypatch.setattr(connections["default"], "transaction_mode", "DEFERRED")
        assert ids() == ["yomitoki.E003"]
        monkeypatch.undo()
        monkeypatch.setattr(connection.Database, "sqlite_version_info", (3, 40, 1))
        assert ids() == ["yomitoki.W001"]

else:

    @pytest.mark.django_db(transaction=True)
    def test_postgresql_that_could_lose_an_answer_is_an_error():
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")
        try:
            assert "yomitoki.E004" in ids()
        finally:
            connection.close()

    def test_postgresql_whose_tables_nobody_looks_after_is_told_of(db):
        with connection.cursor() as cursor:
            cursor.execute("SHOW autovacuum")
            (state,) = cursor.fetchone()
        assert ("yomitoki.W002" in ids()) == (state == "off")
