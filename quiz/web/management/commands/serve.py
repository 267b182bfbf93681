"""manage.py serve: the server with what was measured for this database and machine."""

import os
import resource
import shutil
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from quiz.web.gate import room_for
from quiz.web.reach import address_of

# Beside connections: the database, the log, what Python itself holds.
OTHER_FILES = 256
# Seconds in which what was begun is finished when the server is stopped; the service manager waits for 30.
TO_FINISH = 25


def allow_files(connections: int) -> None:
    """Let each process hold so many connections, as far as the system lets it: by default it is 1,024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + OTHER_FILES
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def start_counting(folder: Path) -> None:
    """Let the processes of this server count from nothing: what Prometheus asks for is how counts grow."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


class Command(BaseCommand):
    """Serves the product: WORKERS processes, each with THREADS at work; a worker that dies is replaced."""

    help = "Serve the product (settings: LISTEN, PORT, WORKERS, THREADS)."
    # Whether the database is safe is looked at by each worker before it serves.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen, by default as the environment says."""
        parser.add_argument("--listen", default=settings.LISTEN)
        parser.add_argument("--port", type=int, default=settings.PORT)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Become the server."""
        places = room_for(settings.THREADS, settings.WAITING)
        allow_files(places)
        told = {
            "interface": "asginl", "host": options["listen"], "port": options["port"],
            "workers": settings.WORKERS, "backpressure": places, "workers-kill-timeout": TO_FINISH,
        }  # fmt: skip
        words = [word for key, value in told.items() for word in (f"--{key}", str(value))]
        command = [sys.executable, "-m", "granian", *words, "--no-ws", "--respawn-failed-workers", "--no-log"]
        if settings.METRICS:
            start_counting(settings.VAR_DIR / "metrics" / str(options["port"]))
        where = address_of(options["listen"], options["port"])
        self.stdout.write(f"Yomitoki is served on {where} (Ctrl-C stops it).")
        if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
            self.stdout.write("Mails, with the codes of new instructors, are printed here.")
        self.stdout.flush()
        os.execv(sys.executable, [*command, "quiz.asgi:application"])  # noqa: S606  our own words only
