"""Commands that are killed half way: what they had begun is there whole or not at all, and they go on."""

import json
import os
import random
import signal
import subprocess
import sys
import time

from tests.bench.serving import ROOT, manage

STATE = """
import json
from django.db import connection
from quiz.bank.models import Option, Place, Question, Source
told = {model.__name__: model.objects.count() for model in (Source, Question, Option, Place)}
print(json.dumps(told))
"""
EMPTY = {"Source": 0, "Question": 0, "Option": 0, "Place": 0}


def killed_at(environment, words, seconds):
    """Run a management command and kill it after so long; whether it was killed before it was through."""
    command = [sys.executable, "manage.py", *words]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            return True
    return False


def took(environment, words):
    """How long the command takes that has nothing left to do: before that, a kill only meets imports."""
    began = time.monotonic()
    manage(environment, *words)
    return time.monotonic() - began


def interrupted(environment, many, seed):
    """Kill `migrate`, then `load_pack`, so many times each, then let them end; how many were killed.

    Raises SystemExit where a killed one left half of it, or where the last one did not come to the same.
    """
    luck, kills, left = random.Random(seed), 0, []  # noqa: S311  the same again by the same seed
    idle = took(environment, ["check"])
    for _time in range(many):
        kills += killed_at(environment, ["migrate", "-v0"], idle * luck.uniform(0.7, 2))
    manage(environment, "migrate", "-v0")
    for _time in range(many):
        kills += killed_at(environment, ["load_pack"], idle * luck.uniform(0.8, 2.5))
        left.append(state(environment))
    manage(environment, "load_pack")
    whole = state(environment)
    manage(environment, "load_pack")
    if state(environment) != whole or any(each not in (EMPTY, whole) for each in left):
        raise SystemExit(f"faults: half a pack is left: {left}, at the end {whole}")
    return kills


def state(environment):
    """How many rows of the bank there are."""
    return json.loads(manage(environment, "shell", "-v0", "-c", STATE))
