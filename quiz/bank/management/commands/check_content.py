"""manage.py check_content FOLDER: what is wrong with a pack, or with what is in the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quiz.bank.checks import check_pack
from quiz.bank.findings.guessing import estimates, guessed
from quiz.bank.findings.report import findings
from quiz.bank.findings.told import Level
from quiz.bank.pack import PackPart
from quiz.bank.pack_files import PackError, read_pack
from quiz.bank.queries import graded_on_opinion

BAD = (Level.WALL, Level.ERROR)


class Command(BaseCommand):
    """Checks a content pack and the bank; ends with an error where there is one."""

    help = "Check a content pack and the bank for what may not be."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder, and whether to leave the database out."""
        parser.add_argument("folder", type=Path, nargs="?", default=Path("fixtures/h20"))
        parser.add_argument(
            "--guess", action="store_true", help="Also what those who have not read would score by guessing."
        )
        parser.add_argument("--files", action="store_true", help="Only the files, not the database.")

    def handle(self, *_args: Any, folder: Path, files: bool, guess: bool, **_options: Any) -> None:
        """Print each finding; raise CommandError if one of them is an error."""
        try:
            pack = read_pack(folder)
            # The site's own pack is read in both languages.
            found = [*check_pack(pack), *findings(pack, timezone.localdate(), bilingual=True)]
            if guess:
                self._tell_guesses(pack)
        except PackError as error:
            found = list(error.findings)
        problems = [finding.line for finding in found if finding.level in BAD]
        if not files:
            problems += [f"database: {line}" for line in graded_on_opinion()]
        for finding in found:
            if finding.level not in BAD:
                self.stdout.write(f"{finding.level}: {finding.line}")
        if problems:
            raise CommandError("\n".join(problems))
        warnings = sum(finding.level is Level.WARNING for finding in found)
        self.stdout.write(f"{folder}: no errors, {warnings} warnings.")

    def _tell_guesses(self, pack: PackPart) -> None:
        for code, language, right, chance in estimates(pack):
            self.stdout.write(f"{code} ({language}): closed book {right:.0%}, by chance {chance:.0%}")
        for quiz, language, each in guessed(pack):
            self.stdout.write(
                f"{quiz} ({language}) {each.way}: {each.hits:.1f} of {each.questions}, "
                f"{each.by_chance:.1f} by chance, p {each.p:.3f}, by Holm {each.held:.3f}"
            )
