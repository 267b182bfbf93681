"""Readers that answer, vote and write as fast as they are served, and what each was acknowledged.

A reply counts as an acknowledgement when it came whole and says what was kept. Whatever else came (a cut
line, silence, 503) is none: the same is sent again, as a browser does, until it is.
"""

import asyncio
import json
import random
import re
import time
from collections import Counter
from dataclasses import asdict, dataclass, field

from tests.bench.lines import Ask, Line

PATIENCE = 15  # seconds
# A pause before the same is sent again. The product asks for more; here the fault is to be met often.
AGAIN = 0.1
# After which it is a fault that nothing is acknowledged: a server that recovers on a busy machine is awaited.
LONGEST = 180
# A reader may write ten posts in ten minutes.
MOST_POSTS = 9
PRESSED = {"go": "on"}


@dataclass
class Sent:
    """What was sent, as often as it was, and what came of it. Times in seconds since 1970."""

    kind: str
    key: str
    value: str
    whose: str
    place: str = ""
    number: int = 0
    sent_at: float = 0.0
    acked_at: float | None = None
    tries: int = 0
    told: str = ""


@dataclass
class Ledger:
    """All that was sent; it is in the harness, which nobody kills."""

    sent: list[Sent] = field(default_factory=list)
    statuses: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    is_over: bool = False

    @property
    def acked(self):
        """What was acknowledged, in that order."""
        return sorted((each for each in self.sent if each.acked_at), key=lambda each: each.acked_at)

    def save(self, path):
        """Write it where the check reads it."""
        path.write_text(json.dumps([asdict(each) for each in self.sent]))


def _of_answer(answer, each):
    return answer.status == 200 and json.loads(answer.body)["number"] == each.number


def _of_ballot(answer, each):
    return answer.status == 302 and "/discussion/" in answer.header("location")


def _of_post(answer, each):
    each.told = answer.header("location").partition("#post-")[2]
    return answer.status == 302 and bool(each.told)


def _of_submit(answer, each):
    return answer.status == 302 and answer.header("location").endswith("/review/")


def _of_begin(answer, each):
    place = re.match(r"/taking/(\w{10})/(question|sheet)/", answer.header("location"))
    each.told = place[1] if place else "refused"
    # 429: outside a class a reader may begin so many within a time.
    return answer.status in (302, 429)


ACKNOWLEDGES = {
    "answer": _of_answer, "ballot": _of_ballot, "post": _of_post, "submit": _of_submit, "begin": _of_begin,
}  # fmt: skip


