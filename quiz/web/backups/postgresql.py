"""PostgreSQL by its own tools: pg_dump from one snapshot, and back in one transaction.

The rows are counted in the very snapshot that is dumped, so that a restore can be compared with it.
Source: https://www.postgresql.org/docs/15/app-pgdump.html, https://www.postgresql.org/docs/15/app-pgrestore.html
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import psycopg
from django.conf import settings
from django.db import connection

from quiz.web.backups.folders import Unusable

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
# What is not in the backup would stand in the way of a later migration.
EMPTY = b"DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n"
UNDO = b"DO $$ BEGIN RAISE 'The backup cannot be read.'; END $$;\n"
NAMES = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}


def save(target: Path) -> Mapping[str, int]:
    """Dump the database as it is at one moment; the rows of each table. Raises Unusable."""
    with _opened() as here:
        here.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        (snapshot,) = here.execute("SELECT pg_export_snapshot()").fetchone()
        rows = _counted(here)
        if not rows:
            raise Unusable("There is no table in the database.")
        _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={target}")
    # Read through once: an archive that ends too early is found now.
    _run("pg_restore", "--file=/dev/null", str(target))
    return rows


def is_empty() -> bool:
    """Whether no table is there."""
    with _opened() as here:
        return not here.execute(TABLES).fetchone()


def put_back(source: Path, *, is_there: bool) -> Mapping[str, int]:
    """Fill the database from a dump, in one transaction; the rows of each table. Raises Unusable.

    What is there (`is_there`) goes in the same transaction.
    """
    reading = [_tool("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(source)]
    writing = [
        _tool("psql"),
        "-X",
        "-q",
        "--set=ON_ERROR_STOP=1",
        "--single-transaction",
        "--output=/dev/null",
    ]
    with (
        subprocess.Popen(reading, stdout=subprocess.PIPE) as archive,  # noqa: S603  our own words only
        subprocess.Popen(  # noqa: S603  as above
            writing, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment()
        ) as server,
    ):
        if archive.stdout is None or server.stdin is None or server.stderr is None:
            raise Unusable("The tools of PostgreSQL cannot be talked to.")
        told = _pour(archive, archive.stdout, server.stdin, EMPTY if is_there else b"")
        told = server.stderr.read().decode(errors="replace").strip() or told
    if server.returncode or archive.returncode:
        raise Unusable(f"Nothing was changed: {told}")
    with _opened() as here:
        here.autocommit = True
        # Without statistics the first pages after a restore would be slow.
        here.execute("ANALYZE")
        return _counted(here)


def _pour(archive: Any, source: IO[bytes], target: IO[bytes], first: bytes) -> str:
    """The dump as SQL to the server; what cannot be read to its end is undone there."""
    told = ""
    try:
        target.write(first)
        shutil.copyfileobj(source, target)
        if archive.wait():
            target.write(UNDO)
            told = "the backup cannot be read."
        target.close()
    except BrokenPipeError:
        # The server said no, and why.
        source.close()
    return told


def _opened() -> Any:
    """A connection of its own, without Django's."""
    return connection.get_new_connection(connection.get_connection_params())


def _counted(here: Any) -> Mapping[str, int]:
    names = [name for (name,) in here.execute(TABLES).fetchall()]
    count = "SELECT count(*) FROM {}"
    return {name: here.execute(count.format(f'"{name}"')).fetchone()[0] for name in names}


def _environment() -> dict[str, str]:
    """How the tools reach the database: not as arguments, which everybody on the machine can read."""
    told = settings.DATABASES["default"]
    found = {name: str(told[key]) for key, name in NAMES.items() if told.get(key)}
    if mode := told.get("OPTIONS", {}).get("sslmode"):
        found["PGSSLMODE"] = str(mode)
    return dict(os.environ) | found


def _tool(name: str) -> str:
    if not (found := shutil.which(name)):
        raise Unusable(f"{name} is not installed (Debian: apt-get install postgresql-client).")
    return found


def _run(name: str, *words: str) -> None:
    done = subprocess.run(  # noqa: S603  our own words only
        [_tool(name), *words], env=_environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Unusable(done.stderr.strip())
