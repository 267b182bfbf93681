"""How often one and two things are told from none and one: simulated.

Readers and questions of a two-parameter logistic model with guessing; where there are two things, half of the
questions ask for each. `python -m tests.domain.test_dimensions` writes the table into docs/statistics.md.
"""

import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from quiz.domain.dimensions import Dimensions, dimensions
from quiz.domain.missing import Missing

SIZES = (30, 60, 150)
CLASSES, QUESTIONS, GUESS = 80, 20, 0.25
# How much of one thing is in the other; None: all answers are guesses.
KINDS = {"nothing": None, "one": 1.0, "two": 0.5, "two apart": 0.0}
DOCS = Path(__file__).parents[2] / "docs" / "statistics.md"
TABLE = re.compile(r"(<!-- dimensions -->\n).*?(<!-- /dimensions -->)", re.DOTALL)


def answers(luck, readers, shared):
    """Which readers are right at which question."""
    if shared is None:
        return (luck.random((readers, QUESTIONS)) < GUESS).astype(float)
    able, other = luck.normal(size=(2, readers, 1))
    other = shared * able + np.sqrt(1 - shared**2) * other
    slope, hard = luck.uniform(0.9, 2.0, QUESTIONS), luck.normal(-0.3, 0.8, QUESTIONS)
    asked = np.where(np.arange(QUESTIONS) % 2, able, other)
    knows = luck.random((readers, QUESTIONS)) < 1 / (1 + np.exp(-slope * (asked - hard)))
    return (knows | (luck.random((readers, QUESTIONS)) < GUESS)).astype(float)


@cache
def found(kind, size):
    """What was found of each class."""
    luck = np.random.default_rng([size, list(KINDS).index(kind)])
    return [dimensions(answers(luck, size, KINDS[kind])) for _class in range(CLASSES)]


def rate(kind, size, *wanted):
    return sum(each in wanted for each in found(kind, size)) / CLASSES


SHOWN = (Dimensions.ONE_AT_LEAST, Dimensions.ONE, Dimensions.MORE)
ROWS = {
    "nothing in common: something is said to show": ("nothing", SHOWN),
    "one thing: it shows": ("one", SHOWN),
    "one thing: a second is said to show": ("one", (Dimensions.MORE,)),
    "two things that go together (0.5): both show": ("two", (Dimensions.MORE,)),
    "two things apart: both show": ("two apart", (Dimensions.MORE,)),
}


def table():
    """The rates as lines of Markdown, in per cent."""
    lines = [
        "| what | " + " | ".join(f"n = {size}" for size in SIZES) + " |",
        "| --- |" + " --- |" * len(SIZES),
    ]
    for name, (kind, wanted) in ROWS.items():
        lines.append(
            f"| {name} | " + " | ".join(f"{100 * rate(kind, n, *wanted):.0f} %" for n in SIZES) + " |"
        )
    return "\n".join(lines) + "\n"


@pytest.mark.no_cover
@pytest.mark.parametrize("size", SIZES)
def test_what_is_not_there_is_seldom_said_to_show(size):
    # What is 5 % of all classes may well be six of these 80.
    assert rate("nothing", size, *SHOWN) <= 0.08
    assert rate("one", size, Dimensions.MORE) <= 0.08


@pytest.mark.no_cover
def test_what_is_there_shows():
    assert rate("one", 30, *SHOWN) >= 0.9
    assert rate("two apart", 60, Dimensions.MORE) >= 0.6
    assert rate("two", 150, Dimensions.MORE) >= 0.5


@pytest.mark.no_cover
def test_the_table_of_the_docs_is_the_one_of_this_simulation():
    assert TABLE.search(DOCS.read_text()).group(0) == f"<!-- dimensions -->\n{table()}<!-- /dimensions -->"


@pytest.fixture
def marks():
    return answers(np.random.default_rng(3), 60, 0.0)


def test_from_60_readers_on_a_second_thing_can_show(marks):
    assert dimensions(marks) is Dimensions.MORE
    assert dimensions(marks[:59]) is Dimensions.ONE_AT_LEAST


def test_the_order_of_readers_and_a_question_all_got_right_change_nothing(marks):
    one = answers(np.random.default_rng(2), 60, 1.0)

    for each in (marks, one):
        assert dimensions(each[::-1]) is dimensions(each)
        assert dimensions(np.column_stack([each, np.ones(60)])) is dimensions(each)
    assert dimensions(one) is Dimensions.ONE


def test_what_is_not_available_says_why(marks):
    assert dimensions(marks[:29]) is Missing.TOO_FEW_READERS
    assert dimensions(marks[:, :2]) is Missing.TOO_FEW_QUESTIONS
    assert dimensions(np.ones((60, 20))) is Missing.TOO_FEW_QUESTIONS
    assert dimensions(np.zeros((0, 3))) is Missing.TOO_FEW_READERS


if __name__ == "__main__":
    DOCS.write_text(TABLE.sub(lambda match: match[1] + table() + match[2], DOCS.read_text()))
