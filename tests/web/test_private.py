import os
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.web.environment import BadSetting, Environment
from quiz.web.private import secret_key, var_dir


def rights(path):
    return oct(path.stat().st_mode & 0o777)


@pytest.mark.parametrize("is_there", [False, True])
def test_what_a_copy_keeps_is_for_its_own_account_only(tmp_path, is_there):
    """A process of its own: the settings of the product, not those of the tests."""
    kept = tmp_path / "var"
    if is_there:
        kept.mkdir()
        kept.chmod(0o755)
        for name in ("yomitoki.sqlite3", "secret_key"):
            (kept / name).touch()
            (kept / name).chmod(0o644)
    made = "from django.db import connection; connection.cursor().execute('CREATE TABLE x (y)')"
    given = {
        "VAR_DIR": str(kept),
        "DJANGO_SETTINGS_MODULE": "quiz.settings",
        "DATABASE_URL": f"sqlite:///{kept}/yomitoki.sqlite3",
    }
    look = "; import pathlib; print([oct(p.stat().st_mode & 0o777) for p in pathlib.Path({0!r}).glob('*e*')])"

    told = subprocess.run(
        [sys.executable, "-c", made + look.format(str(kept))],
        env=os.environ | given, cwd=Path(__file__).parents[2], check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip

    # The database with its log and its index, and the secret.
    assert told.split("'")[1::2] == ["0o600"] * 4
    assert rights(kept) == "0o700"


def test_a_folder_that_cannot_be_made_is_said_in_one_line(tmp_path):
    file = tmp_path / "file"
    file.touch()

    with pytest.raises(BadSetting, match="VAR_DIR must be a folder that can be written to"):
        var_dir(Environment({"VAR_DIR": str(file / "var")}), tmp_path)


def test_the_secret_is_the_one_given_else_made_once(tmp_path):
    assert secret_key(Environment({"SECRET_KEY": "given"}), tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []

    made = secret_key(Environment({}), tmp_path)

    assert len(made) >= 50
    assert secret_key(Environment({}), tmp_path) == made
    assert rights(tmp_path / "secret_key") == "0o600"
