"""How often one and two things are told from none and one: simulated.

Readers and questions of a two-parameter logistic model with guessing; where there are two things, half of the
questions ask for each. `python -m tests.domain.test_dimensions` writes the table into docs/statistics.md.
"""

import re
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest

from quiz.domain.dimensions import Dimensions, dimensions
from quiz.domain.missing import Missing

SIZES = (30, 80, 150)
CLASSES, QUESTIONS, GUESS = 60, 20, 0.25
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


@pytest.mark.simulation
@pytest.mark.parametrize("size", SIZES)
def test_what_is_not_there_is_seldom_said_to_show(size):
    # What is 5 % of all classes may well be six of these 80.
    assert rate("nothing", size, *SHOWN) <= 0.08
    assert rate("one", size, Dimensions.MORE) <= 0.08


@pytest.mark.simulation
def test_what_is_there_shows():
    assert rate("one", 30, *SHOWN) >= 0.9
    assert rate("two apart", 80, Dimensions.MORE) >= 0.6
    assert rate("two", 150, Dimensions.MORE) >= 0.5


@pytest.mark.simulation
def test_the_table_of_the_docs_is_the_one_of_this_simulation():
    assert TABLE.search(DOCS.read_text()).group(0) == f"<!-- dimensions -->\n{table()}<!-- /dimensions -->"


def slowly(marks):
    """The same, shuffle by shuffle, from correlations as numpy makes them."""
    ordered = np.ascontiguousarray(marks[np.lexsort(marks.T)])
    luck = np.random.default_rng(crc32(ordered.tobytes()))
    by_chance = [np.linalg.eigvalsh(np.corrcoef(luck.permuted(ordered, axis=0).T)) for _shuffle in range(99)]
    own = np.linalg.eigvalsh(np.corrcoef(marks.T))
    if sum(each[-1] >= own[-1] for each in by_chance) > 4:
        return Dimensions.NOTHING
    if len(marks) < 80:
        return Dimensions.ONE_AT_LEAST
    return Dimensions.MORE if all(each[-2] < own[-2] for each in by_chance) else Dimensions.ONE


def test_against_a_slow_count_on_questions_of_unlike_spread():
    seen = set()
    for seed in range(60):
        luck = np.random.default_rng(seed)
        able, other = luck.normal(size=(2, 80 - seed % 2, 1))
        shared = np.where(np.arange(6) < 3, able, other) * luck.uniform(0, 1.2)
        found = (luck.normal(size=(len(able), 6)) + shared) * [1, 5, 0.2, 1, 3, 10] + 7
        seen.add(dimensions(found))
        assert dimensions(found) is slowly(found)

    assert seen == set(Dimensions)


@pytest.mark.parametrize(
    ("seed", "found"),
    [(115, Dimensions.ONE_AT_LEAST), (15, Dimensions.ONE_AT_LEAST), (32, Dimensions.NOTHING)],
)
def test_the_fifth_largest_of_a_hundred_counts_and_the_sixth_does_not(seed, found):
    """Of these classes three, four and five of the 99 shuffles have a first eigenvalue as large."""
    luck = np.random.default_rng(seed)
    weak = luck.normal(size=(40, 6)) + 0.45 * luck.normal(size=(40, 1))

    assert dimensions(weak) is found is slowly(weak)


@pytest.fixture
def marks():
    return answers(np.random.default_rng(3), 80, 0.0)


def test_from_80_readers_on_a_second_thing_can_show(marks):
    assert dimensions(marks) is Dimensions.MORE
    assert dimensions(marks[:79]) is Dimensions.ONE_AT_LEAST


def test_the_order_of_readers_and_a_question_all_got_right_change_nothing(marks):
    one = answers(np.random.default_rng(2), 80, 1.0)

    for each in (marks, one):
        assert dimensions(each[::-1]) is dimensions(each)
        assert dimensions(np.column_stack([each, np.ones(80)])) is dimensions(each)
    assert dimensions(one) is Dimensions.ONE


def test_what_is_not_available_says_why(marks):
    assert dimensions(marks[:29]) is Missing.TOO_FEW_READERS
    assert dimensions(marks[:30]) in SHOWN
    assert dimensions(marks[:, :2]) is Missing.TOO_FEW_QUESTIONS
    assert dimensions(marks[:, :3]) in Dimensions
    assert dimensions(np.ones((80, 20))) is Missing.TOO_FEW_QUESTIONS
    assert dimensions(np.zeros((0, 3))) is Missing.TOO_FEW_READERS


if __name__ == "__main__":
    DOCS.write_text(TABLE.sub(lambda match: match[1] + table() + match[2], DOCS.read_text()))
