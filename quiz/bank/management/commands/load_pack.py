"""manage.py load_pack FOLDER: read a content pack, call the service, report."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quiz.bank.models import Pack
from quiz.bank.pack_files import PackError, read_pack
from quiz.bank.services.loading import load_files


class Command(BaseCommand):
    """Loads a content pack; the same pack again changes nothing."""

    help = "Load a content pack (a folder of YAML files)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder."""
        parser.add_argument("folder", type=Path, nargs="?", default=Path("fixtures/h20"))

    def handle(self, *_args: Any, folder: Path, **_options: Any) -> None:
        """Load it, or say what is wrong with it and where."""
        try:
            pack = read_pack(folder)
            # No error: whoever starts the site is not kept from it since a pack was handed over.
            if Pack.objects.filter(slug=pack.source.slug, owner__isnull=False).exists():
                self.stdout.write(f"{folder}: this pack is an account's by now, and stays as it is.")
                return
            loaded = load_files(pack=pack, now=timezone.now())
        except PackError as error:
            raise CommandError(f"{folder} was not loaded:\n{error}") from error
        self.stdout.write(
            f"{folder}: {len(loaded.new)} new, {len(loaded.changed)} changed, "
            f"{len(loaded.next_version)} as a next version."
        )
