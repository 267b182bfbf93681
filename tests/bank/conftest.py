"""A pack to spoil."""

import shutil

import pytest
import yaml

from quiz.bank.pack_files import SafeLoader
from tests.conftest import PACK


@pytest.fixture
def copy(tmp_path):
    """A copy of the pack to spoil, and a way to change one of its files."""
    shutil.copytree(PACK, tmp_path / "h20")

    def change(name, edit):
        file = tmp_path / "h20" / name
        content = yaml.load(file.read_text(), Loader=SafeLoader)  # noqa: S506  a safe one
        edit(content)
        file.write_text(yaml.dump(content, Dumper=yaml.CSafeDumper, allow_unicode=True))
        return tmp_path / "h20"

    return change
