import io
from dataclasses import replace
from datetime import datetime

import xlsxwriter

from quiz.domain.kinds import Kind
from quiz.exchange.formats.plain import Option, Question
from quiz.exchange.formats.rules import Rule
from tests.exchange.constructs import Example
from tests.exchange.constructs.csv import FRUIT, SINGLE

HEADS = ("Question", "Option 1", "Option 2", "Right answer")
ROW = ("Which is yellow?", "Banana", "Apple", "A")
KAHOOT = (
    "", "Question - max 120 characters", *(f"Answer {at} - max 75 characters" for at in range(1, 5)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs", "Correct answer(s) - choose at least one",
)  # fmt: skip


def workbook(*sheets, more=None):
    """A workbook of these sheets, as rows; `more(book, sheet)` is done to the first one."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    for rows in sheets:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    if more:
        more(book, book.worksheets()[0])
    book.close()
    return made.getvalue()


def dated(book, sheet):
    sheet.write_datetime(1, 1, datetime(2022, 10, 7), book.add_format({"num_format": "yyyy/m/d"}))  # noqa: DTZ001  a day on a sheet has no zone


def percent(book, sheet):
    sheet.write_number(1, 1, 0.5, book.add_format({"num_format": "0%"}))


def bold(book, sheet):
    sheet.write_rich_string(1, 0, "Which is ", book.add_format({"bold": True}), "yellow", "?")


def picture(_book, sheet):
    # A shape lies on a sheet as a picture does.
    sheet.insert_textbox(3, 0, "Look!")


def option(text):
    return replace(SINGLE, options=(Option(text, is_right=True), FRUIT[1]))


EXAMPLES = {
    "row": Example(workbook([HEADS, ROW]), SINGLE),
    "numbers": Example(
        workbook([("Question", "Right answer", "Tolerance"), ("0.1 + 0.2?", 0.1 + 0.2, 0)]),
        Question(Kind.NUMERIC, "0.1 + 0.2?", answer="0.3"),
    ),
    "truth": Example(
        workbook([("Question", "Right answer"), ("A tomato is a fruit.", True)]),
        Question(Kind.TRUE_FALSE, "A tomato is a fruit.", answer=True),
    ),
    "date": Example(workbook([HEADS, ROW], more=dated), option("2022-10-07")),
    "percent": Example(workbook([HEADS, ROW], more=percent), option("50%")),
    "value": Example(
        workbook([HEADS, ROW], more=lambda _book, sheet: sheet.write_formula(1, 1, "=1+1", value=2)),
        option("2"),
    ),
    "other-sheet": Example(workbook([("Notes",)], [HEADS, ROW]), SINGLE),
    "sheets": Example(workbook([HEADS, ROW], [HEADS, ROW]), SINGLE, (Rule.SHEET,)),
    "formatted": Example(workbook([HEADS, ROW], more=bold), SINGLE, (Rule.MARKUP,)),
    "picture": Example(workbook([HEADS, ROW], more=picture), SINGLE, (Rule.IMAGE,)),
    "kahoot": Example(
        workbook(
            [(), ("", "Quiz template"), (), KAHOOT, (1, "Which is yellow?", "Banana", "Apple", "", "", 20, 1)]
        ),
        SINGLE,
        (Rule.READ_AS, Rule.TIME_LIMIT),
    ),
    "no-right": Example(workbook([HEADS, ROW[:3]]), None, (Rule.NO_RIGHT,)),
    "no-headings": Example(workbook([ROW]), None, (Rule.NO_COLUMNS,)),
    "broken": Example(workbook([HEADS, ROW])[:2000], None, (Rule.ZIP_BROKEN,)),
    "password": Example(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), None,
        (Rule.ZIP_ENCRYPTED,),
    ),
    "old": Example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, None, (Rule.NOT_A_TABLE,)),
}  # fmt: skip
