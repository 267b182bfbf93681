"""manage.py write_pack FOLDER: bring a pack's files into the one form in which they are written.

manage.py write_pack --pack SLUG --into FOLDER: write what the site published last of a pack.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quiz.bank.models import Pack
from quiz.bank.pack import PackPart
from quiz.bank.pack_files import PackError, files_in, read_pack
from quiz.bank.pack_writing import written


class Command(BaseCommand):
    """Writes a content pack, in place or into another folder; a second time changes nothing."""

    help = "Write a content pack in the form made for editing by hand. Comments are not kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder, where to write it, and whether only to look."""
        parser.add_argument("folder", type=Path, nargs="?", default=Path("fixtures/h20"))
        parser.add_argument("--pack", metavar="SLUG", help="A published pack of this site, with --into.")
        parser.add_argument("--into", type=Path, help="Another folder to write it into.")
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; end with an error where the files differ."
        )

    def handle(self, *_args: Any, folder: Path, into: Path | None, check: bool, **options: Any) -> None:
        """Write what differs, or name it; raise CommandError where the pack cannot be read."""
        texts = _published(options["pack"], into) if options["pack"] else _read(folder)
        target = into or folder
        there = files_in(target)
        differ = [name for name, text in texts.items() if there.get(name) != text.encode()]
        others = sorted(there.keys() - texts.keys())
        if check and (differ or others):
            raise CommandError(
                f"{target}: not as write_pack writes it (without --check it does): "
                + ", ".join([*differ, *others])
            )
        if into and others:
            raise CommandError(f"{target} holds other files, and nothing was written: {', '.join(others)}")
        for name in differ:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(texts[name].encode())
        # In place these can only be quizzes whose file was not named by their slug, written above.
        for name in others:
            (target / name).unlink()
        self.stdout.write(f"{target}: {len(differ)} files written, {len(texts) - len(differ)} as they were.")


def _read(folder: Path) -> dict[str, str]:
    try:
        return written(read_pack(folder))
    except PackError as error:
        raise CommandError(f"{folder} was not written:\n{error}") from error


def _published(slug: str, into: Path | None) -> dict[str, str]:
    content = Pack.objects.published().filter(slug=slug).values_list("content", flat=True).first()
    if content is None:
        raise CommandError(f"{slug}: no published pack of this site.")
    if into is None:
        raise CommandError("--pack needs --into: the folder to write to.")
    return written(PackPart(digest="", **content))
