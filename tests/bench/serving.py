"""The product and the floor as they are served, each in processes of its own; what these take."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).parents[2]
POSTGRES = os.environ.get("BENCH_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")


def manage(environment, *words):
    """Run a management command; what it printed."""
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return done.stdout


def has_postgres():
    """Whether a server answers where the bench looks for one."""
    try:
        psycopg.connect(POSTGRES, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def own_database():
    """The URL of a new database on the PostgreSQL server; dropped afterwards."""
    name = f"bench_{os.getpid()}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(POSTGRES)._replace(path=f"/{name}"))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def empty_product(database, **more):
    """The environment of a product with the pack and nothing else; `database` is SQLite or PostgreSQL."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"VAR_DIR": folder, "ALLOWED_HOSTS": "127.0.0.1,testserver"} | more
        environment.pop("DATABASE_URL", None)
        if database == "SQLite":
            yield _made(environment)
        else:
            with own_database() as url:
                yield _made(environment | {"DATABASE_URL": url})


def _made(environment):
    for words in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"], ["load_pack"]):
        manage(environment, *words)
    return environment


def free_port():
    """A port that nobody uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Served:
    """A server in a process of its own, with what its processes took of the processors."""

    def __init__(self, command, environment, port):
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        self.port = port
        for _wait in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.1)
        raise SystemExit("bench: the server does not start")

    def all(self):
        """Its processes, those it started among them."""
        parents = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        found = [self.process.pid]
        for pid in found:
            found += [child for child, parent in parents.items() if parent == pid]
        return found

    def seconds(self):
        """The processor time that they took so far."""
        ticks = 0
        for pid in self.all():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def megabytes(self):
        """What the largest of them holds in memory: its worker."""
        pages = [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in self.all()]
        return max(pages) * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024

    def stop(self):
        """End it."""
        self.process.terminate()
        self.process.wait(40)


@contextmanager
def served(environment):
    """The product, started as the README says."""
    port = free_port()
    server = Served([sys.executable, "manage.py", "serve", "--port", str(port)], environment, port)
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def floor(environment, **sizes):
    """The floor on the database of the same product, behind the same gate, one worker."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "asginl", "--port", str(port), "--no-ws"]
    server = Served([*command, "--no-log", "tests.bench.floor:application"], environment | sizes, port)
    try:
        yield server
    finally:
        server.stop()
