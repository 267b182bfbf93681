"""Last night's backup on an empty machine, by the lines of the README, one after the other."""

import gzip
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from uuid import UUID

import pytest
from django.core.signing import get_cookie_signer

from quiz.people.cookie import COOKIE, SALT
from tests.bench.serving import free_port
from tests.conftest import wait_for
from tests.defaults.test_first_day import stop

DUMP = Path(__file__).parent.parent / "upgrade" / "v0_2.sql.gz"
OK, NOT_FOUND = HTTPStatus.OK, HTTPStatus.NOT_FOUND
TOKEN = "a-token-that-nobody-guesses-0123"
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


@pytest.fixture(scope="module")
def restored(tmp_path_factory):
    """A machine with a class at work on it, and what became of its backup on another: folders and address."""
    old, new = tmp_path_factory.mktemp("old"), tmp_path_factory.mktemp("new") / "var"
    with sqlite3.connect(old / "yomitoki.sqlite3") as database:
        database.executescript(gzip.decompress(DUMP.read_bytes()).decode())
    database.close()
    (line,) = lines_after("backup")
    run(line, old)
    (made,) = (old / "backups").iterdir()
    backup = made.rename(new.parent / "elsewhere")
    *lines, serve = [line.replace("/path/to/backup", str(backup)) for line in lines_after("restore")]
    for line in lines:
        run(line, new)
    port = str(free_port())
    server = subprocess.Popen(
        **told(serve, new, PORT=port, METRICS="1", METRICS_TOKEN=TOKEN, WORKERS="2"),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    site = f"http://127.0.0.1:{port}"
    wait_for(lambda: is_up(new, site), 120)
    yield old, new, site
    stop(server)


def is_up(folder, site):
    """Whether both processes are there, each of which has such a file as soon as it is, and answer."""
    with suppress(OSError):
        return len(list(folder.glob("metrics/*/counter_*.db"))) == 2 and ask(site, "/healthz")[0] == OK
    return False


def ask(site, path, **headers):
    """Status, words and address of a page."""
    try:
        with urlopen(Request(site + path, headers=headers), timeout=5) as page:  # noqa: S310  our own server
            return page.status, page.read().decode(), page.url
    except HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode(), refused.url


def test_everybody_is_who_they_were_and_finds_their_answers(restored, settings):
    old, new, site = restored
    code, reader = rows(old, DONE)[0]
    # A cookie as the old machine had signed it.
    settings.SECRET_KEY = (old / "secret_key").read_text()
    signed = get_cookie_signer(salt=COOKIE + SALT).sign(str(UUID(reader)))

    status, _words, where = ask(site, f"/taking/{code}/review/", Cookie=f"{COOKIE}={signed}")

    assert (status, where) == (OK, f"{site}/taking/{code}/review/")
    kept = "SELECT attempt_id, number, response, confidence, points, saved_at FROM taking_answer ORDER BY id"
    assert rows(new, kept) == rows(old, kept) != []
    assert ask(site, "/readyz")[0] == OK


def test_what_its_processes_count_is_added_up_for_whoever_has_the_token(restored):
    _old, new, site = restored
    asked = [ask(site, f"/nothing/{number}/") for number in range(40)]
    assert ask(site, "/metrics")[0] == NOT_FOUND

    status, words, _where = ask(site, "/metrics", Authorization=f"Bearer {TOKEN}")

    assert status == OK
    assert {status for status, _words, _where in asked} == {NOT_FOUND}
    found = dict(re.findall(r"^(yomitoki_\S+) (\S+)$", words, re.MULTILINE))
    # Both counted, which one is asked does not matter; an address is never a label.
    assert len(list((new / "metrics").glob("*/counter_*.db"))) == 2
    assert found['yomitoki_requests_total{method="GET",route="",status="404"}'] == "40.0"
    assert found['yomitoki_requests_total{method="GET",route="home:metrics",status="404"}'] == "1.0"
    assert float(found['yomitoki_request_seconds_count{route=""}']) >= 40
    assert float(found["yomitoki_ready_pages_total"]) >= 1
    assert found["yomitoki_keep_house_ended_timestamp_seconds"] == "0.0"
    assert "/nothing/" not in words
