"""Whether the database keeps what it acknowledges: looked at before anything is served."""

from collections.abc import Iterable
from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as Caution
from django.db import OperationalError, connections

# 3.7.0 to 3.51.2 can corrupt a WAL database: https://www.sqlite.org/wal.html#walresetbug
FIXED_SQLITE = (3, 51, 3)
FULL = 2
POSTGRES_MUST_BE_ON = ("fsync", "full_page_writes", "synchronous_commit")


def check_durability(databases: Iterable[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Errors where the database cannot be opened or an acknowledged answer could be lost; a warning for an
    unsafe SQLite library.
    """
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        try:
            if connection.vendor == "sqlite":
                found += _check_sqlite(connection)
            elif connection.vendor == "postgresql":
                found += _check_postgres(connection)
        except OperationalError as error:
            words = " ".join(str(error).split())
            found.append(Error(f"The database cannot be opened: {words}.", id="yomitoki.E005"))
    return found


def _check_sqlite(connection: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    with connection.cursor() as cursor:
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
    if journal not in ("wal", "memory"):
        found.append(Error(f"SQLite's journal_mode is {journal}, not wal.", id="yomitoki.E001"))
    if synchronous < FULL:
        found.append(
            Error(
                f"SQLite's synchronous is {synchronous}, below FULL (2): a power cut would lose answers.",
                id="yomitoki.E002",
            )
        )
    if connection.transaction_mode != "IMMEDIATE":
        found.append(Error("SQLite's transaction_mode is not IMMEDIATE.", id="yomitoki.E003"))
    version = connection.Database.sqlite_version_info
    if version < FIXED_SQLITE:
        found.append(
            Caution(
                f"SQLite {connection.Database.sqlite_version} can corrupt its database in rare cases "
                "(fixed in 3.51.3): install pysqlite3 or use PostgreSQL.",
                id="yomitoki.W001",
            )
        )
    return found


def _check_postgres(connection: Any) -> list[CheckMessage]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(POSTGRES_MUST_BE_ON)]
        )
        state = dict(cursor.fetchall())
        cursor.execute("SHOW autovacuum")
        (is_kept_up,) = cursor.fetchone()
    found: list[CheckMessage] = [
        Error(f"PostgreSQL's {name} is {state.get(name)}: an answer could be lost.", id="yomitoki.E004")
        for name in POSTGRES_MUST_BE_ON
        if state.get(name) in (None, "off", "local")
    ]
    if is_kept_up == "off":
        found.append(
            Caution(
                "PostgreSQL's autovacuum is off: unless its tables are analysed otherwise, pages get slow as "
                "they grow.",
                id="yomitoki.W002",
            )
        )
    return found
