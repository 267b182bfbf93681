import os
import subprocess
import sys

import pytest

from quiz.domain.later import later

# What they hold in memory is a fifth of a process that serves.
FEW_NEED = ("lxml", "qrcode", "scipy", "xlsxwriter")


def test_a_module_is_loaded_at_the_first_call_of_its_function(monkeypatch):
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    hls = later("colorsys:rgb_to_hls")
    assert "colorsys" not in sys.modules

    assert hls(0.0, 0.0, 0.0) == (0.0, 0.0, 0.0)

    assert "colorsys" in sys.modules


def test_a_function_that_is_not_there_is_told_when_it_is_called():
    with pytest.raises(AttributeError, match="nothing"):
        later("colorsys:nothing")()


def test_a_worker_begins_without_what_few_requests_need(tmp_path):
    loaded = f"import quiz.urls, sys; print([name for name in {FEW_NEED} if name in sys.modules])"
    given = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "--no-imports", "-c", loaded], check=True,
        capture_output=True, text=True, env=given | {"VAR_DIR": str(tmp_path)},
    )  # fmt: skip

    assert done.stdout.strip() == "[]"
