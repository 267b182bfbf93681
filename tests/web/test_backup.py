"""Backups of a database file that is written to meanwhile; without the tests' own database."""

import json
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from quiz.web.backups import folders, sqlite
from quiz.web.backups.folders import Contents, Unusable, let_go, new_folder, read_contents, write_contents

NIGHT = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
ON_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="it is about SQLite's files")


def opened(path):
    return closing(connection.Database.connect(str(path), timeout=20, check_same_thread=False))


@pytest.fixture
def busy(tmp_path):
    """A database in which a thread writes a row into each of two tables, always both or none."""
    path, is_over, written = tmp_path / "busy.sqlite3", threading.Event(), []
    with opened(path) as there:
        there.executescript(
            "PRAGMA journal_mode=WAL; CREATE TABLE debit (n INTEGER); CREATE TABLE credit (n INTEGER);"
            "CREATE TABLE filling (words TEXT);"
        )
        there.executemany("INSERT INTO filling VALUES (?)", [("x" * 1000,)] * 3000)
        there.commit()

    def write():
        with opened(path) as there:
            while not is_over.is_set():
                there.execute("INSERT INTO debit VALUES (?)", (len(written),))
                there.execute("INSERT INTO credit VALUES (?)", (len(written),))
                there.commit()
                written.append(1)

    thread = threading.Thread(target=write)
    thread.start()
    yield path, written
    is_over.set()
    thread.join()


@ON_SQLITE
def test_a_backup_while_others_write_is_one_moment_and_holds_nobody_up(busy, tmp_path):
    path, written = busy
    meanwhile = 0
    for number in range(50):
        copy, before = tmp_path / f"copy{number}", len(written)
        rows = sqlite.save(str(path), copy)
        meanwhile += len(written) - before

        # What was acknowledged before is in it, both halves of everything, and it is one file.
        assert rows["debit"] == rows["credit"] >= before
        assert rows["filling"] == 3000
        assert list(tmp_path.glob(f"copy{number}-*")) == []
        if meanwhile > 20:
            break

    assert meanwhile > 20


@ON_SQLITE
def test_what_is_damaged_is_no_backup(tmp_path):
    path = tmp_path / "damaged.sqlite3"
    with opened(path) as there:
        there.executescript("CREATE TABLE t (words TEXT); CREATE INDEX i ON t (words);")
        there.executemany("INSERT INTO t VALUES (?)", [(f"{number:0400}",) for number in range(500)])
        there.commit()
    whole = path.read_bytes()
    path.write_bytes(whole[:40_000] + b"\0" * 8192 + whole[48_192:])

    with pytest.raises(Unusable, match=r"damaged|malformed"):
        sqlite.save(str(path), tmp_path / "copy")
    with pytest.raises(Unusable):
        sqlite.save(str(tmp_path / "none"), tmp_path / "copy")


def made(parent, at):
    with new_folder(parent, at) as (folder, final):
        (folder / folders.DATABASE).write_bytes(b"rows")
        told = Contents("then", "sqlite", folders.digest_of(folder / folders.DATABASE), "folder", {}, ())
        write_contents(folder, told)
    return final


def test_the_newest_stay_and_nothing_else_is_touched(tmp_path):
    nights = [made(tmp_path, NIGHT + timedelta(days=day)) for day in range(4)]
    mine, torn = tmp_path / "20260101T000000Z", tmp_path / f"20261125T030000Z{folders.UNFINISHED}"
    mine.mkdir()
    torn.mkdir()

    assert let_go(tmp_path, 2) == 2
    assert sorted(tmp_path.iterdir()) == [mine, *nights[2:]]


def test_what_fails_half_way_leaves_nothing(tmp_path, monkeypatch):
    def full(_path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folders, "_sync", full)
    with pytest.raises(OSError, match="No space"):
        made(tmp_path, NIGHT)
    monkeypatch.undo()

    assert list(tmp_path.iterdir()) == []
    made(tmp_path, NIGHT)
    with pytest.raises(Unusable, match="there already"):
        made(tmp_path, NIGHT)


def test_what_is_no_backup_or_was_changed_is_refused(tmp_path):
    folder = made(tmp_path, NIGHT)
    assert read_contents(folder).key_in == "folder"

    (folder / folders.DATABASE).write_bytes(b"ROWS")
    with pytest.raises(Unusable, match="not the file that was backed up"):
        read_contents(folder)
    (folder / folders.CONTENTS).write_text(json.dumps({"rows": {}}))
    with pytest.raises(Unusable, match="no backup"):
        read_contents(folder)
    with pytest.raises(Unusable, match="no backup"):
        read_contents(tmp_path)


def test_where_none_can_be_made_none_is_deleted(tmp_path, settings):
    night = made(tmp_path, NIGHT)
    settings.DATABASES["default"]["NAME"], kept = (
        str(tmp_path / "none"),
        settings.DATABASES["default"]["NAME"],
    )
    try:
        with pytest.raises(CommandError, match="No backup was made"):
            call_command("backup", to=tmp_path, keep=1)
    finally:
        settings.DATABASES["default"]["NAME"] = kept
    with pytest.raises(CommandError, match="1 or more"):
        call_command("backup", to=tmp_path, keep=0)

    assert list(tmp_path.iterdir()) == [night]
