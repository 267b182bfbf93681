"""Every mutant, by the harness that is meant for it: a part of make faults, minutes long.

.venv/bin/python -m pytest tests/faults/mutants.py
"""

from contextlib import ExitStack

import pytest

from tests.faults.__main__ import product
from tests.faults.killing import Run
from tests.faults.power import recorded

ACKS = 20
BY_POWER = {
    "synchronous=NORMAL": ({"SYNCHRONOUS": "NORMAL"}, ""), "synchronous=OFF": ({"SYNCHRONOUS": "OFF"}, ""),
    "before the commit": ({}, "early"), "written behind": ({}, "behind"),
}  # fmt: skip


def lost(run):
    return [line for line in run.wrong if line.startswith("lost")]


@pytest.mark.parametrize("name", BY_POWER)
def test_a_power_cut_shows_it(run, name):
    settings, fault = BY_POWER[name]

    assert recorded(run(**settings), ACKS, fault).lost > 0


@pytest.mark.parametrize("fault", ["early", "behind"])
def test_kills_show_what_acknowledges_too_early(run, fault):
    played = run()

    played.kill(10, fault)

    assert lost(played)


@pytest.fixture(scope="module")
def on_postgres():
    """A product on a PostgreSQL server of its own: environment, folder, server."""
    with ExitStack() as stack:
        yield product(stack, "PostgreSQL")


def not_on_disk(made):
    """The same product, but that PostgreSQL acknowledges before it syncs."""
    environment, folder, cluster = made
    off = f"{cluster.url}?options=-c%20synchronous_commit%3Doff"
    return environment | {"DATABASE_URL": off}, folder, cluster


def test_a_crash_and_a_power_cut_show_a_commit_that_is_not_on_disk(on_postgres):
    played = Run(*not_on_disk(on_postgres), kinds={"server": 1}, workers=1)

    found = recorded(played, ACKS, "pause")
    played.kill(20, "pause")

    assert found.lost > 0
    assert lost(played)
