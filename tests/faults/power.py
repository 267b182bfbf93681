"""Power loss: the disk as of each acknowledgement, without what was not synced, opened and compared.

Killing a process does not show it: what the process wrote lives on in the system's memory. So the calls of
the production line (on PostgreSQL of the server with all its backends) are recorded while clients save, and
after that the disk is put together as of each acknowledgement in three ways: nothing unsynced survived, any
half of its sectors did, all of it did.
"""

import random
import shutil
import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.faults.cluster import as_owner
from tests.faults.disk import FOLLOWED, PLACED, Disk, tracer

try:
    import pysqlite3 as sqlite3
except ImportError:
    import sqlite3

MEMORY = Path("/dev/shm")  # noqa: S108  images of its own names, made by tempfile
WAYS = {"nothing": lambda _luck: False, "half": lambda luck: luck.random() < 0.5, "all": lambda _luck: True}
# Kind, key and value of all that can be acknowledged, on either database.
ROWS = """
SELECT 'answer', tab || '-' || serial, answer_id || ' ' || CAST(response AS TEXT) FROM taking_save
    WHERE tab <> ''
UNION ALL SELECT 'ballot', p.text, b.likelihood || '/' || b.agreement
    FROM outlook_post p JOIN outlook_ballot b ON p.ballot_id = b.id
UNION ALL SELECT 'post', code, text FROM outlook_post WHERE ballot_id IS NULL
UNION ALL SELECT 'submit', code, 'yes' FROM taking_attempt WHERE submitted_at IS NOT NULL
UNION ALL SELECT 'begin', code, 'yes' FROM taking_attempt
"""
NAME = "yomitoki.sqlite3"


def key_of(each):
    """Under which kind and key an acknowledged thing is found."""
    return (each.kind, each.told if each.kind in ("post", "begin") else each.key)


@dataclass
class Outcome:
    """How many images there were, and in how many something was lost or broken; what, of the first ones."""

    images: int = 0
    acked: int = 0
    lost: int = 0
    corrupt: int = 0
    first: str = ""

    def __str__(self):
        return (
            f"{self.images} images at {self.acked} acknowledgements: {self.lost} with something lost, "
            f"{self.corrupt} that could not be read whole{self.first and '; first: ' + self.first}"
        )


class OnSqlite:
    """The files of SQLite."""

    def __init__(self, folder):
        self.root = folder
        self.first = {
            path.name: path.read_bytes() for path in folder.glob(f"{NAME}*") if "shm" not in path.name
        }

    def rows(self, images):
        """What is in the image, by kind and key; raises where it is broken."""
        with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.exists() else None) as folder:
            for name in (NAME, f"{NAME}-wal"):
                if images.get(name):
                    (Path(folder) / name).write_bytes(images[name])
            line = sqlite3.connect(Path(folder) / NAME)
            try:
                told = line.execute("PRAGMA integrity_check").fetchall()
                if told != [("ok",)]:
                    raise sqlite3.DatabaseError(str(told[:3]))
                return line.execute(ROWS).fetchall()
            finally:
                line.close()


class OnPostgres:
    """The folder of PostgreSQL, opened by a process of its own that first recovers, as after a crash."""

    LEFT_OUT = ("postmaster.pid", "postmaster.opts", "pg_stat_tmp", "pg_stat")

    def __init__(self, cluster):
        self.cluster, self.root = cluster, cluster.data
        self.base = cluster.folder / "base"
        shutil.copytree(self.root, self.base)
        files = (path for path in self.base.rglob("*") if path.is_file())
        self.first = {str(path.relative_to(self.base)): path.read_bytes() for path in files}
        self.kept = dict(self.first)

    def rows(self, images):
        """As above. Raises CalledProcessError where it does not recover."""
        with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.exists() else None) as above:
            folder, told = Path(above) / "data", Path(above) / "rows"
            shutil.copytree(self.base, folder, symlinks=True)
            for name in self.kept.keys() - images.keys():
                (folder / name).unlink()
            for name, data in images.items():
                if not name.startswith(self.LEFT_OUT) and self.kept.get(name) != data:
                    (folder / name).parent.mkdir(parents=True, exist_ok=True)
                    (folder / name).write_bytes(data)
            subprocess.run(["chown", "-R", f"--reference={self.root}", above], check=True)
            words = [self.cluster.bin / "postgres", "--single", "-D", folder, "-c", "fsync=off", "faults"]
            query = f"COPY ({' '.join(ROWS.split())}) TO '{told}'\n"
            subprocess.run(
                as_owner(*words), input=query, text=True, check=True, capture_output=True, cwd=above
            )
            return [tuple(line.split("\t")) for line in told.read_text().splitlines()]


def images(kind, report, acked, seed):
    """Look at the disk as of each of these acknowledgements, in each of the ways."""
    found, luck = Outcome(acked=len(acked)), random.Random(seed)  # noqa: S311  the same again by the same seed
    disk = Disk(kind.root, report, kind.first)
    for place, each in enumerate(acked):
        disk.go_to(each.acked_at)
        for way, survives in WAYS.items():
            found.images += 1
            try:
                rows = kind.rows(disk.images(partial(survives, luck)))
            except (sqlite3.DatabaseError, subprocess.CalledProcessError, FileNotFoundError) as error:
                found.corrupt += 1
                found.first = found.first or f"{way}: {error} {getattr(error, 'stderr', '')}"
                continue
            missing = _missing(rows, acked[: place + 1])
            found.lost += bool(missing)
            found.first = found.first or (f"{way}: {missing[:3]}" if missing else "")
    return found


def _missing(rows, acked):
    """What was acknowledged and is not there once, with its value."""
    many = Counter((kind, key) for kind, key, _value in rows)
    values = {(kind, key): value for kind, key, value in rows}
    wanted = [each for each in acked if each.told != "refused"]
    return [key_of(each) for each in wanted if many[key_of(each)] != 1 or not _is_whole(values, each)]


def _is_whole(values, each):
    """Whether it says what was sent; which option a place stands for the look at the end compares."""
    return each.kind not in ("post", "ballot") or values[key_of(each)] == each.value


def recorded(run, acks, fault=""):
    """Record so many acknowledgements of a run, and look at their images."""
    report = run.folder / "calls"
    try:
        if run.cluster:
            run.cluster.stop()
            kind = OnPostgres(run.cluster)
            run.cluster.start(tracer(report, FOLLOWED))
            run.record(acks, fault=fault)
            # The tracer ends with it; what follows is not recorded.
            run.cluster.stop()
            run.cluster.start()
        else:
            kind = OnSqlite(run.folder / "var")
            run.record(acks, tracer(report, PLACED), fault)
        return images(kind, report, run.ledger.acked, run.seed)
    finally:
        # It is large.
        report.unlink(missing_ok=True)
