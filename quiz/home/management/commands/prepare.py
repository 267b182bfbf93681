"""manage.py prepare: what `make run` does before it serves, in one process."""

import socket
import sys
import traceback
from argparse import ArgumentParser
from contextlib import ExitStack, redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import ManagementUtility
from django.core.management.base import BaseCommand


@dataclass(frozen=True, slots=True)
class Step:
    """A command with its arguments, what is said before it ("": nothing), and what its failure means."""

    words: tuple[str, ...]
    failure: str
    says: str = ""
    # Where in VAR_DIR it writes what went wrong, if that is too long for the console.
    log: str = ""


STEPS = (
    Step(
        ("migrate", "--verbosity", "0"),
        "the database could not be migrated; see {log}.",
        "Bringing the database up to date …",
        log="error.log",
    ),
    Step(("check", "--database", "default"), "the database is not safe to serve from."),
    Step(("collectstatic", "--noinput", "--verbosity", "0"), "the static files could not be collected."),
    Step(("load_pack",), "the content pack was not loaded.", "Loading the content pack …"),
    Step(
        ("load_demo",),
        "the demo was not made.",
        "Making the demo (about a quarter of a minute the first time) …",
    ),
)


class Command(BaseCommand):
    """Brings everything up to date, from the database to the demo; a second run changes nothing."""

    help = "Prepare for serving: database, static files, content pack, demo. `make run` does this first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What was called: the line that says what failed begins with it."""
        parser.add_argument("--called", default="manage.py prepare")

    def handle(self, *_args: Any, called: str, **_options: Any) -> None:
        """One step after the other; the first that fails is named, and ends it with exit code 1.

        What `manage.py check` would say has been looked at before, as before every command.
        """
        if not _is_free(settings.LISTEN, settings.PORT):
            self._say(
                f"{called}: port {settings.PORT} is taken on {settings.LISTEN}, or that is no address of "
                "this machine; try make run PORT=8123."
            )
            sys.exit(1)
        for step in STEPS:
            if step.says:
                self._say(step.says)
            log = settings.VAR_DIR / step.log if step.log else None
            if not run(step.words, log):
                self._say(f"{called}: {step.failure.format(log=log)}")
                sys.exit(1)

    def _say(self, line: str) -> None:
        # At once, also into a file: whoever waits sees how far it is.
        self.stdout.write(line)
        self.stdout.flush()


def run(words: tuple[str, ...], log: Path | None) -> bool:
    """Whether a command went well, run as by `manage.py` itself, which tells what went wrong (into `log`)."""
    with ExitStack() as told:
        if log:
            told.enter_context(redirect_stderr(told.enter_context(log.open("w", encoding="utf-8"))))
        try:
            command = ManagementUtility(["manage.py", *words]).fetch_command(words[0])
            command.run_from_argv(["manage.py", *words])
        except SystemExit as end:
            return not end.code
        except Exception:  # noqa: BLE001  a command may raise anything; it is told whole, as Python would
            traceback.print_exc()
            return False
        finally:
            sys.stdout.flush()
    return True


def _is_free(listen: str, port: int) -> bool:
    """Whether the server can listen there."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((listen, port))
        except OSError:
            return False
    return True
