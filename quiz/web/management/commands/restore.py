"""manage.py restore: a backup back into the database, compared with what it held."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error

from quiz.web.backups.folders import Unusable
from quiz.web.backups.making import ENVIRONMENT, restore_backup


class Command(BaseCommand):
    """Puts a backup back, into an empty database unless it is forced. Stop the server first."""

    help = "Restore a folder that `backup` made; migrate, collectstatic and serve come after it."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Which backup, and whether what is there may go."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--force", action="store_true", help="replace what is in the database")

    def handle(self, *_args: Any, folder: Path, force: bool, **_options: Any) -> None:
        """Do it, and say what is there now."""
        try:
            contents = restore_backup(folder=folder, is_forced=force)
        except (Unusable, OSError, Error) as error:
            raise CommandError(f"Not restored: {error}") from None
        self.stdout.write(
            f"Restored {contents.count} rows in {len(contents.rows)} tables as of {contents.made_at}; the "
            "same rows are there."
        )
        if contents.key_in == ENVIRONMENT:
            self.stdout.write("Its SECRET_KEY was in the environment: without that one every cookie is void.")
