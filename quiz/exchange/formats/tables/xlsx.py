"""XLSX: how it is told from other formats and what it holds; read and written by `spreadsheet`."""

from quiz.domain.kinds import GRADED
from quiz.domain.later import later
from quiz.exchange.formats.format import Feature, Format
from quiz.exchange.formats.tables.reading import read

SUFFIX = ".xlsx"
ZIP = b"PK"
WORKBOOK = "xl/workbook.xml"
SHEETS = {"en": "Questions", "ja": "設問"}
SPREADSHEET = "quiz.exchange.formats.tables.spreadsheet"


def looks_like(data: bytes, name: str) -> bool:
    """Whether a file is a workbook."""
    return name.endswith(SUFFIX) or (data.startswith(ZIP) and WORKBOOK.encode() in data)


XLSX = Format(
    name="xlsx",
    suffix=SUFFIX,
    media="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    kinds=GRADED,
    features=frozenset(Feature),
    looks_like=looks_like,
    split=later(f"{SPREADSHEET}:split"),
    read=read,
    write=later(f"{SPREADSHEET}:write"),
)
