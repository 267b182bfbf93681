"""A database of 0.1 with people in it (make.py tells how it was made) is brought up to date and served."""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

DUMP = Path(__file__).parent / "v0_1.sql.gz"
# People's own: as many rows as before, and the same in them.
KEPT = {
    "taking_attempt": "code, number, reader_id, submitted_at",
    "taking_answer": "attempt_id, number, response, confidence, points, saved_at",
    "taking_save": "answer_id, response, saved_at",
    "outlook_ballot": "reader_id, prediction_id, round, likelihood, agreement, cast_at",
    "people_reader": "id",
    "people_user": "username, email, password",
}
PAGES = """
import json
from django.conf import settings
settings.ALLOWED_HOSTS = ["testserver"]
# What is collected does not depend on the release that was there before.
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
from django.core.signing import get_cookie_signer
from django.test import Client
from quiz.classroom.models import Classroom, Membership
from quiz.outlook.models import Survey
from quiz.people.cookie import COOKIE, SALT
from quiz.people.models import User
from quiz.taking.models import Attempt
teacher, classroom = Client(), Classroom.objects.get()
done = Attempt.objects.exclude(submitted_at=None).first()
teacher.force_login(User.objects.get(), backend="django.contrib.auth.backends.ModelBackend")
reader = Client()
reader.cookies[COOKIE] = get_cookie_signer(salt=COOKIE + SALT).sign(str(done.reader_id))
asked = [
    (teacher, f"/insight/classroom/{classroom.slug}/"), (teacher, f"/taking/people/{classroom.slug}/"),
    (teacher, f"/insight/scores/{done.assignment.slug}/"),
    (teacher, f"/outlook/{Survey.objects.get().slug}/lead/"),
    (reader, f"/room/{classroom.slug}/"), (reader, f"/taking/{done.code}/review/"),
]
print(json.dumps({address: browser.get(address).status_code for browser, address in asked}))
"""


# Names that forms of 0.1 took as well: one that nobody sees, one that grows when it is written as it looks.
ODD = ("\u200b\u2060", "ﷺ" * 16)
JOIN = """
INSERT INTO classroom_membership (name, key, number, return_code, joined_at, classroom_id, reader_id)
    VALUES (?, ?, 1, ?, '2026-11-24', 1, ?)
"""


@pytest.fixture(scope="module")
def brought(tmp_path_factory):
    """The folder of a running copy of 0.1, stopped, brought up to date and walked: it, what people had there
    before, and what pages answered.

    Once for all tests: the migrations take longer than all of them.
    """
    folder = tmp_path_factory.mktemp("of_0_1")
    with sqlite3.connect(folder / "yomitoki.sqlite3") as database:
        database.executescript(gzip.decompress(DUMP.read_bytes()).decode())
        for place, name in enumerate(ODD):
            reader = f"{place:032x}"
            database.execute("INSERT INTO people_reader (id, since) VALUES (?, '2026-11-24')", (reader,))
            database.execute(JOIN, (name, name, f"odd{place}", reader))
    database.close()
    before = {table: rows(folder, table, columns) for table, columns in KEPT.items()}
    told = manage(
        folder, ("migrate", "--verbosity", "0"), ("check", "--database", "default"),
        ("load_pack", "fixtures/h20"), ("keep_house", "-v0"), then=PAGES,
    )  # fmt: skip
    return folder, before, json.loads(told.splitlines()[-1])


def rows(copy, table, columns):
    with sqlite3.connect(copy / "yomitoki.sqlite3") as database:
        found = database.execute(f"SELECT {columns} FROM {table} ORDER BY id").fetchall()  # noqa: S608
    database.close()
    return found


def manage(copy, *commands, then=""):
    """Today's commands on that folder, with nothing else set, and these lines; what they printed.

    In one process, which takes longer to start than most of them to run.
    """
    told = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    lines = ["from django.core.management import call_command"]
    lines += [f"call_command{command}" for command in commands]
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", "\n".join([*lines, then])], capture_output=True,
        text=True, check=False, env=told | {"VAR_DIR": str(copy)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_a_name_that_nobody_sees_or_that_grows_too_long_fits(brought):
    copy, _before, _answered = brought

    unseen, grown = rows(copy, "classroom_membership", "name, length(name)")[-2:]

    assert unseen == ("?", 1)
    assert grown[1] == 240


def test_a_database_of_0_1_comes_with_all_that_people_did(brought):
    copy, before, answered = brought

    assert {table: rows(copy, table, columns) for table, columns in KEPT.items()} == before
    assert all(before.values())
    # Who looks alike is told apart by numbers; whoever joined first keeps theirs.
    members = rows(copy, "classroom_membership", "name, number, removed_at IS NULL")[: -len(ODD)]
    assert [number for _name, number, _is_in in members] == [1, 1, 2, 3, 1, 2, 1, 1]
    kept = ["さとう", "Sato", "Sato", "Sato", "Abc1", "Abcl", "株式会社" * 20, "evil"]
    assert [name for name, _number, _is_in in members] == kept
    assert rows(copy, "classroom_classroom", "name") == [("3年B組",)]
    assert [is_in for _name, _number, is_in in members] == [1, 1, 1, 1, 0, 1, 1, 1]
    # A year that cannot be meant is none.
    assert (None, None) in rows(copy, "classroom_assignment", "opens_at, closes_at")
    assert rows(copy, "classroom_extension", "closes_at") == [(None,)]
    assert set(answered.values()) == {200}, answered
