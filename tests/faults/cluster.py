"""A PostgreSQL server of one's own, to be killed: nobody else's data is on it."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from tests.bench.serving import free_port

ACCOUNT = "postgres"
# Defaults but for what makes it small: one megabyte a piece of the log, so that an image copies quickly.
SMALL = ("--wal-segsize=1", "--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C")
PATIENCE = 60  # seconds


def binaries():
    """Where the programs of the newest PostgreSQL here are; None without one."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    beside = shutil.which("postgres")
    return found[-1].parent if found else Path(beside).parent if beside else None


def as_owner(*words):
    """The command as whoever owns the data: PostgreSQL does not run as root."""
    if os.geteuid():
        return list(map(str, words))
    own = ["setpriv", f"--reuid={ACCOUNT}", f"--regid={ACCOUNT}", "--clear-groups"]
    return [*own, *map(str, words)]


class Cluster:
    """The server in a folder of its own, with what it may be asked and how it may be ended."""

    def __init__(self, folder):
        self.folder, self.bin, self.port = folder, binaries(), free_port()
        self.data = folder / "data"
        self.process = None
        if not os.geteuid():
            shutil.chown(folder, ACCOUNT, ACCOUNT)
        words = [self.bin / "initdb", "-D", self.data, "-U", "postgres", *SMALL]
        subprocess.run(as_owner(*words), check=True, capture_output=True, cwd=folder)

    @property
    def url(self):
        """Where the product's database is."""
        return f"postgres://postgres@127.0.0.1:{self.port}/faults"

    def start(self, before=()):
        """Start it, behind the words `before` (a tracer), and wait until it answers."""
        words = [self.bin / "postgres", "-D", self.data, "-p", self.port, "-k", self.folder]
        with (self.folder / "log").open("ab") as log:
            command = [*before, *as_owner(*words, "-h", "127.0.0.1")]
            self.process = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log)
        self.wait()

    def wait(self):
        """Until it answers; it does not while it recovers."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with suppress(psycopg.OperationalError):
                self.ask("SELECT 1", "postgres")
                return
            time.sleep(0.05)
        raise SystemExit(f"faults: PostgreSQL does not come back, see {self.folder / 'log'}")

    def ask(self, query, database="faults"):
        """The rows of a query, none of a command."""
        told = f"host=127.0.0.1 port={self.port} user=postgres dbname={database} connect_timeout=3"
        with psycopg.connect(told, autocommit=True) as line:
            cursor = line.execute(query)
            return cursor.fetchall() if cursor.description else []

    def backends(self):
        """The processes that serve the product."""
        query = "SELECT pid FROM pg_stat_activity WHERE datname = 'faults' AND pid <> pg_backend_pid()"
        return [pid for (pid,) in self.ask(query)]

    def main(self):
        """The first of its processes, also behind a tracer."""
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def stop(self, how=signal.SIGINT):
        """Shut it down: at once by default, connections are cut (SIGINT: fast)."""
        with suppress(OSError):
            os.kill(self.main(), how)
        self.process.wait(PATIENCE)

    def crash(self):
        """Kill all of its processes: what was only in its memory is gone."""
        first = self.main()
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        # The first one at once after the others, or it would begin to recover.
        os.kill(first, signal.SIGSTOP)
        for pid in (*map(int, children), first):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(PATIENCE)


@contextmanager
def own_cluster(folder):
    """The server, with an empty database for the product; ended afterwards."""
    made = Cluster(folder)
    made.start()
    try:
        made.ask("CREATE DATABASE faults", "postgres")
        yield made
    finally:
        with suppress(OSError):
            made.stop()