class Reader:
    """One reader of the class in a browser: an attempt of the class, one outside, ballots, posts."""

    def __init__(self, world, name, ledger, luck):
        self.world, self.name, self.ledger, self.luck = world, name, ledger, luck
        made = world["readers"][int(name[1:])]
        self.cookie, self.codes, self.numbers = made["cookie"], dict(made["codes"]), made["numbers"]
        self.port = self.line = None
        self.serial, self.posts, self.last = 0, 0, {}
        self.voted, self.waiting = [], list(world["predictions"])
        self.luck.shuffle(self.waiting)

    async def act(self):
        """Do one thing, until it is acknowledged."""
        acts = {self.answer: 70, self.submit: 8}
        if self.waiting:
            acts[self.vote] = 12
        if self.voted and self.posts < MOST_POSTS:
            acts[self.write] = 10
        await self.luck.choices(list(acts), list(acts.values()))[0]()

    async def answer(self):
        """Another answer than the one before to a question of either attempt; begin where none is open."""
        where = self.luck.choice(("class", "outside"))
        if self.codes[where] is None:
            return await self.begin(where)
        number = self.luck.choice(self.numbers[where])
        self.serial += 1
        place = (self.codes[where], number)
        token = "2" if self.last.get(place) == "1" else "1"
        fields = {f"q{number}-response": token, f"q{number}-tab": self.name}
        fields |= {f"q{number}-serial": str(self.serial)}
        each = Sent("answer", f"{self.name}-{self.serial}", token, self.name, place[0], number)
        path = f"/taking/{place[0]}/answer/{number}/"
        if await self.send(each, Ask(path, self.cookie, fields, accept="application/json")):
            self.last[place] = token
        return None

    async def submit(self):
        """Hand an attempt in."""
        where = self.luck.choice(("class", "outside"))
        code = self.codes[where]
        if code is None:
            return await self.begin(where)
        each = Sent("submit", code, "yes", self.name, code)
        if await self.send(each, Ask(f"/taking/{code}/submit/", self.cookie, PRESSED)):
            self.codes[where] = None
        return None

    async def begin(self, where):
        """Begin another attempt; in the class there are no more than allowed."""
        each = Sent("begin", f"{self.name}-{time.time_ns()}", where, self.name)
        if await self.send(each, Ask(self.world["begin"][where], self.cookie, PRESSED)):
            self.codes[where] = None if each.told == "refused" else each.told

    async def vote(self):
        """A ballot with its reason."""
        code = self.waiting.pop()
        likelihood, agreement = self.luck.randrange(11) * 10, self.luck.randrange(-2, 3)
        reason = f"Because {self.name} thinks so of {code} {self.luck.randrange(10**9)}."
        each = Sent("ballot", reason, f"{likelihood}/{agreement}", self.name, code)
        fields = {"likelihood": str(likelihood), "agreement": str(agreement), "reason": reason}
        path = f"/outlook/{self.world['survey']}/{code}/vote/"
        if await self.send(each, Ask(path, self.cookie, fields)):
            self.voted.append(code)

    async def write(self):
        """A post under a prediction that was voted on."""
        code = self.luck.choice(self.voted)
        text = f"{self.name} on {code}: {self.luck.randrange(10**9)}"
        self.posts += 1
        each = Sent("post", text, text, self.name, code)
        fields = {"stance": "supports", "text": text}
        await self.send(each, Ask(f"/outlook/{self.world['survey']}/{code}/post/", self.cookie, fields))

    async def send(self, each, ask):
        """Send it until it is acknowledged; whether it was."""
        self.ledger.sent.append(each)
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            each.tries, each.sent_at = each.tries + 1, time.time()
            if (answer := await self.ask(ask)) is None:
                await asyncio.sleep(AGAIN)
                continue
            if answer.header("content-length") and ACKNOWLEDGES[each.kind](answer, each):
                each.acked_at = time.time()
                return True
            if answer.status != 503:
                self.ledger.wrong.append(f"{answer.status} to {ask.path} {answer.header('location')}")
            await asyncio.sleep(AGAIN)
            if answer.status not in (500, 503):
                return False
        self.ledger.wrong.append(f"never acknowledged: {each.kind} {each.key}")
        return False

    def hang_up(self):
        """Close the line; the next request takes another."""
        if self.line and self.line.writer:
            self.line.writer.close()
        self.line = None

    async def ask(self, what):
        """The whole answer; None where the line broke or stayed silent."""
        self.line = self.line or Line(self.port)
        try:
            answer = await asyncio.wait_for(self.line.ask(what), PATIENCE)
        except (OSError, ValueError, TimeoutError, asyncio.IncompleteReadError) as error:
            self.ledger.statuses[type(error).__name__] += 1
            self.hang_up()
            return None
        self.ledger.statuses[answer.status] += 1
        return answer


async def sit(readers, ledger, seed, every=0.0):
    """One client: its readers by turns, until the ledger says that it is over."""
    luck = random.Random(seed)  # noqa: S311  the same faults again by the same seed
    while not ledger.is_over:
        await luck.choice(readers).act()
        await asyncio.sleep(every)


def seated(world, ledger, seed):
    """The readers of the world, each with a chance of their own."""
    return [
        Reader(world, f"r{place}", ledger, random.Random(f"{seed}-{place}"))  # noqa: S311  as above
        for place in range(len(world["readers"]))
    ]
