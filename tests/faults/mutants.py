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


@pytest.mark.parametrize("setting", ["off", "on"])
def test_a_crash_of_postgresql_shows_a_commit_that_is_not_on_disk(setting):
    with ExitStack() as stack:
        environment, folder, cluster = product(stack, "PostgreSQL")
        environment |= {"DATABASE_URL": f"{cluster.url}?options=-c%20synchronous_commit%3D{setting}"}
        played = Run(environment, folder, cluster, kinds={"server": 1}, workers=1)
        played.kill(20, "pause")

        assert bool(lost(played)) is (setting == "off")


@pytest.mark.parametrize("fault", ["early", "behind"])
def test_kills_show_on_postgresql_what_acknowledges_too_early(fault):
    with ExitStack() as stack:
        played = Run(*product(stack, "PostgreSQL"), workers=1)
        played.kill(10, fault)

        assert lost(played)
