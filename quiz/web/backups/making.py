"""Making a backup and putting one back, whichever the database is."""

import os
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from quiz.web.backups import postgresql, sqlite
from quiz.web.backups.folders import (
    DATABASE,
    SECRET,
    Contents,
    Unusable,
    digest_of,
    new_folder,
    read_contents,
    write_contents,
)
from quiz.web.probes import migrations_here

HERE, ENVIRONMENT = "folder", "environment"


def make_backup(*, parent: Path, now: datetime) -> tuple[Path, Contents]:
    """Keep database and secret in a new folder under `parent`; which, and what it holds. Raises Unusable."""
    with new_folder(parent, now) as (folder, final):
        copy = folder / DATABASE
        rows = postgresql.save(copy) if _is_postgres() else sqlite.save(_name(), copy)
        contents = Contents(
            now.isoformat(), connection.vendor, digest_of(copy), _keep_secret(folder), rows, _applied()
        )
        write_contents(folder, contents)
    return final, contents


def restore_backup(*, folder: Path, is_forced: bool) -> Contents:
    """Put a backup back into the database of the settings, and its secret; what it held.

    Raises Unusable where there is anything in the database already (but `is_forced`), where the backup is of
    another kind of database, or by a later release, or where other rows are there in the end.
    """
    contents = read_contents(folder)
    if contents.vendor != connection.vendor:
        raise Unusable(f"It is a backup of {contents.vendor}; DATABASE_URL names {connection.vendor}.")
    if newer := _newer(contents):
        raise Unusable(f"It was made by a later release ({newer[0]}): install that one first.")
    is_there = not (postgresql.is_empty() if _is_postgres() else sqlite.is_empty(_name()))
    if is_there and not is_forced:
        raise Unusable("There are tables in the database already; --force replaces all that is in it.")
    copy = folder / DATABASE
    rows = postgresql.put_back(copy, is_there=is_there) if _is_postgres() else sqlite.put_back(copy, _name())
    _compare(contents.rows, rows)
    if (folder / SECRET).is_file() and not os.environ.get("SECRET_KEY"):
        shutil.copy(folder / SECRET, settings.VAR_DIR / SECRET)
        (settings.VAR_DIR / SECRET).chmod(0o600)
    return contents


def _is_postgres() -> bool:
    return connection.vendor == "postgresql"


def _name() -> str:
    return str(settings.DATABASES["default"]["NAME"])


def _keep_secret(folder: Path) -> str:
    """Copy the secret that signs cookies, unless it is of the environment: where it is."""
    if os.environ.get("SECRET_KEY"):
        return ENVIRONMENT
    shutil.copy(settings.VAR_DIR / SECRET, folder / SECRET)
    return HERE


def _applied() -> tuple[str, ...]:
    return tuple(f"{app}.{name}" for app, name in sorted(MigrationRecorder(connection).applied_migrations()))


def _newer(contents: Contents) -> list[str]:
    """The migrations of the backup that this code does not have, of apps that it has."""
    here = migrations_here()
    apps = {app for app, _name in here}
    told = (each.partition(".") for each in contents.migrations)
    return [f"{app}.{name}" for app, _dot, name in told if app in apps and (app, name) not in here]


def _compare(wanted: Mapping[str, int], found: Mapping[str, int]) -> None:
    """Raises Unusable where a table has other rows than were backed up."""
    other = sorted(name for name in {*wanted, *found} if wanted.get(name) != found.get(name))
    if other:
        told = ", ".join(f"{name} ({wanted.get(name)} → {found.get(name)})" for name in other)
        raise Unusable(f"Other rows than were backed up: {told}.")
