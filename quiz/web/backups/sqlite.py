"""SQLite's online backup: one consistent picture, while others read and write.

All pages in one step: in WAL mode readers and writers go on meanwhile, and a copy in pieces would begin anew
after each write of another process. Source: https://www.sqlite.org/backup.html
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

from quiz.web.backups.folders import Unusable


def save(database: str, target: Path) -> Mapping[str, int]:
    """Copy the database as it is at one moment; the rows of each table. Raises Unusable."""
    with _opened(database, "ro") as source, _opened(str(target), "rwc") as copy:
        source.backup(copy)
        # A copy is one file: its log would be a second one.
        copy.execute("PRAGMA journal_mode=DELETE")
        return _checked(copy)


def is_empty(database: str) -> bool:
    """Whether no table is there."""
    if not Path(database).exists():
        return True
    with _opened(database, "ro") as there:
        return not _tables(there)


def put_back(source: Path, database: str) -> Mapping[str, int]:
    """Fill the database from a copy, in one transaction; the rows of each table. Raises Unusable.

    It goes through SQLite and not by replacing the file: whoever still has that open would write into what
    is no longer there.
    """
    with _opened(str(source), "ro") as copy, _opened(database, "rwc") as target:
        _checked(copy)
        target.execute("PRAGMA synchronous=FULL")
        copy.backup(target)
        return _checked(target)


@contextmanager
def _opened(database: str, mode: str) -> Iterator[Any]:
    here: Any = connection
    api = here.Database
    try:
        opened = api.connect(f"{Path(database).absolute().as_uri()}?mode={mode}", uri=True, timeout=20)
    except api.Error as error:
        raise Unusable(f"{database} cannot be opened: {error}.") from None
    try:
        yield opened
    except api.Error as error:
        raise Unusable(f"{database}: {error}.") from None
    finally:
        opened.close()


def _tables(there: Any) -> list[str]:
    rows = there.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return sorted(name for (name,) in rows)


def _checked(there: Any) -> Mapping[str, int]:
    """The rows of each table of a database that is whole."""
    if told := [words for (words,) in there.execute("PRAGMA integrity_check") if words != "ok"]:
        raise Unusable(f"The database is damaged: {told[0]}.")
    if there.execute("PRAGMA foreign_key_check").fetchone():
        raise Unusable("The database is damaged: a row points to one that is not there.")
    if not (tables := _tables(there)):
        raise Unusable("There is no table in the database.")
    count = "SELECT count(*) FROM {}"
    return {name: there.execute(count.format(f'"{name}"')).fetchone()[0] for name in tables}
