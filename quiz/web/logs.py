"""Log lines that nobody forges: what came in with a request stands on one line, its signs escaped."""

import logging
import unicodedata
from typing import Any

# Other, and the two separators that some programs take for the end of a line.
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def visible(text: str) -> str:
    r"""The text with control and invisible characters written out: \n, \x1b, \u202e."""
    return "".join(
        sign.encode("unicode_escape").decode() if unicodedata.category(sign) in HIDDEN else sign
        for sign in text
    )


class OneLine(logging.Formatter):
    """A record is one line; the lines of a traceback are indented, so that none looks like a record."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  logging's own name
        """The record's line."""
        return visible(super().formatMessage(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802  logging's own name
        """The traceback, indented."""
        return "\n".join("    " + visible(line) for line in super().formatException(ei).splitlines())
