"""A pack to spoil."""

import shutil

import pytest
import yaml

from quiz.bank import pack_files
from quiz.bank.pack_files import SafeLoader
from tests.conftest import PACK

READ = pack_files._read_yaml
PARSED = {}


@pytest.fixture(autouse=True)
def files_with_the_same_words_are_parsed_once(monkeypatch):
    """Packs differ in one file or two, and to parse the others took half of the time."""

    def read(name, words):
        if words not in PARSED:
            PARSED[words] = READ(name, words)
        return PARSED[words]

    monkeypatch.setattr(pack_files, "_read_yaml", read)


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
