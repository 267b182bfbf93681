"""One question of a package or of a file of items, read."""

from dataclasses import replace

from quiz.exchange.formats.plain import Note, NotRead, Raw, Read, Refused, words_of
from quiz.exchange.formats.qti.asi import asi_question_of
from quiz.exchange.formats.qti.interactions import question_of
from quiz.exchange.formats.qti.names import bare
from quiz.exchange.formats.qti.told import Told
from quiz.exchange.formats.rules import Rule
from quiz.exchange.formats.xml import parsed

ITEM = "item"
# Texts of a question fill a small part of it; images that stand in the text itself may fill all.
LARGEST = 2**20


def read(raw: Raw) -> Read:
    """The question of an item of whatever version, with what was not taken as it stands."""
    if isinstance(raw.body, Note):
        return Read(None, (raw.body,), raw.line, raw.file, raw.file)
    told, title = Told(raw), ""
    if len(raw.body) > LARGEST:
        return Read(None, (told.note(Rule.TOO_LONG, str(LARGEST // 2**20)),), raw.line, raw.file, raw.file)
    try:
        root = bare(parsed(raw.body, raw.file))
        title = root.get("title", "")
        if root.tag == ITEM:
            told.before = raw.line - 1
            question = asi_question_of(root, told)
        else:
            question = question_of(root, told)
    except (Refused, NotRead) as stopped:
        return Read(None, (*told.notes, stopped.note), raw.line, raw.file, words_of(title or raw.file))
    question = replace(question, name=title, category=raw.category)
    return Read(question, tuple(told.notes), raw.line, raw.file, words_of(question.stem))
