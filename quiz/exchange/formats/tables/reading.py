"""A row of a table as a question."""

from dataclasses import replace

from quiz.exchange.formats.format import LONGEST
from quiz.exchange.formats.plain import Note, NotRead, Question, Raw, Read, words_of
from quiz.exchange.formats.rules import Rule
from quiz.exchange.formats.tables.kinds import ANSWERS, kind_of
from quiz.exchange.formats.tables.layout import TOLD, Source
from quiz.exchange.formats.tables.row import Cell, Row
from quiz.exchange.formats.tables.words import Field

# Cells without use that are named; of the rest their number is told.
MOST_TOLD = 5


def read(raw: Raw) -> Read:
    """The question of a row, or what is wrong with it, with the heading of the column."""
    if len(raw.body) == 1:
        return Read(None, (Note(Rule.SYNTAX, raw.line, words_of(raw.body[0])),), raw.line, words=raw.body[0])
    row = _row(raw)
    words = words_of(row.raw(Field.QUESTION)[:200] or next((cell.text for cell in row.cells.values()), ""))
    try:
        question = _question(row)
    except NotRead as refused:
        return Read(None, (*row.notes, refused.note), raw.line, words=words)
    return Read(question, tuple(row.notes), raw.line, words=words)


def _row(raw: Raw) -> Row:
    source, cells = raw.body
    row = Row(raw.line, Source(source), {(name, at): Cell(head, text) for name, at, head, text, _is in cells})
    formatted = [heading for _name, _at, heading, _text, is_formatted in cells if is_formatted]
    if formatted:
        row.note(Rule.MARKUP, words_of(", ".join(formatted[:MOST_TOLD])))
    return row


def _question(row: Row) -> Question:
    for cell in row.cells.values():
        if len(cell.text) > LONGEST:
            raise row.refusal(Rule.TOO_LONG, cell.words)
    if not row.raw(Field.QUESTION):
        raise row.refusal(Rule.NO_STEM, row.told(Field.QUESTION))
    kind = kind_of(row)
    question = ANSWERS[kind](
        row, Question(kind, row.text(Field.QUESTION), row.raw(Field.NAME), category=row.raw(Field.TOPIC))
    )
    question = replace(question, explanation=_explanation(row))
    _tell_left_over(row)
    return question


def _tell_left_over(row: Row) -> None:
    left = [cell.words for place, cell in row.cells.items() if place not in row.used and place[0] not in TOLD]
    for words in left[:MOST_TOLD]:
        row.note(Rule.COLUMN, words)
    if len(left) > MOST_TOLD:
        row.note(Rule.COLUMN, f"+ {len(left) - MOST_TOLD}")


def _explanation(row: Row) -> str:
    """The explanation, and below it what is said to all who answer rightly or wrongly."""
    said = [row.text(Field.EXPLANATION)]
    for name in (Field.FOR_RIGHT, Field.FOR_WRONG):
        if (name, 0) not in row.used and (cell := row.cell(name)):
            row.note(Rule.FEEDBACK_MOVED, cell.heading)
            said.append(row.text(name))
    return "\n\n".join(filter(None, said))
