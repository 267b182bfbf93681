"""Log lines that nobody forges: what came in with a request stands on one line, its signs escaped."""

import json
import logging
import re
import unicodedata
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

# Other, and the two separators that some programs take for the end of a line.
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
FORMATS = ("TEXT", "JSON")
PLACE = re.compile(r"^(/[^/]*/[^/]*/).+", re.DOTALL)
# The number of the request that this thread works on. It stays until the thread's next request: Django tells
# of a refusal after all middleware has ended.
number: ContextVar[str] = ContextVar("number", default="")


def visible(text: str) -> str:
    r"""The text with control and invisible characters written out: \n, \x1b, \u202e."""
    return "".join(
        sign.encode("unicode_escape").decode() if unicodedata.category(sign) in HIDDEN else sign
        for sign in text
    )


class Places(logging.Filter):
    """Of the address of a request that was refused or failed the first two parts are told: in what follows
    may stand the code of a class or an invitation.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Shorten it; every record goes through."""
        if record.name == "django.request" and isinstance(record.args, tuple) and record.args:
            *before, address = record.args
            record.args = (*before, PLACE.sub(r"\1…", str(address)))
        return True


class OneLine(logging.Formatter):
    """A record is one line; the lines of a traceback are indented, so that none looks like a record."""

    def format(self, record: logging.LogRecord) -> str:
        """The record, with the number of the request that it tells of ("-" for none)."""
        record.number = number.get() or "-"
        return super().format(record)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  logging's own name
        """The record's line."""
        return visible(super().formatMessage(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802  logging's own name
        """The traceback, indented."""
        return "\n".join("    " + visible(line) for line in super().formatException(ei).splitlines())


class JsonLine(logging.Formatter):
    """A record is one JSON object on one line, a traceback in it: for programs that gather logs."""

    def format(self, record: logging.LogRecord) -> str:
        """Time (UTC), level, logger, message; request_id within a request; what a line tells beside its words
        (method, route, status, ms); exception. Everything beyond ASCII is escaped, so nothing is hidden.
        """
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname, "logger": record.name, "message": record.getMessage(),
            "process": record.process,
        }  # fmt: skip
        if number.get():
            told["request_id"] = number.get()
        told |= getattr(record, "told", {})
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return json.dumps(told, default=str)


def logging_as(form: str, level: str) -> Mapping[str, Any]:
    """Django's LOGGING: everything to the console, as lines of text or (form "JSON") of JSON."""
    text = "%(asctime)s %(levelname)s %(name)s [%(number)s]: %(message)s"
    line = (
        {"()": "quiz.web.logs.OneLine", "format": text}
        if form == "TEXT"
        else {"()": "quiz.web.logs.JsonLine"}
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line},
        "filters": {"places": {"()": "quiz.web.logs.Places"}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["places"]}
        },
        "root": {"handlers": ["console"], "level": level},
    }
