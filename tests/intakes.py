"""Imports for tests: a format of one line a question, and files that were read already."""

import re

from quiz.domain.kinds import Kind
from quiz.exchange.formats.decoding import text_of
from quiz.exchange.formats.format import Feature, Format
from quiz.exchange.formats.plain import Note, Option, Question, Raw, Read, Split, not_read, words_of
from quiz.exchange.formats.rules import Rule
from quiz.exchange.kept import question_as_json
from quiz.exchange.models import Found, Intake
from quiz.exchange.sameness import digest_of

LINE = re.compile(r"(?P<sign>[!~]?)(?:\((?P<name>[^)]*)\))?(?P<rest>.*)")
TELLS = {"!": (Rule.MARKUP, "blink"), "~": (Rule.WEIGHTS, "50")}


def parted(data):
    """A line is a question; one that begins with # is a category."""
    text, notes = text_of(data)
    raws, category = [], ""
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#"):
            category = line[1:].strip()
        elif line.strip():
            raws.append(Raw(line, number, category=category))
    return Split(tuple(raws), notes)


def understood(raw):
    """`stem | right | wrong | ...`, after ! with something dropped, after ~ changed, after (name) named."""
    found = LINE.fullmatch(raw.body)
    # What no database keeps, and what a file in XML or JSON may hold all the same.
    rest = found["rest"].replace("☠", "\0\ud800")
    stem, *options = (each.strip() for each in rest.split("|"))
    if len(options) < 2:
        return not_read(raw, Rule.SYNTAX, "|")
    notes = (Note(TELLS[found["sign"]][0], raw.line, TELLS[found["sign"]][1]),) if found["sign"] else ()
    choices = tuple(Option(each, at == 0) for at, each in enumerate(options))
    question = Question(Kind.SINGLE, stem, found["name"] or "", choices, category=raw.category)
    return Read(question, notes, raw.line, raw.file, words_of(stem))


LINES = Format(
    "lines", ".txt", "text/plain", frozenset({Kind.SINGLE}), frozenset({Feature.NAME}),
    lambda data, _name: b"|" in data, parted, understood, lambda _batch: b"",
)  # fmt: skip


def fruit(number):
    """A question of which there is one for each number."""
    options = (Option("Ehime", is_right=True), Option(f"Oslo {number}"))
    return Question(Kind.SINGLE, f"Where does kiwifruit no. {number} grow?", options=options)


def make_intake(user, now, count=2, language="en"):
    """An import of so many questions that was read to its end, all ticked."""
    intake = Intake.objects.create(
        owner=user, file_name="fruit.txt", format="lines", language=language, count=count, count_read=count,
        made_at=now, read_at=now,
    )  # fmt: skip
    asked = [fruit(number) for number in range(1, count + 1)]
    Found.objects.bulk_create(
        Found(
            intake=intake, number=number, line=number, words=question.stem, is_ticked=True,
            question=question_as_json(question), digest=digest_of(question),
        )
        for number, question in enumerate(asked, 1)
    )  # fmt: skip
    return intake
