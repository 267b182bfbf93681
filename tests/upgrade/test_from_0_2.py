"""A database of 0.2 with the demo in it, brought up to date, taken back and brought up to date again.

v0_2.sql.gz: `migrate`, `load_pack` and `load_demo` by the code of commit c94e4de, then as make.py says.
"""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

DUMP = Path(__file__).parent / "v0_2.sql.gz"
# Where 0.2 stood in each app that has changed since.
BACK = (
    ("home", "zero"), ("taking", "0005"), ("outlook", "0002"), ("classroom", "0009"), ("people", "0004"),
    ("bank", "0005"),
)  # fmt: skip
# What is only told otherwise: in 0.2 ballots were published in several batches.
TOLD_OTHERWISE = {"outlook_ballot": {"batch"}, "outlook_snapshot": {"number", "batches", "sums"}}
# Django's own list of tables, which only grows, and what SQLite counts with.
OTHERS = {"auth_permission", "django_content_type", "django_migrations", "sqlite_sequence"}
FORWARD = (None, None)
# Somebody leaves: what they marked stays, without them.
LEAVES = ("UPDATE outlook_mark SET membership_id = NULL WHERE id = (SELECT max(id) FROM outlook_mark)",)
WALK = """
from django.core.management import call_command
from django.db import connection
for step in {steps}:
    if len(step) == 1:
        connection.cursor().execute(step[0])
    else:
        call_command("migrate", *filter(None, step), verbosity=0)
"""


def walk(folder, *steps, **values):
    """These steps in one process: (app, migration), (None, None) for all there are, or (SQL,)."""
    mine = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", WALK.format(steps=steps)], capture_output=True,
        text=True, check=False, env=mine | {"VAR_DIR": str(folder)} | values,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]


def ask(folder, *questions):
    with sqlite3.connect(folder / "yomitoki.sqlite3") as database:
        found = [database.execute(question).fetchall() for question in questions]
    database.close()
    return found[-1]


def everything(folder):
    """All rows of all tables but `OTHERS`, without what is told otherwise: {table: {columns: rows}}."""
    tables = {name for (name,) in ask(folder, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    found = {}
    for table in sorted(tables - OTHERS):
        named = {row[1] for row in ask(folder, f"PRAGMA table_info({table})")}
        columns = ", ".join(sorted(f'"{name}"' for name in named - TOLD_OTHERWISE.get(table, set())))
        found[table] = {columns: sorted(map(repr, ask(folder, f"SELECT {columns} FROM {table}")))}  # noqa: S608
    return found


def told(folder):
    """What each snapshot tells, by prediction and round."""
    rows = ask(folder, "SELECT prediction_id, round, sums FROM outlook_snapshot ORDER BY 1, 2")
    return [(prediction, number, json.loads(sums)) for prediction, number, sums in rows]


@pytest.fixture
def copy(tmp_path):
    """The folder of a running copy of 0.2, stopped."""
    with sqlite3.connect(tmp_path / "yomitoki.sqlite3") as database:
        database.executescript(gzip.decompress(DUMP.read_bytes()).decode())
    database.close()
    return tmp_path


def test_forward_back_and_forward_again_nobody_loses_a_word(copy):
    before, told_before = everything(copy), told(copy)
    (marks,) = before["outlook_mark"].values()

    walk(copy, FORWARD, LEAVES, *BACK)

    after = everything(copy)
    # Who leaves takes their marks along, as they did in 0.2.
    (kept,) = after["outlook_mark"].values()
    assert len(marks) == len(kept) + 1
    assert set(kept) < set(marks)
    assert {**after, "outlook_mark": None} == {**before, "outlook_mark": None}
    assert told(copy) == told_before
    # What was told is marked so: 0.2 would else publish it once more.
    second = "SELECT count(*) FROM outlook_ballot WHERE round = 2 AND batch IS NULL"
    assert ask(copy, second) == [(12,)]

    walk(copy, FORWARD)

    assert ask(copy, "SELECT count(*), count(second_likelihood) FROM outlook_publishedballot") == [(184, 172)]
    assert [round_ for _prediction, round_, sums in told(copy) if "again" in sums] == [2] * 8
    assert ask(copy, "PRAGMA integrity_check") == [("ok",)]
