"""Tables as files that spreadsheets read."""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Any

# Excel takes a file without it for something else than UTF-8.
BOM = "\ufeff"
# What a spreadsheet takes for a formula: one of these signs, in full width too, where a cell begins, or where
# one would begin for a spreadsheet that parts cells by semicolons or drops blanks and quotation marks.
FORMULA = re.compile(r"""[\s\x00-\x20;,'"]*[=+\-@＝＋－＠]|[\t\r\n]""")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")


class Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


def safe(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; a number stays one, also as a text."""
    if not isinstance(value, str) or NUMBER.fullmatch(value):
        return value
    return f"'{value}" if FORMULA.match(value) else value


def csv_lines(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """The lines of a CSV file in UTF-8 with a byte order mark, one by one."""
    writer = csv.writer(Echo())
    # In the gradebook an assignment is called by its quiz, which somebody wrote.
    yield BOM + writer.writerow([safe(name) for name in columns])
    for row in rows:
        yield writer.writerow([safe(value) for value in row])
