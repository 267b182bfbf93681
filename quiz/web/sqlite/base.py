"""The backend: what a setting of `ENGINE = "quiz.web.sqlite"` loads."""

from collections.abc import Collection
from functools import lru_cache
from threading import Lock
from time import monotonic, sleep
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

# A query of a page has up to 4,000 letters; of those with a list as long as a class each is another.
LONGEST, MOST = 5000, 1000
# In seconds. What one save holds the lock for is two or three pauses.
TIMEOUT, PAUSE = 4, 0.0005
_turn = Lock()


class Cursor(base.SQLiteCursorWrapper):
    """Looking for the places of parameters takes longer than running a query of a page."""

    def convert_query(self, query: str, *, param_names: Collection[str] | None = None) -> str:
        """The query in SQLite's style."""
        if param_names is None and len(query) <= LONGEST:
            return _converted(query)
        told: str = super().convert_query(query, param_names=param_names)
        return told


@lru_cache(MOST)
def _converted(query: str) -> str:
    # Not a method of an open cursor: nothing of a connection is kept.
    told: str = base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")
    return told


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, with that cursor; who waits for the one writer looks often whether it is done."""

    def create_cursor(self, name: Any = None) -> Any:  # noqa: ARG002  as Django calls it
        """A cursor of the connection."""
        return self.connection.cursor(factory=Cursor)

    def _start_transaction_under_autocommit(self) -> None:
        """Begin to write, as soon as nobody else does. Raises OperationalError after `timeout` seconds.

        SQLite's own waiting looks again after up to 100 ms, so that who came later often goes first. Of each
        process one thread looks at a time, or fifty would leave the writer no time to end.
        """
        timeout = self.settings_dict["OPTIONS"].get("timeout", TIMEOUT)
        until = monotonic() + timeout
        if not _turn.acquire(timeout=timeout):
            raise OperationalError("database is locked")
        try:
            self.connection.execute("PRAGMA busy_timeout=0")
            with self.wrap_database_errors:
                self._begin(until)
        finally:
            self.connection.execute(f"PRAGMA busy_timeout={int(1000 * timeout)}")
            _turn.release()

    def _begin(self, until: float) -> None:
        # Not through a cursor of Django's: its errors keep cursors in circles, and when the garbage of one
        # thread goes in another, it resets the statement which the first one is just then executing.
        own: Any = self
        while True:
            try:
                own.connection.execute(f"BEGIN {own.transaction_mode}")
            except own.Database.OperationalError as error:
                if "locked" not in str(error) or monotonic() > until:
                    raise
                sleep(PAUSE)
            else:
                return
