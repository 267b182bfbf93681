"""The formats that are known, by name."""

from collections.abc import Mapping

from quiz.exchange.formats import qti
from quiz.exchange.formats.aiken import AIKEN
from quiz.exchange.formats.format import MOST_BYTES, MOST_QUESTIONS, Format
from quiz.exchange.formats.gift import GIFT
from quiz.exchange.formats.moodle_xml import MOODLE_XML
from quiz.exchange.formats.plain import Note, Refused, Split
from quiz.exchange.formats.rules import Rule
from quiz.exchange.formats.tables.delimited import CSV
from quiz.exchange.formats.tables.xlsx import XLSX

# In the order in which they are offered; what is told apart by more than its name comes first.
ALL: tuple[Format, ...] = (MOODLE_XML, XLSX, *qti.FORMATS, CSV, AIKEN, GIFT)
BY_NAME: Mapping[str, Format] = {each.name: each for each in ALL}


def recognised(data: bytes, name: str) -> Format:
    """The format of a file by its content and its name. Raises Refused: EMPTY_FILE, UNKNOWN_FORMAT."""
    if not data.strip():
        raise Refused(Note(Rule.EMPTY_FILE))
    found = next((each for each in ALL if each.looks_like(data, name.lower())), None)
    if found is None:
        raise Refused(Note(Rule.UNKNOWN_FORMAT))
    return found


def split(source: Format, data: bytes) -> Split:
    """The file parted into its questions. Raises Refused: what the format refuses, TOO_LARGE, TOO_MANY and
    NO_QUESTIONS.
    """
    if len(data) > MOST_BYTES:
        raise Refused(Note(Rule.TOO_LARGE, words=str(MOST_BYTES // 2**20)))
    found = source.split(data)
    if not found.raws:
        raise Refused(Note(Rule.NO_QUESTIONS))
    if len(found.raws) > MOST_QUESTIONS:
        raise Refused(Note(Rule.TOO_MANY, found.raws[MOST_QUESTIONS].line, str(MOST_QUESTIONS)))
    return found
