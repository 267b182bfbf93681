"""docs/security.md names tests that exist, and the table of limits has all of them."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from quiz.people import limits

TOLD = Path("docs/security.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TOLD)))
# The requirements that reliability's study lists.
CHAPTERS = {"1", "2", "3", "4", "5", "6", "7", "8", "11", "12", "13", "14", "15", "16"}


@cache
def named_in(path):
    return {node.name for node in ast.walk(ast.parse(Path(path).read_text())) if hasattr(node, "name")}


def test_every_test_that_is_named_is_there():
    assert len(NAMED) > 80
    assert [f"{path}::{name}" for path, name in NAMED if name not in named_in(path)] == []


def test_every_requirement_is_there_once_and_has_a_test_or_a_reason():
    rows = re.findall(r"^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \|$", TOLD, re.MULTILINE)
    names = [name for name, _what, _shown in rows]

    assert len(names) == len(set(names)) > 130
    assert {name.split(".")[0] for name in names} == CHAPTERS
    assert all(len(shown.strip()) > 10 for _name, _what, shown in rows)


def test_every_finding_of_the_trial_is_there():
    found = re.findall(r"^\| (\d+[abc]?) \|", TOLD, re.MULTILINE)

    assert {re.sub("[abc]", "", each) for each in found} == {str(number) for number in range(1, 22)}


@pytest.mark.parametrize(
    "name", [name for name in vars(limits) if isinstance(vars(limits)[name], limits.Limit)]
)
def test_every_limit_is_in_the_table(name):
    limit = vars(limits)[name]
    every = f"{limit.every} s" if limit.every < 60 else f"{limit.every // 60} min"
    rows = Path("docs/classes.md").read_text()

    assert name == "ONE_TICKET" or f"| {limit.free} | {every} |" in rows
