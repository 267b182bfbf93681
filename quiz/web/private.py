"""What a running copy writes is for its own account only. Read by the settings, so it needs none itself."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from quiz.web.environment import BadSetting, Environment

FOLDER, FILE = 0o700, 0o600


def keep_private(folder: Path, database: str) -> None:
    """From here on new files are for this account only; what is there already is put right.

    The secret lies in the folder; SQLite gives its log and its index the rights of the database file.
    """
    os.umask(0o077)
    files = (Path(database + ending) for ending in ("", "-wal", "-shm", "-journal") if database)
    for path, rights in ((folder, FOLDER), (folder / "secret_key", FILE), *((path, FILE) for path in files)):
        # Another account's file is that account's to put right; it may be shared on purpose. On a disk that
        # is read only the database says so when it is opened; PostgreSQL needs nothing here.
        with suppress(OSError):
            path.chmod(rights)


def var_dir(env: Environment, usual: Path) -> Path:
    """What a running copy writes: the database, the collected static files, the secret. Never committed."""
    found = Path(env.text("VAR_DIR", str(usual)))
    try:
        found.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting("VAR_DIR", f"must be a folder that can be written to ({error.strerror}).") from None
    return found


def secret_key(env: Environment, folder: Path) -> str:
    """The key from the environment, else one made once for this copy and kept beside its database."""
    if key := env.text("SECRET_KEY"):
        return key
    kept = folder / "secret_key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50))
    return kept.read_text().strip()
