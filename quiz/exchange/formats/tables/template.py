"""The template to download, with a row for each kind of question."""

from collections.abc import Callable, Mapping, Sequence

from quiz.domain.later import later
from quiz.exchange.formats.plain import Batch
from quiz.exchange.formats.tables.delimited import CSV
from quiz.exchange.formats.tables.examples import EXAMPLES, EXPLAINED
from quiz.exchange.formats.tables.words import KINDS, WRITTEN
from quiz.exchange.formats.tables.writing import rows_of
from quiz.exchange.formats.tables.xlsx import SHEETS, SPREADSHEET, XLSX

written: Callable[[Mapping[str, Sequence[Sequence[str]]], Sequence[str]], bytes] = later(
    f"{SPREADSHEET}:written"
)
HOW = {"en": ("How to fill it in", "Column", "What to write"), "ja": ("書き方", "列", "書くこと")}


def as_csv(language: str) -> bytes:
    """The template as CSV, in a language ("ja" or "en")."""
    return CSV.write(Batch("", language, EXAMPLES[language]))


def as_xlsx(language: str) -> bytes:
    """The template as a workbook, in a language ("ja" or "en"); its second sheet explains the columns."""
    title, column, what = HOW[language]
    explained = [[WRITTEN[language][field], text] for field, text in EXPLAINED[language].items()]
    sheets = {SHEETS[language]: rows_of(EXAMPLES[language], language), title: [[column, what], *explained]}
    return written(sheets, tuple(KINDS[language].values()))


TEMPLATES: Mapping[str, Callable[[str], bytes]] = {CSV.name: as_csv, XLSX.name: as_xlsx}
