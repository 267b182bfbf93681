import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from quiz.web import probes

READY = {"ready": True, "database": "ready", "migrations": "ready", "cache": "ready"}


def environ(path="/healthz", method="GET"):
    return {"PATH_INFO": path, "REQUEST_METHOD": method}


def test_whether_it_lives_is_answered_without_touching_anything(client):
    """Without the database: a query would fail this test."""
    page = client.get("/healthz")

    assert (page.status_code, page.json()) == (200, {"live": True})
    assert not page.cookies


def test_the_gate_answers_that_at_once_and_nothing_else():
    assert probes.live(environ())[0] == 200
    assert probes.live(environ())[2] == b'{"live": true}'
    assert probes.live(environ(method="HEAD"))[2] == b""
    assert probes.live(environ(method="POST")) is None
    assert probes.live(environ("/")) is None


def test_is_ready_with_database_migrations_and_cache(db, client):
    page = client.get("/readyz")

    assert (page.status_code, page.json()) == (200, READY)


def test_a_probe_needs_no_host_name_and_no_tls(db, client, settings):
    settings.SECURE_SSL_REDIRECT = True

    for path in ("/healthz", "/readyz"):
        assert client.get(path, headers={"host": "10.1.2.3:8000"}).status_code == 200


def test_what_is_not_ready_is_named(db, client, monkeypatch):
    MigrationRecorder.Migration.objects.filter(app="outlook").order_by("-pk")[0].delete()
    monkeypatch.setattr(cache, "get", lambda _key: None)

    page = client.get("/readyz")

    assert page.status_code == 503
    assert page.json() == READY | {
        "ready": False, "migrations": "1 to be applied", "cache": "cannot be reached"
    }  # fmt: skip


def test_a_database_that_is_gone_or_empty_is_told_and_no_fault(db, client, monkeypatch):
    def gone():
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", gone)
    told = client.get("/readyz")
    assert (told.status_code, told.json()["database"]) == (503, "cannot be reached")
    monkeypatch.undo()

    monkeypatch.setattr(connection.introspection, "table_names", lambda _cursor: [])
    assert client.get("/readyz").json()["migrations"].endswith("to be applied")


def test_the_release_before_goes_on_beside_a_newer_database(db, client):
    MigrationRecorder(connection).record_applied("outlook", "9999_of_tomorrow")

    assert client.get("/readyz").status_code == 200


def test_the_files_are_the_migrations_that_django_knows():
    """Without the database: names only, none of these modules is imported for it."""
    assert probes.migrations_here() == set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_nobody_writes_there(db, client, path):
    assert client.post(path).status_code == 404
