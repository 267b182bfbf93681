"""make bench: what the pages cost against the floor, on both databases, with 1, 8 and 32 connections.

Product and floor (tests/bench/floor.py) are served by one worker each behind the same gate, on the same
database, in rounds by turns; the client is on the same machine. Prints one table, ratios first: the floor's
requests a second go into the product's, medians over the rounds. Writes bench.json. QUICK=1 takes SQLite
only, 1 and 8 connections, the hot pages: under three minutes.
"""

import gzip
import json
import os
import re
import statistics
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from tests.bench.lines import Ask, at, play
from tests.bench.serving import empty_product, floor, has_postgres, served
from tests.bench.world import count_queries, make_book, make_world

QUICK = bool(os.environ.get("QUICK"))
CONNECTIONS = (1, 8) if QUICK else (1, 8, 32)
ROUNDS = 3
READERS = 60
READING = "/bank/source/h20/"
SERIAL = count(1)


@dataclass(frozen=True)
class Page:
    """One thing to measure: its name, what the product and the floor are asked in one round, how often."""

    name: str
    asks: object
    floor: object
    often: int
    is_hot: bool = False
    # Asked before each: what makes the answer another one. It is not measured.
    before: object = None
    is_stamped: bool = False


def pages_of(world):  # noqa: C901  a list, with what each asks
    """What is measured in this class."""
    teacher, readers = world["teacher"], world["readers"]
    task = world["task"]
    people = iter(range(10**9))
    ballots = iter([(reader, code) for code in world["predictions"] for reader in readers])

    def small(_number):
        return Ask("/page/")

    def upsert(number):
        # As many rows as readers, or those who write at once would wait for one another's row.
        return Ask("/save/", fields={"key": f"k{number % READERS}", "text": str(next(SERIAL))})

    def own(path, **more):
        def asks(number):
            cookie, code, _asked = readers[number % len(readers)]
            return Ask(path.format(code=code), cookie, **more)

        return asks

    def save(number):
        cookie, code, asked = readers[number % len(readers)]
        serial, question = next(SERIAL), asked[0]
        fields = {f"q{question}-tab": f"t{serial}", f"q{question}-serial": "1"}
        fields[f"q{question}-response"] = str(1 + serial % 2)
        return Ask(f"/taking/{code}/answer/{question}/", cookie, fields, accept="application/json")

    def join(_number):
        return Ask(
            f"/classroom/join/{world['code']}/", "", {"name": f"N{next(people)}", "code": world["code"]}
        )

    def vote(_number):
        (cookie, _code, _asked), prediction = next(ballots)
        path = f"/outlook/{world['survey']}/{prediction}/vote/"
        return Ask(path, cookie, {"likelihood": "60", "agreement": "1", "reason": "So it goes."})

    def taught(path, more=""):
        return lambda _number: Ask(path, teacher, more=more)

    progress = f"/insight/progress/{task}/"
    known = f"If-None-Match: {world['stamp']}\r\nKnown-Rows: {world['rows']}\r\n"
    return [
        Page("question", own("/taking/{code}/question/1/"), small, 200, is_hot=True),
        Page("saving an answer", save, upsert, 300, is_hot=True),
        Page("reading", own(READING), lambda _number: Ask("/bytes/"), 400, is_hot=True),
        Page("all on one page", own("/taking/{code}/sheet/"), small, 60),
        Page("joining a class", join, upsert, 36),
        Page("casting a ballot", vote, upsert, 36),
        Page("progress, changed", taught(progress, known), small, 30, before=save),
        Page("class page", taught(f"/classroom/{world['classroom']}/"), small, 60),
        Page("statistics", taught(f"/insight/items/{task}/"), small, 30),
    ], Page(
        "progress, unchanged",
        taught(progress, known),
        lambda _number: Ask("/poll/"),
        200,
        is_hot=True,
        is_stamped=True,
    )


def pages_of_book(book):
    """What those who teach open in a class of 300 readers who finished 30 quizzes."""
    teacher = book["teacher"]

    def taught(path):
        return lambda _number: Ask(path, teacher)

    def small(_number):
        return Ask("/page/")

    room = f"/insight/classroom/{book['classroom']}/"
    return [
        Page("class, 300 × 30", taught(room), small, 6),
        Page("reader of 30 quizzes", taught(f"/insight/reader/{book['member']}/"), small, 20),
        Page("desk of 300 × 30", taught("/desk/"), small, 20),
    ]


def refreshed(world, product):
    """The world with the stamp and the signs of the rows that the progress page has now."""
    ask = Ask(f"/insight/progress/{world['task']}/", world["teacher"])
    (answer,), _took = play(product.port, 1, [ask])
    rows = re.findall(r'data-row="(\S+)"', gzip.decompress(answer.body).decode())
    return world | {"stamp": answer.header("etag"), "rows": " ".join(rows)}


def stamped_now(product, ask):
    """The header with which a browser asks whether what it has is still so."""
    (answer,), _took = play(product.port, 1, [replace(ask, more="")])
    return f"If-None-Match: {answer.header('etag')}\r\n"


def one_round(server, connections, asks):
    """Requests a second, their times, processor milliseconds each, and the last answer."""
    before = server.seconds()
    answers, took = play(server.port, connections, asks)
    wrong = [answer.status for answer in answers if answer.status >= 400]
    if wrong:
        raise SystemExit(f"bench: {len(wrong)} of {len(asks)} answers to {asks[0].path} were like {wrong[0]}")
    times = [answer.took for answer in answers]
    return len(asks) / took, times, 1000 * (server.seconds() - before) / len(asks), answers[-1]


