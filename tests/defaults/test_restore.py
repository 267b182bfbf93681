"""Last night's backup on an empty machine, by the lines of the README, one after the other."""

import gzip
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import Request, urlopen
from uuid import UUID

import pytest
from django.core.signing import get_cookie_signer

from quiz.people.cookie import COOKIE, SALT

DUMP = Path(__file__).parent.parent / "upgrade" / "v0_1.sql.gz"
DONE = "SELECT code, reader_id FROM taking_attempt WHERE submitted_at IS NOT NULL ORDER BY id"


def lines_after(command):
    """The lines of the README's block that begins with this command."""
    blocks = re.findall(r"```sh\n(.*?)```", Path("README.md").read_text(), re.DOTALL)
    (block,) = [block for block in blocks if block.startswith(f".venv/bin/python manage.py {command}")]
    return [line.partition("#")[0].strip() for line in block.splitlines()]


def told(line, folder, **values):
    """A line of the README for somebody whose VAR_DIR is this folder and who set nothing else."""
    mine = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    command = line.replace(".venv/bin/python", sys.executable).split()
    return {"args": command, "env": mine | {"VAR_DIR": str(folder)} | values}


def run(line, folder):
    done = subprocess.run(**told(line, folder), capture_output=True, text=True, check=False)
    assert done.returncode == 0, (line, done.stdout, done.stderr)


def rows(folder, question):
    with sqlite3.connect(folder / "yomitoki.sqlite3") as database:
        found = database.execute(question).fetchall()
    database.close()
    return found


@pytest.fixture
def last_night(tmp_path):
    """A machine with a class at work on it, and the folder of its backup, which was moved elsewhere."""
    old = tmp_path / "old"
    old.mkdir()
    with sqlite3.connect(old / "yomitoki.sqlite3") as database:
        database.executescript(gzip.decompress(DUMP.read_bytes()).decode())
    database.close()
    (line,) = lines_after("backup")
    run(line, old)
    (backup,) = (old / "backups").iterdir()
    return old, backup.rename(tmp_path / "elsewhere")


def test_everybody_is_who_they_were_and_finds_their_answers(last_night, tmp_path, settings):
    old, backup = last_night
    new = tmp_path / "new"
    *lines, serve = [line.replace("/path/to/backup", str(backup)) for line in lines_after("restore")]
    for line in lines:
        run(line, new)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        **told(serve, new, PORT=str(port)), stdout=subprocess.DEVNULL, start_new_session=True
    )

    try:
        # A cookie as the old machine had signed it.
        code, reader = rows(old, DONE)[0]
        settings.SECRET_KEY = (old / "secret_key").read_text()
        cookie = f"{COOKIE}={get_cookie_signer(salt=COOKIE + SALT).sign(str(UUID(reader)))}"
        with ask(f"http://127.0.0.1:{port}/taking/{code}/review/", cookie) as page:
            status, where = page.status, page.url
        with ask(f"http://127.0.0.1:{port}/readyz", cookie) as ready:
            assert ready.status == 200
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)

    assert status == 200
    assert where.endswith(f"/taking/{code}/review/")
    kept = "SELECT attempt_id, number, response, confidence, points, saved_at FROM taking_answer ORDER BY id"
    assert rows(new, kept) == rows(old, kept) != []


def ask(url, cookie):
    for _try in range(150):
        try:
            return urlopen(Request(url, headers={"Cookie": cookie}), timeout=5)  # noqa: S310  our own server
        except ConnectionError:
            time.sleep(0.1)
        except OSError as error:
            if "refused" not in str(error):
                raise
            time.sleep(0.1)
    raise AssertionError(url)
