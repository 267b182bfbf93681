"""The production line as it may be killed: `manage.py serve`, or the product broken on purpose."""

import http.client
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from tests.bench.serving import ROOT, free_port

WORKERS = 3
PATIENCE = 120  # seconds
# Seconds for its end: less than after which the server kills its own workers.
IN_TIME = 20
BROKEN = ("--interface", "asginl", "--no-ws", "--no-log", "--respawn-failed-workers")


class Line:
    """The server with its workers, in a group of its own."""

    def __init__(self, environment, log, *, is_broken=False, workers=WORKERS):
        self.port, self.log = free_port(), log
        self.environment = environment | {"WORKERS": str(workers)}
        serve = [sys.executable, "manage.py", "serve", "--port", str(self.port)]
        broken = [sys.executable, "-m", "granian", *BROKEN, "--port", str(self.port)]
        broken += ["--workers", str(workers), "tests.faults.broken:application"]
        self.command = broken if is_broken else serve
        self.process = None

    def start(self, before=()):
        """Start it, behind the words `before` (a tracer), and wait until it answers."""
        if self.process:
            self.kill()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*before, *self.command], cwd=ROOT, env=self.environment, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        self.wait()

    def wait(self):
        """Until a worker answers at all; what it says of its database is the client's affair."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            with suppress(OSError):
                line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
                try:
                    line.request("GET", "/health/")
                    line.getresponse().read()
                    return
                finally:
                    line.close()
            time.sleep(0.05)
        self.kill()
        raise SystemExit(f"faults: the server does not start: {self.log.read_text()[-2000:]}")

    @property
    def has_ended(self):
        """Whether it ended itself: it does where a worker dies within seconds of its start."""
        return self.process.poll() is not None

    def workers(self):
        """The processes at work."""
        first = self.process.pid
        with suppress(OSError):
            return list(map(int, Path(f"/proc/{first}/task/{first}/children").read_text().split()))
        return []

    def kill_workers(self, pids):
        """Kill these; how many still were there."""
        killed = 0
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                killed += 1
        return killed

    def kill(self):
        """Kill all of it at once; how many processes that were."""
        many = 1 + len(self.workers())
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)
        return many

    def stop(self):
        """End it as an operator does, what was begun is finished; whether it ended in time."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(IN_TIME)
            return True
        self.kill()
        return False
