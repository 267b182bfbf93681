"""Bytes of a file as text."""

import codecs

from quiz.exchange.formats.plain import Note, Refused
from quiz.exchange.formats.rules import Rule

MARKED = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# What Japanese Excel saves as CSV.
OTHERWISE = "cp932"


def text_of(data: bytes) -> tuple[str, tuple[Note, ...]]:
    """The text, its lines ended in one way; a note where it was not UTF-8. Raises Refused: EMPTY_FILE, and
    NOT_TEXT with the line in which it stands.
    """
    encoding = next((name for mark, name in MARKED.items() if data.startswith(mark)), "utf-8")
    notes: tuple[Note, ...] = ()
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        try:
            text = data.decode(OTHERWISE)
        except UnicodeDecodeError:
            raise Refused(Note(Rule.NOT_TEXT, data[: error.start].count(b"\n") + 1)) from error
        notes = (Note(Rule.ENCODING, words="Shift_JIS"),)
    if "\0" in text:
        raise Refused(Note(Rule.NOT_TEXT, text[: text.index("\0")].count("\n") + 1))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Refused(Note(Rule.EMPTY_FILE))
    return text, notes
