"""How often each rule of advice speaks of a good question, and how often it finds a bad one: simulated.

Readers and questions of a two-parameter logistic model; wrong answers fall on three distractors, the first of
them popular. `python -m tests.domain.test_advice_rates` writes the table into docs/statistics.md.
"""

import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from quiz.domain.advice import Advice, Choices, advise
from quiz.domain.groups import score_groups
from quiz.domain.itemstats import items

SIZES = (10, 15, 30, 100, 300)
CLASSES = {10: 200, 15: 200, 30: 150, 100: 120, 300: 60}
QUESTIONS, GUESS = 20, 0.25
DISTRACTORS = (0.6, 0.3, 0.1)
# The last question of each class is spoilt in one of these ways.
FAULTS = ("none", "key", "rare key", "guessed", "misconception", "idle")
FOUND = {
    "key": Advice.CHECK_KEY, "rare key": Advice.CHECK_KEY, "guessed": Advice.GUESSING,
    "misconception": Advice.MISCONCEPTION, "idle": Advice.IDLE_OPTION,
}  # fmt: skip
DOCS = Path(__file__).parents[2] / "docs" / "statistics.md"
TABLE = re.compile(r"(<!-- advice -->\n).*?(<!-- /advice -->)", re.DOTALL)


def answers(luck, readers, fault):
    """What each reader chose at each question (0: the right option), and whether they were certain."""
    able = luck.normal(size=(readers, 1))
    slope, hard = luck.uniform(0.9, 2.0, QUESTIONS), luck.normal(-0.3, 0.8, QUESTIONS)
    knows = luck.random((readers, QUESTIONS)) < 1 / (1 + np.exp(-slope * (able - hard)))
    right = knows | (luck.random((readers, QUESTIONS)) < GUESS)
    wrong = 1 + luck.choice(3, size=(readers, QUESTIONS), p=DISTRACTORS)
    sure = luck.random((readers, QUESTIONS)) < np.where(right, 0.5, 0.15)
    chosen = np.where(right, 0, wrong)
    last = chosen[:, -1]
    if fault == "guessed":
        last[:] = luck.integers(0, 4, readers)
    elif fault == "misconception":
        misled = luck.random(readers) < 0.6
        last[misled], sure[misled, -1] = 1, luck.random(misled.sum()) < 0.6
    elif fault == "idle":
        last[last == 3] = 1
    return chosen, sure


def told(chosen, sure, key):
    """The advice on each question, by the options that count as right."""
    marks = (chosen == key).astype(float)
    # For all options of all questions at once: by reader, question and option.
    takes = chosen[:, :, None] == np.arange(4)
    is_upper = score_groups(marks.sum(axis=1)) == 2
    taken, certain, upper = (
        shares.sum(axis=0).tolist() for shares in (takes, takes & sure[:, :, None], takes[is_upper])
    )
    found = []
    for place, item in enumerate(items(marks, np.ones(QUESTIONS))):
        options = [
            Choices(
                str(code), is_right=code == key[place], chosen=taken[place][code],
                certain=certain[place][code], upper=upper[place][code],
            )
            for code in range(4)
        ]  # fmt: skip
        found.append(advise(item, GUESS, options, sum(certain[place])))
    return found


@cache
def rates():
    """By rule and size: the share of good questions of which it speaks; by fault and size: of bad ones."""
    alarms, power = {}, {}
    for size in SIZES:
        spoken = {rule: [] for rule in Advice}
        for number, fault in enumerate(FAULTS):
            luck, seen = np.random.default_rng([size, number]), []
            for _class in range(CLASSES[size]):
                chosen, sure = answers(luck, size, fault)
                key = np.zeros(QUESTIONS, dtype=int)
                key[-1] = {"key": 1, "rare key": 2}.get(fault, 0)
                advice = told(chosen, sure, key)
                good = advice if fault == "none" else advice[:-1]
                for rule, said in spoken.items():
                    said.extend(rule in each for each in good)
                seen.append(FOUND.get(fault) in advice[-1])
            if fault in FOUND:
                power[fault, size] = float(np.mean(seen))
        alarms |= {(rule, size): float(np.mean(said)) for rule, said in spoken.items()}
    return alarms, power


def table():
    """The rates as lines of Markdown, in per cent."""
    alarms, power = rates()
    rules = {
        "check the key": (Advice.CHECK_KEY, ("key", "rare key")),
        "hardly better than guessing": (Advice.GUESSING, ("guessed",)),
        "shared misconception": (Advice.MISCONCEPTION, ("misconception",)),
        "idle option": (Advice.IDLE_OPTION, ("idle",)),
        "tells little": (Advice.TELLS_LITTLE, ()),
    }
    names = {"key": "popular distractor keyed", "rare key": "rarer one keyed", "guessed": "all guess",
             "misconception": "six of ten misled", "idle": "an option nobody takes"}  # fmt: skip
    lines = ["| rule | what | " + " | ".join(f"n = {size}" for size in SIZES) + " |"]
    lines.append("| --- | --- |" + " --- |" * len(SIZES))
    for name, (rule, faults) in rules.items():
        lines.append(row(name, "good questions", [alarms[rule, size] for size in SIZES]))
        lines += [row("", names[fault], [power[fault, size] for size in SIZES]) for fault in faults]
    return "\n".join(lines) + "\n"


def row(name, what, shares):
    return f"| {name} | {what} | " + " | ".join(f"{100 * share:.1f} %" for share in shares) + " |"


@pytest.mark.simulation
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("rule", sorted(set(FOUND.values()) | {Advice.TELLS_LITTLE}))
def test_a_good_question_is_spoken_of_in_one_of_twenty_at_most(rule, size):
    assert rates()[0][rule, size] <= 0.05


@pytest.mark.simulation
def test_a_wrong_key_is_found():
    _alarms, power = rates()

    assert power["key", 30] >= 0.4
    assert power["key", 100] >= 0.95
    assert power["key", 300] >= 0.95


@pytest.mark.simulation
def test_the_table_of_the_docs_is_the_one_of_this_simulation():
    assert TABLE.search(DOCS.read_text()).group(0) == f"<!-- advice -->\n{table()}<!-- /advice -->"


if __name__ == "__main__":
    DOCS.write_text(TABLE.sub(lambda found: found[1] + table() + found[2], DOCS.read_text()))
