"""A backup as a folder: the database, the secret, and what must be in it again once it is put back."""

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path

FORM = "%Y%m%dT%H%M%SZ"
NAME = re.compile(r"\d{8}T\d{6}Z")
DATABASE, SECRET, CONTENTS, UNFINISHED = "database", "secret_key", "contents.json", ".unfinished"


class Unusable(Exception):
    """What was found is no backup that can be put back, or what was made is none. The text says why."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds: of which kind of database, the SHA-256 of its file, rows by table, migrations as
    "app.name". `key_in` says where the secret key is: in this folder, or in the environment.
    """

    made_at: str
    vendor: str
    sha256: str
    key_in: str
    rows: Mapping[str, int]
    migrations: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many rows in all."""
        return sum(self.rows.values())


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, read piece by piece."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


@contextmanager
def new_folder(parent: Path, now: datetime) -> Iterator[tuple[Path, Path]]:
    """A folder to write into and the one that it becomes once all is written and on disk; where that fails,
    nothing stays. Raises Unusable where there is one of this second.
    """
    parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    final = parent / now.astimezone(UTC).strftime(FORM)
    folder = final.with_name(final.name + UNFINISHED)
    if final.exists():
        raise Unusable(f"{final} is there already.")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder, final
        for path in (*folder.iterdir(), folder):
            _sync(path)
        folder.rename(final)
        _sync(parent)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_contents(folder: Path, contents: Contents) -> None:
    """Say in the folder what it holds."""
    (folder / CONTENTS).write_text(json.dumps(asdict(contents), indent=1))


def read_contents(folder: Path) -> Contents:
    """What the folder says that it holds, and does. Raises Unusable."""
    try:
        told = json.loads((folder / CONTENTS).read_text())
        found = Contents(**told | {"migrations": tuple(told["migrations"])})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise Unusable(f"{folder} is no backup ({error}).") from None
    if not (folder / DATABASE).is_file() or digest_of(folder / DATABASE) != found.sha256:
        raise Unusable(f"{folder / DATABASE} is not the file that was backed up.")
    return found


def kept_in(parent: Path) -> list[Path]:
    """The finished backups in a folder, the newest first."""
    found = (path for path in parent.iterdir() if NAME.fullmatch(path.name) and (path / CONTENTS).is_file())
    return sorted(found, reverse=True)


def let_go(parent: Path, keep: int) -> int:
    """Delete all backups but the `keep` newest, and what was never finished; how many backups. Nothing else
    in the folder is touched.
    """
    old = kept_in(parent)[keep:]
    unfinished = [path for path in parent.iterdir() if path.name.endswith(UNFINISHED)]
    for path in (*old, *unfinished):
        shutil.rmtree(path)
    return len(old)
