"""A pack to spoil."""

import shutil

import pytest
import yaml

from tests.conftest import PACK


@pytest.fixture
def copy(tmp_path):
    """A copy of the pack to spoil, and a way to change one of its files."""
    shutil.copytree(PACK, tmp_path / "h20")

    def change(name, edit):
        file = tmp_path / "h20" / name
        content = yaml.safe_load(file.read_text())
        edit(content)
        file.write_text(yaml.safe_dump(content, allow_unicode=True))
        return tmp_path / "h20"

    return change
