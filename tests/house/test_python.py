"""Which Python the .venv is made with (.ci/python)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

OWN = "/usr/bin/python3"
CAN = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))"


def chosen(folder, script):
    """What is chosen where python3 is this script."""
    python = folder / "python3"
    python.write_text(f"#!/bin/sh\n{script}\n")
    python.chmod(0o755)
    path = os.pathsep.join([str(folder), os.environ["PATH"]])
    done = subprocess.run([".ci/python"], env={"PATH": path}, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def systems_own():
    """The system's own where it is there and will do, else python3."""
    will_do = Path(OWN).exists() and not subprocess.run([OWN, "-c", CAN], check=False).returncode
    return OWN if will_do else "python3"


def test_python3_is_taken_where_it_was_built_with_optimisation(tmp_path):
    flags = tmp_path / "flags"
    flags.mkdir()
    (flags / "sysconfig.py").write_text(
        "def get_config_var(name):\n    return \"'--enable-optimizations'\"\n"
    )
    script = f'PYTHONPATH="{flags}" exec "{sys.executable}" "$@"'

    assert chosen(tmp_path, script) == "python3"


@pytest.mark.parametrize("script", ["exit 1", "exit 127"])
def test_else_the_systems_own_where_there_is_one_that_will_do(tmp_path, script):
    assert chosen(tmp_path, script) == systems_own()
