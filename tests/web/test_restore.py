"""Backups put back, by the commands in processes of their own: on SQLite and on PostgreSQL."""

import gzip
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

POSTGRES = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
DUMP = Path(__file__).parent.parent / "upgrade" / "v0_1.sql.gz"
TABLES = """
CREATE TABLE django_migrations (id serial, app text, name text, applied timestamptz DEFAULT now());
CREATE TABLE answer (id serial PRIMARY KEY, words text);
INSERT INTO answer (words) SELECT 'あ' || n FROM generate_series(1, 1000) n;
"""


def manage(folder, *words, well=True, **values):
    """The command with nothing else set; what it said."""
    told = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    done = subprocess.run(
        [sys.executable, "manage.py", *words], capture_output=True, text=True, check=False,
        env=told | {"VAR_DIR": str(folder)} | values,
    )  # fmt: skip
    assert (done.returncode == 0) is well, done.stdout + done.stderr
    return done.stdout + done.stderr


def rows(folder, table):
    with sqlite3.connect(folder / "yomitoki.sqlite3") as database:
        found = database.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()  # noqa: S608
    database.close()
    return found


def test_on_sqlite_into_nothing_and_over_something_only_by_force(tmp_path):
    old, new, parent = tmp_path / "old", tmp_path / "new", tmp_path / "backups"
    old.mkdir()
    with sqlite3.connect(old / "yomitoki.sqlite3") as database:
        database.executescript(gzip.decompress(DUMP.read_bytes()).decode())
    database.close()
    assert "deleted 0 older ones" in manage(old, "backup", "--to", str(parent))
    (backup,) = parent.iterdir()

    assert "the same rows are there" in manage(new, "restore", str(backup))

    for table in ("taking_answer", "taking_attempt", "outlook_ballot", "people_user"):
        assert rows(new, table) == rows(old, table)
    assert (new / "secret_key").read_text() == (old / "secret_key").read_text()
    assert {path.stat().st_mode & 0o077 for path in (*backup.iterdir(), backup, new / "secret_key")} == {0}

    with sqlite3.connect(new / "yomitoki.sqlite3") as database:
        database.execute("DELETE FROM taking_save")
    database.close()
    assert "--force replaces" in manage(new, "restore", str(backup), well=False)
    assert rows(new, "taking_save") == []
    # By force, and while somebody has it open.
    with sqlite3.connect(new / "yomitoki.sqlite3") as database:
        manage(new, "restore", "--force", str(backup))
        assert database.execute("SELECT count(*) FROM taking_save").fetchone() == (
            len(rows(old, "taking_save")),
        )
    database.close()

    contents = json.loads((backup / "contents.json").read_text())
    contents["migrations"] += ["outlook.9999_of_tomorrow"]
    (backup / "contents.json").write_text(json.dumps(contents))
    assert "by a later release (outlook.9999" in manage(new, "restore", "--force", str(backup), well=False)


@pytest.fixture
def two_databases():
    """The addresses of one with rows and of an empty one."""
    try:
        server = psycopg.connect(POSTGRES, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL on 127.0.0.1: start one there or set TEST_DATABASE_URL")
    names = [f"backup_{os.getpid()}", f"restore_{os.getpid()}"]
    urls = [urlunsplit(urlsplit(POSTGRES)._replace(path=f"/{name}")) for name in names]
    with server:
        for name in names:
            server.execute(f"CREATE DATABASE {name}")
        with psycopg.connect(urls[0]) as there:
            there.execute(TABLES)
        yield urls
        for name in names:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def counted(url):
    with psycopg.connect(url) as there:
        return there.execute("SELECT count(*), min(words) FROM answer").fetchone()


@pytest.mark.server
def test_on_postgresql_into_nothing_and_over_something_only_by_force(two_databases, tmp_path):
    old, new = two_databases
    parent = tmp_path / "backups"
    told = manage(tmp_path, "backup", "--to", str(parent), DATABASE_URL=old)
    assert "1000 rows in 2 tables" in told
    (backup,) = parent.iterdir()

    manage(tmp_path, "restore", str(backup), DATABASE_URL=new)
    assert counted(new) == counted(old) == (1000, "あ1")

    with psycopg.connect(new) as there:
        there.execute("DELETE FROM answer WHERE id > 10; CREATE TABLE of_tomorrow (id int)")
    assert "--force replaces" in manage(tmp_path, "restore", str(backup), well=False, DATABASE_URL=new)
    assert counted(new)[0] == 10
    manage(tmp_path, "restore", "--force", str(backup), DATABASE_URL=new)
    assert counted(new) == counted(old)
    with psycopg.connect(new) as there:
        assert there.execute("SELECT to_regclass('of_tomorrow')").fetchone() == (None,)

    # A backup that ends in the middle, whatever it says of itself, changes nothing.
    whole = (backup / "database").read_bytes()
    (backup / "database").write_bytes(whole[: len(whole) - 2000])
    refused = manage(tmp_path, "restore", "--force", str(backup), well=False, DATABASE_URL=new)
    assert "not the file that was backed up" in refused
    contents = json.loads((backup / "contents.json").read_text())
    contents["sha256"] = hashlib.sha256((backup / "database").read_bytes()).hexdigest()
    (backup / "contents.json").write_text(json.dumps(contents))
    refused = manage(tmp_path, "restore", "--force", str(backup), well=False, DATABASE_URL=new)
    assert "Nothing was changed" in refused
    assert counted(new) == counted(old)
