"""Tables as files that spreadsheets read."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

# Excel takes a file without it for something else than UTF-8.
BOM = "\ufeff"
# What a spreadsheet takes for a formula when a cell begins with it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


def safe(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def csv_lines(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """The lines of a CSV file in UTF-8 with a byte order mark, one by one."""
    writer = csv.writer(Echo())
    yield BOM + writer.writerow(columns)
    for row in rows:
        yield writer.writerow([safe(value) for value in row])