def compared(page, connections, product, low):
    """A line of the table: rounds of both by turns."""
    often = max(connections, page.often // (3 if QUICK else 1))
    rates, floors, times, cpu, cpu_floor = [], [], [], [], []
    for _round in range(ROUNDS):
        rate, _times, own, _last = one_round(
            low, connections, [page.floor(number) for number in range(often)]
        )
        floors.append(rate)
        cpu_floor.append(own)
        asks = [page.asks(number) for number in range(often)]
        if page.is_stamped:
            # The minute is in the stamp.
            asks = [replace(ask, more=stamped_now(product, ask)) for ask in asks[:1]] * often
        if page.before:
            play(product.port, 1, [page.before(_round)])
        rate, took, own, last = one_round(product, connections, asks)
        rates.append(rate)
        cpu.append(own)
        times += took
    middle = statistics.median
    return {
        "page": page.name, "connections": connections,
        "ratio": middle(rates) / middle(floors), "cpu_ratio": middle(cpu_floor) / max(middle(cpu), 0.01),
        "a_second": middle(rates), "floor_a_second": middle(floors),
        "p50": at(0.5, times), "p95": at(0.95, times), "p99": at(0.99, times),
        "cpu_ms": middle(cpu), "bytes": len(last.head) + len(last.body),
    }  # fmt: skip


def show(line):
    """Print a line of the table."""
    print(
        f"{line['database']:11}{line['connections']:>3}  {line['page']:20}{line['ratio']:6.2f}"
        f"{line['cpu_ratio']:6.2f} {line['a_second']:8.0f}{line['floor_a_second']:8.0f} {line['p50']:8.1f}"
        f"{line['p95']:8.1f}{line['p99']:8.1f} {line['cpu_ms']:7.1f}{line.get('queries', ''):>5}"
        f"{line['bytes']:>8}",
        flush=True,
    )


def weigh(product, world):
    """The bytes of a cold visit of a question, with all its files, and of a warm one."""
    cookie, code, _asked = world["readers"][0]
    (page,), _took = play(product.port, 1, [Ask(f"/taking/{code}/question/1/", cookie)])
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', gzip.decompress(page.body).decode())
    answers, _took = play(product.port, 1, [Ask(path) for path in files])
    warm = len(page.head) + len(page.body)
    return warm + sum(len(answer.head) + len(answer.body) for answer in answers), warm, 1 + len(files)


def sizes_of(product, world):
    """The sizes that the floor is given: a question as text, the reading page as it is sent, an attempt."""
    cookie, code, _asked = world["readers"][0]
    asks = [Ask(f"/taking/{code}/question/1/", cookie), Ask(READING)]
    (question, reading), _took = play(product.port, 1, asks)
    plain = len(gzip.decompress(question.body))
    return {"FLOOR_CODE": code, "FLOOR_PAGE": str(plain), "FLOOR_BYTES": str(len(reading.body))}


def measure(database):
    """The lines of the table for one database."""
    found = []
    with empty_product(database, WORKERS="1") as environment:
        world = make_world(environment, READERS)
        with served(environment) as product, floor(environment, **sizes_of(product, world)) as low:
            idle = product.megabytes()
            world = refreshed(world, product)
            listed, unchanged = pages_of(world)
            chosen = [page for page in listed if page.is_hot or not QUICK]
            asked = [(page.name, page.asks(0)) for page in (*chosen, unchanged)]
            queries = count_queries(
                environment,
                [
                    (name, ask.path, ask.cookie, world["stamp"] if name == unchanged.name else "")
                    for name, ask in asked
                    if ask.fields is None
                ],
            )
            for connections in CONNECTIONS:
                # The page that nobody changes is looked at before anything is saved.
                world = refreshed(world, product)
                _listed, unchanged = pages_of(world)
                for page in (unchanged, *chosen):
                    line = {"database": database, "queries": queries.get(page.name, "")}
                    found.append(line | compared(page, connections, product, low))
                    show(found[-1])
            if not QUICK:
                found += measure_book(environment, database, product, low)
            cold, warm, files = weigh(product, world)
            held = product.megabytes()
            print(f"{database}: a worker holds {idle:.0f} MB idle, {held:.0f} after all this; a question")
            print(f"weighs {cold / 1024:.1f} KiB cold ({files} requests), {warm / 1024:.1f} warm")
            found.append({"database": database, "idle": idle, "held": held, "cold": cold, "warm": warm})
    return found


def measure_book(environment, database, product, low):
    """The lines for a large gradebook, one connection."""
    listed, found = pages_of_book(make_book(environment, 300, 30)), []
    for page in listed:
        ask = page.asks(0)
        play(product.port, 1, [ask])
        queries = count_queries(environment, [(page.name, ask.path, ask.cookie, "")])
        line = {"database": database, "queries": queries[page.name]}
        found.append(line | compared(page, 1, product, low))
        show(found[-1])
    return found


def main():
    """Both databases, one table."""
    print(
        "database  conn  page                 ratio   cpu    a sec.  floor      p50     p95     p99  cpu ms  "
        "qu.   bytes"
    )
    found = measure("SQLite")
    if not QUICK and has_postgres():
        found += measure("PostgreSQL")
    Path("bench.json").write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
