"""manage.py export_questions PACK[/QUIZ] --as FORMAT: write the questions of a pack for another program."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from quiz.authoring.assembling import content_of
from quiz.bank.models import Pack
from quiz.exchange.contents import Content
from quiz.exchange.exporting import Report, exported
from quiz.exchange.formats.known import BY_NAME
from quiz.exchange.losses import fate_of
from quiz.exchange.outgoing import Origin
from quiz.exchange.telling import LOST, STAYING
from quiz.web.bilingual import LANGUAGES


class Command(BaseCommand):
    """Writes a file of questions, and says what it does not hold; no question but in part, no file."""

    help = "Write the questions of a pack in the format of another program: its draft as it stands."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What, in which format and language, and where to."""
        parser.add_argument("what", metavar="PACK[/QUIZ]")
        parser.add_argument("--as", dest="target", required=True, choices=sorted(BY_NAME))
        parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
        parser.add_argument("--out", type=Path, help="The file to write; else it goes to standard output.")
        parser.add_argument("--json", action="store_true", help="Say as data what becomes of the questions.")

    def handle(self, *_args: Any, what: str, target: str, language: str, **options: Any) -> None:
        """Write the file and the report; raise CommandError where there is nothing to write."""
        slug, _slash, quiz = what.partition("/")
        # Operators read English, whatever the language of the questions.
        with override("en"):
            try:
                made = exported(BY_NAME[target], Origin(_content(slug), language), slug, quiz)
            except KeyError as error:
                raise CommandError(f"{slug} has no quiz {quiz}.") from error
            self._say(made.report, options["out"], as_data=options["json"])
        if not made.batch.questions:
            raise CommandError(f"{what} has no question that {target} can hold; nothing was written.")
        if options["out"]:
            options["out"].write_bytes(made.file())
        else:
            sys.stdout.buffer.write(made.file())

    def _say(self, report: Report, out: Path | None, *, as_data: bool) -> None:
        """Where the file itself goes to standard output, the report goes beside it."""
        told = (
            json.dumps(report.data(), ensure_ascii=False, indent=2) if as_data else "\n".join(_lines(report))
        )
        (self.stdout if out else self.stderr).write(told)


def _content(slug: str) -> Content:
    """The draft of a pack, or what was published where there is none."""
    pack = Pack.objects.filter(slug=slug).first()
    if pack is None:
        raise CommandError(f"{slug}: no pack of this site.")
    pieces = list(pack.pieces.all())
    return content_of(slug, pieces) if pieces else pack.content or {}


def _lines(report: Report) -> Iterator[str]:
    yield f"Written: {len(report.written)}"
    for loss, lines in report.losing().items():
        yield f"{LOST[loss, fate_of(loss, report.target)]} {len(lines)}: {_codes(lines)}"
    for why, lines in report.staying().items():
        yield f"Not written: {STAYING[why]} {len(lines)}: {_codes(lines)}"


def _codes(lines: Any) -> str:
    return ", ".join(line.code for line in lines)
