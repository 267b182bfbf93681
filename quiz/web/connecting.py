"""How the database is spoken to: what each kind needs to lose nothing and to give up in time."""

from typing import Any

from quiz.web.environment import Environment

# synchronous=FULL: with NORMAL a power cut loses answers that were acknowledged (reliability finding 2).
# IMMEDIATE: a deferred transaction that reads first fails when it comes to write (finding 4).
# Four seconds for a lock, then 503: also who waited behind one that waited is told before a reader's browser
# gives the save up after ten.
SQLITE: dict[str, Any] = {
    "timeout": 4,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-20000;"
    ),
}
# A server that does not answer is given up after some seconds, and the page says so. So is one whose answers
# stop coming, and a lock that another holds.
POSTGRESQL: dict[str, Any] = {
    "connect_timeout": 3, "tcp_user_timeout": 10_000, "keepalives_idle": 5, "keepalives_interval": 2,
    "keepalives_count": 3, "options": "-c lock_timeout=4s",
    # What quiz/web/prepared.py asks a second time is planned once a connection.
    "prepare_threshold": 1,
}  # fmt: skip
# A pooler that gives another connection to each transaction knows nothing of what was prepared on the one
# before, and refuses options of a connection.
BEHIND_A_POOLER = {name: value for name, value in POSTGRESQL.items() if name != "options"} | {
    "prepare_threshold": None
}


def is_sqlite(database: dict[str, Any]) -> bool:
    """Whether it is a file and no server."""
    return bool(database["ENGINE"] in ("django.db.backends.sqlite3", "quiz.web.sqlite"))


def connected(database: dict[str, Any], env: Environment) -> dict[str, Any]:
    """A database of the settings with all that its kind needs; what its URL says goes before."""
    if is_sqlite(database):
        return database | {"ENGINE": "quiz.web.sqlite", "OPTIONS": SQLITE, "CONN_MAX_AGE": None}
    return database | {
        "OPTIONS": (BEHIND_A_POOLER if env.truth("POOLER") else POSTGRESQL) | database.get("OPTIONS", {}),
        "CONN_MAX_AGE": env.number("CONN_MAX_AGE", 600, 0, 86400),
        "CONN_HEALTH_CHECKS": True,
        # They live longer than a transaction.
        "DISABLE_SERVER_SIDE_CURSORS": env.truth("POOLER"),
    }
