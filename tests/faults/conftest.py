"""What the tests of the harness share: a product with a class, and a run on a copy of it."""

import os
import shutil
from functools import cache

import pytest
from django.db import connection

from tests.faults.killing import Run
from tests.faults.power import NAME, sqlite3
from tests.faults.world import make_world


@cache
def made(folder):
    """A product in a folder, with the pack as the tests have it, and its class: once a process."""
    folder.mkdir()
    tests = sqlite3.connect(connection.settings_dict["NAME"])
    own = sqlite3.connect(folder / NAME)
    tests.backup(own)
    own.close()
    tests.close()
    return make_world(environment_of(folder), 8)


def environment_of(folder):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    kept.pop("DATABASE_URL", None)
    return kept | {
        "VAR_DIR": str(folder), "ALLOWED_HOSTS": "127.0.0.1", "PLAIN_FILES": "1",
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
    }  # fmt: skip


@pytest.fixture
def run(pack, tmp_path, tmp_path_factory):
    """A run on a copy of that product, set otherwise where it is said."""

    def run(**otherwise):
        folder = tmp_path_factory.getbasetemp() / "product"
        world = made(folder)
        shutil.copytree(folder, tmp_path / "var")
        environment = environment_of(tmp_path / "var") | otherwise
        return Run(environment, tmp_path, world=world, workers=1)

    return run
