"""manage.py backup: all that is kept, as a folder, while the product is in use."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from quiz.web.backups.folders import Unusable, let_go
from quiz.web.backups.making import make_backup


class Command(BaseCommand):
    """Makes a backup and deletes old ones; exit code 1 where none was made, and then none is deleted."""

    help = "Back up database and secret into a new folder under BACKUP_DIR; the newest KEEP ones stay."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to, and how many stay, by default as the environment says."""
        parser.add_argument("--to", type=Path, default=settings.BACKUP_DIR)
        parser.add_argument("--keep", type=int, default=settings.KEEP)

    def handle(self, *_args: Any, to: Path, keep: int, **_options: Any) -> None:
        """Do it, and say where it is and what is in it."""
        if keep < 1:
            raise CommandError("--keep must be 1 or more: the one just made stays.")
        try:
            folder, contents = make_backup(parent=to, now=timezone.now())
        except (Unusable, OSError) as error:
            raise CommandError(f"No backup was made: {error}") from None
        gone = let_go(to, keep)
        rows = f"{contents.count} rows in {len(contents.rows)} tables"
        self.stdout.write(f"Backed up {rows} to {folder}, deleted {gone} older ones.")
