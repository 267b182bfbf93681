"""No request reaches the product before its database was found safe to serve from."""

import logging
from collections.abc import Iterable
from threading import Lock

from django.core.checks import ERROR
from django.db import InterfaceError, OperationalError

from quiz.web.database import check_durability
from quiz.web.gate import App, Environ, Start

log = logging.getLogger(__name__)


def look() -> list[str]:
    """What makes the database unsafe; what is only a caution is logged. Raises OperationalError or
    InterfaceError where it cannot be reached.
    """
    found = check_durability(["default"])
    for message in found:
        if message.level < ERROR:
            log.warning(message.msg)
    return [message.msg for message in found if message.level >= ERROR]


class WhenSafe:
    """The application; its refusal as long as nobody could look whether the database is safe.

    A database that cannot be reached now (it restarts, it recovers) may be safe. A worker that ended for it
    would be started anew, end again, and after two times the server ends itself.
    """

    def __init__(self, app: App, refusal: App) -> None:
        """Look at once. Raises SystemExit where it is unsafe."""
        self.app, self.refusal = app, refusal
        self.is_safe, self._turn = False, Lock()
        if wrong := self._wrong():
            raise SystemExit(f"Yomitoki does not start: {wrong[0]}")

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Ask the application, where need be after another look."""
        if not self.is_safe:
            with self._turn:
                for words in [] if self.is_safe else self._wrong():
                    log.error(words)
        return (self.app if self.is_safe else self.refusal)(environ, start)

    def _wrong(self) -> list[str]:
        try:
            wrong = look()
        except (OperationalError, InterfaceError) as error:
            log.error("The database cannot be looked at: %s", error)  # noqa: TRY400  where it is said is plain
            return []
        self.is_safe = not wrong
        return wrong
