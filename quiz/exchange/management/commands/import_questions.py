"""manage.py import_questions: a file of questions into a draft, or only looked through."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import override

from quiz.authoring.forms.texts import LONGEST_TITLE
from quiz.authoring.models import PieceKind
from quiz.authoring.services.copying import take_files
from quiz.bank.models import Pack
from quiz.bank.pack_archives import unpacked
from quiz.bank.pack_files import PackError
from quiz.domain.names import clean_name
from quiz.exchange.formats import known
from quiz.exchange.formats.plain import Refused
from quiz.exchange.kept import storable
from quiz.exchange.reports import Report, report_of
from quiz.exchange.services.confirming import Gone, Into, NothingTicked, take_in
from quiz.exchange.services.looking import look_through
from quiz.exchange.services.packs import is_pack
from quiz.exchange.services.reading import read_on
from quiz.exchange.services.taking import Sent, TooManyUnfinished, open_intake
from quiz.exchange.wording import told
from quiz.people.models import User
from quiz.web.bilingual import LANGUAGES

NOTHING = "Nothing was taken in."


class Command(BaseCommand):
    """Takes in all that can be read and is not there already; says of the rest why, with its line."""

    help = "Import a file of questions into a draft."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, what it is, whose it becomes and where to."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--as", dest="format", choices=[each.name for each in known.ALL], default="")
        parser.add_argument("--language", choices=LANGUAGES, default="", help="Otherwise told by its words.")
        parser.add_argument(
            "--by", required=True, metavar="EMAIL", help="The account whose draft it becomes."
        )
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--into", metavar="PACK[/QUIZ]", help="Without a quiz: a new one.")
        where.add_argument("--new", metavar="TITLE", help="A new pack of this title.")
        where.add_argument("--check", action="store_true", help="Only say what would come of it.")
        parser.add_argument("--json", action="store_true", help="Say it as data.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Take it in, and report; with exit code 1 where the file was refused."""
        with override("en"):
            user = _account(options["by"])
            file: Path = options["file"]
            try:
                data = file.read_bytes()
            except OSError as error:
                raise CommandError(f"{file}: {error.strerror}") from error
            if is_pack(data) and not options["format"]:
                self._take_pack(data, user, options)
                return
            sent = Sent(file.name, data, options["format"], options["language"])
            report = _report(sent, user, options)
            self._say(report, as_data=options["json"])
            if report.refused or not (report.pack or options["check"]):
                raise CommandError(NOTHING)

    def _say(self, report: Report, *, as_data: bool) -> None:
        if as_data:
            self.stdout.write(json.dumps(asdict(report), ensure_ascii=False, indent=2))
            return
        for line in report.lines():
            self.stdout.write(line)

    def _take_pack(self, data: bytes, user: User, options: dict[str, Any]) -> None:
        """A pack of this site becomes a new draft, which keeps the title that it has."""
        if options["into"] is not None:
            raise CommandError("A pack becomes a new draft: use --new or --check.")
        try:
            part = unpacked(data)
        except PackError as error:
            for finding in error.findings:
                self.stdout.write(finding.line)
            raise CommandError(NOTHING) from error
        if options["check"]:
            self.stdout.write(f"{options['file'].name}: a pack of this site.")
            return
        made = take_files(part=part, user=user, now=timezone.now())
        self.stdout.write(f"{options['file'].name}: a pack of this site, now the draft {made.slug}.")


def _report(sent: Sent, user: User, options: dict[str, Any]) -> Report:
    try:
        if options["check"]:
            return report_of(*look_through(user=user, sent=sent))
        return _taken(sent, user, _into(user, options))
    except Refused as refused:
        return Report(file=sent.name, refused=told(refused.note))
    except TooManyUnfinished as error:
        raise CommandError("The account has as many unfinished imports as may wait.") from error


def _taken(sent: Sent, user: User, into: Into) -> Report:
    now = timezone.now()
    intake = open_intake(user=user, sent=sent, now=now)
    while not intake.read_at:
        intake = read_on(intake=intake, now=now)
    try:
        intake = take_in(intake=intake, into=into, language=intake.language, user=user, now=now)
    except NothingTicked:
        report = report_of(intake, intake.found.all())
        intake.delete()
        return report
    except Gone as error:
        intake.delete()
        raise CommandError(f"That quiz or pack is not there. {NOTHING}") from error
    return report_of(intake, intake.found.all())


def _account(email: str) -> User:
    found = User.objects.filter(email__iexact=email).first()
    if found is None:
        raise CommandError(f"No account has the address {email}.")
    return found


def _into(user: User, options: dict[str, Any]) -> Into:
    if options["new"] is not None:
        title = clean_name(storable(options["new"]))[:LONGEST_TITLE]
        if not title:
            raise CommandError("A new pack needs a title.")
        return Into(title=title)
    slug, _sign, quiz = str(options["into"]).partition("/")
    pack = Pack.objects.editable_by(user).filter(slug=slug).first()
    if pack is None:
        raise CommandError(f"No pack that this account may change has the address {slug}.")
    if quiz and pack.pieces.exists() and not pack.pieces.filter(kind=PieceKind.QUIZ, key=quiz).exists():
        raise CommandError(f"The draft of {slug} has no quiz {quiz}.")
    return Into(pack, quiz)
