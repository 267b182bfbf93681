"""What a running copy writes is for its own account only. Read by the settings, so it needs none itself."""

import os
from contextlib import suppress
from pathlib import Path

FOLDER, FILE = 0o700, 0o600


def keep_private(folder: Path, database: str) -> None:
    """From here on new files are for this account only; what is there already is put right.

    The secret lies in the folder; SQLite gives its log and its index the rights of the database file.
    """
    os.umask(0o077)
    files = (Path(database + ending) for ending in ("", "-wal", "-shm", "-journal") if database)
    for path, rights in ((folder, FOLDER), (folder / "secret_key", FILE), *((path, FILE) for path in files)):
        # Another account's file is that account's to put right; it may be shared on purpose.
        with suppress(FileNotFoundError, PermissionError):
            path.chmod(rights)
