"""Process death: the production line under load, killed by chance, compared with what it promised."""

import asyncio
import json
import os
import random
import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.client import Ledger, seated, sit
from tests.faults.line import Line
from tests.faults.world import looked_at, make_world

CLIENTS = 8
# How long acknowledgements under a tracer are waited for, in seconds.
RECORDS = 300
# Checkpoints while it is recorded: on SQLite after so many pages, on PostgreSQL after so many saves.
OFTEN = {"DJANGO_SETTINGS_MODULE": "tests.faults.settings", "CHECKPOINT": "20"}
APART = 10
# Between two strikes, in seconds: from while the one before is still felt to under full load.
PAUSE = (0.05, 0.6)
# How often each, by weight: workers, the whole product, its end as an operator ends it, a worker that stands
# still; a backend that is terminated, one that is killed (then PostgreSQL recovers), all of PostgreSQL, its
# restart.
ON_SQLITE = {"worker": 66, "app": 30, "stop": 2, "freeze": 2}
ON_POSTGRES = {
    "worker": 35, "app": 13, "stop": 2, "freeze": 2, "terminate": 33, "backend": 10, "server": 3,
    "restart": 2,
}  # fmt: skip
FROZEN = 2.0  # seconds


@dataclass
class Run:
    """A product with its class, what was sent to it, and what became of that; played in parts."""

    environment: dict
    folder: Path
    cluster: object = None
    seed: int = 1
    readers: int = 24
    workers: int = 3
    kinds: dict = None
    world: dict = None
    ledger: Ledger = field(default_factory=Ledger)
    strikes: Counter = field(default_factory=Counter)
    kills: int = 0
    # How often the server ended itself and was started again.
    revived: int = 0
    told: dict = field(default_factory=lambda: {"wrong": [], "hits": 0})

    def __post_init__(self):
        self.world = self.world or make_world(self.environment, self.readers)
        self.luck = random.Random(self.seed)  # noqa: S311  the same faults again by the same seed
        self.seats = seated(self.world, self.ledger, self.seed)

    def kill(self, seconds, fault=""):
        """Let clients work and kill what works for them, for so long; then look."""
        self._part(self._strike, seconds, self.environment | {"FAULT": fault})
        self.look()

    def record(self, acks, before=(), fault=""):
        """Let clients work until so much more is acknowledged, behind a tracer; checkpoints come often."""

        async def wait(line, seconds):
            for many in range(-(-acks // APART)):
                more = min(APART, acks - many * APART)
                await self._wait_for(line, len(self.ledger.acked) + more, seconds)
                if self.cluster:
                    await asyncio.to_thread(self.cluster.ask, "CHECKPOINT")

        environment = self.environment if self.cluster else self.environment | OFTEN
        self._part(wait, RECORDS, environment | {"FAULT": fault}, before)

    def _part(self, meanwhile, seconds, environment, before=()):
        is_broken = bool(environment["FAULT"]) or "SYNCHRONOUS" in environment
        line = Line(environment, self.folder / "line.log", is_broken=is_broken, workers=self.workers)
        line.start(before)
        try:
            # In a thread: the loop of a browser's test may still run in this one.
            with ThreadPoolExecutor(1) as aside:
                aside.submit(asyncio.run, self._play(line, meanwhile(line, seconds))).result()
        finally:
            line.stop()

    def look(self):
        """Fill in what does not hold now."""
        ledger, world = self.folder / "ledger.json", self.folder / "world.json"
        self.ledger.save(ledger)
        world.write_text(json.dumps(self.world))
        self.told = looked_at(self.environment, "check", ledger, world)

    @property
    def wrong(self):
        """All that does not hold, and every reply that should not have come."""
        return self.told["wrong"] + self.ledger.wrong

    async def _play(self, line, meanwhile):
        self.ledger.is_over = False
        for reader in self.seats:
            reader.port = line.port
        clients = [
            asyncio.create_task(sit(self.seats[place::CLIENTS], self.ledger, f"{self.seed}/{place}"))
            for place in range(min(CLIENTS, len(self.seats)))
        ]
        await meanwhile
        self.ledger.is_over = True
        while (await asyncio.wait(clients, timeout=0.5))[1]:
            await self._revive(line)
        await asyncio.gather(*clients)
        for reader in self.seats:
            reader.hang_up()
        # What was closed is told so only now.
        await asyncio.sleep(0)

    async def _revive(self, line):
        """Start it again where it ended, as a service manager does (`Restart=always`)."""
        if line.has_ended:
            await asyncio.to_thread(line.start)
            self.revived += 1

    async def _wait_for(self, line, acks, seconds):
        """Until so much is acknowledged: who strikes before all are back at work only finds closed doors."""
        until = time.monotonic() + seconds
        while len(self.ledger.acked) < acks and time.monotonic() < until:
            await self._revive(line)
            await asyncio.sleep(0.02)

    async def _strike(self, line, seconds):
        luck, kinds = self.luck, self.kinds or (ON_POSTGRES if self.cluster else ON_SQLITE)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            await self._wait_for(line, len(self.ledger.acked) + 1, seconds)
            await asyncio.sleep(luck.uniform(*PAUSE))
            kind = luck.choices(list(kinds), list(kinds.values()))[0]
            killed = await asyncio.to_thread(getattr(self, f"_strike_{kind}"), line, luck)
            self.kills += killed
            self.strikes[kind] += 1

    def _strike_worker(self, line, luck):
        there = line.workers()
        return line.kill_workers(luck.sample(there, min(len(there), luck.randint(1, 2)))) if there else 0

    def _strike_app(self, line, _luck):
        killed = line.kill()
        line.start()
        return killed

    def _strike_stop(self, line, _luck):
        if not line.stop():
            self.ledger.wrong.append("a server that was stopped did not end")
        line.start()
        return 0

    @staticmethod
    def _strike_freeze(line, luck):
        with suppress(ProcessLookupError, IndexError):
            pid = luck.choice(line.workers())
            os.kill(pid, signal.SIGSTOP)
            time.sleep(FROZEN)
            os.kill(pid, signal.SIGCONT)
        return 0

    def _strike_terminate(self, _line, luck):
        there = self.cluster.backends()
        if not there:
            return 0
        pid = luck.choice(there)
        return int(self.cluster.ask(f"SELECT pg_terminate_backend({pid})")[0][0])

    def _strike_backend(self, line, luck):
        there = self.cluster.backends()
        killed = line.kill_workers([luck.choice(there)]) if there else 0
        self.cluster.wait()
        return killed

    def _strike_server(self, _line, _luck):
        self.cluster.crash()
        self.cluster.start()
        return 1

    def _strike_restart(self, _line, _luck):
        self.cluster.stop()
        self.cluster.start()
        return 1

    def report(self):
        """In lines, for people."""
        acked = Counter(each.kind for each in self.ledger.acked)
        strikes = ", ".join(f"{count} {kind}" for kind, count in sorted(self.strikes.items()))
        return (
            f"{self.kills} processes killed in {sum(self.strikes.values())} strikes ({strikes}), "
            f"{self.revived} times started again; "
            f"{sum(acked.values())} acknowledged ({dict(acked)}); {self.told['hits']} retries met what was "
            f"kept already; {len(self.wrong)} faults"
            + "".join(f"\n    {line}" for line in self.wrong[:10])
            + f"\n    replies: {dict(self.ledger.statuses)}"
        )


def bound(trials):
    """What no failure in so many independent trials shows: with 95 % confidence fewer than this share fails.

    Source: the rule of three, Hanley and Lippman-Hand, JAMA 1983; 249: 1743-1745.
    """
    return 3 / trials if trials else 1.0
