import re
from importlib import import_module
from pathlib import Path

import pytest

from quiz.exchange.formats.known import BY_NAME, split
from quiz.exchange.formats.plain import Refused
from quiz.exchange.formats.rules import Level, level_of

GUIDE = Path("docs/exchange.md").read_text("utf-8")
# | construct | **kept**, and in words | `example` |, in the section whose heading ends with (`format`).
SECTION = re.compile(r"^## [^\n]*\(`(\w+)`\)$\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\|.*\| \*\*(kept|changed|left out|not read|refused)\*\*.*\| `([\w-]+)` \|$", re.MULTILINE)
ROWS = [(name, example, said) for name, body in SECTION.findall(GUIDE) for said, example in ROW.findall(body)]
BECOMES = {
    Level.REFUSED: "refused",
    Level.NOT_READ: "not read",
    Level.DROPPED: "left out",
    Level.CHANGED: "changed",
}


def examples(name):
    return import_module(f"tests.exchange.constructs.{name}").EXAMPLES


def outcome(name, data):
    """The question that is read of a file of one, and the rules that are told."""
    known = BY_NAME[name]
    try:
        parted = split(known, data)
    except Refused as refused:
        return None, (refused.note.rule,)
    (raw,) = parted.raws
    read = known.read(raw)
    return read.question, tuple(note.rule for note in (*parted.notes, *read.notes))


@pytest.mark.parametrize(("name", "example", "said"), ROWS)
def test_becomes_what_the_table_says(name, example, said):
    promised = examples(name)[example]

    question, rules = outcome(name, promised.data)

    assert (question, rules) == (promised.becomes, promised.rules)
    gravest = min((list(Level).index(level_of(rule)) for rule in rules), default=None)
    assert said == ("kept" if gravest is None else BECOMES[list(Level)[gravest]])


@pytest.mark.parametrize("name", BY_NAME)
def test_every_example_has_its_row_and_every_row_its_example(name):
    assert sorted(examples(name)) == sorted(example for of, example, _said in ROWS if of == name)
