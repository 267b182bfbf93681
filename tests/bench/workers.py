"""make bench: how many processes and threads serve best, on each database.

The product is served with each of a few choices, 16 connections save answers and open questions by turns, and
8 only save. Prints requests a second of both, and how long the slowest of a hundred saves took.
"""

import os

from tests.bench.lines import Ask, at, play
from tests.bench.serving import empty_product, has_postgres, served
from tests.bench.world import make_world

CHOICES = {
    "SQLite": [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1)],
    "PostgreSQL": [(1, 1), (2, 1), (2, 2), (2, 4), (3, 2)],
}
READERS = 60
OFTEN = 600


def saves(world, count, first):
    """So many saves, each of another answer than the one before."""
    asks = []
    for number in range(first, first + count):
        cookie, code, asked = world["readers"][number % READERS]
        question = asked[(number // READERS) % len(asked)]
        fields = {f"q{question}-tab": f"t{number}", f"q{question}-serial": "1"}
        fields[f"q{question}-response"] = str(1 + number % 2)
        asks.append(Ask(f"/taking/{code}/answer/{question}/", cookie, fields, accept="application/json"))
    return asks


def mixed(world, count, first):
    """Saves and questions by turns."""
    looks = [Ask(f"/taking/{code}/question/1/", cookie) for cookie, code, _asked in world["readers"]]
    return [
        ask for n, save in enumerate(saves(world, count // 2, first)) for ask in (save, looks[n % READERS])
    ]


def rate(server, connections, asks):
    """Requests a second, and their milliseconds. Whoever is refused for a while would come again."""
    answers, took = play(server.port, connections, asks)
    wrong = [answer.status for answer in answers if answer.status >= 400]
    if wrong:
        print(f"   {len(wrong)} of {len(asks)} answered like {wrong[0]}")
    return len(asks) / took, [answer.took for answer in answers]


def main():
    """Both databases, a line for each choice."""
    for database, choices in CHOICES.items():
        if database == "PostgreSQL" and not has_postgres():
            continue
        with empty_product(database) as environment:
            world = make_world(environment, READERS)
            for place, (workers, threads) in enumerate(choices):
                more = {"WORKERS": str(workers), "THREADS": str(threads)}
                with served(environment | more) as server:
                    first = 10 * OFTEN * place
                    rate(server, 16, mixed(world, OFTEN, first))
                    both, _times = rate(server, 16, mixed(world, OFTEN, first + OFTEN))
                    saved, times = rate(server, 8, saves(world, 2 * OFTEN, first + 2 * OFTEN))
                    print(
                        f"{database}, {workers} processes × {threads} threads: {both:.0f} a second mixed, "
                        f"{saved:.0f} saved; a save p50 {at(0.5, times):.0f}, p99 {at(0.99, times):.0f}, "
                        f"most {max(times):.0f} ms ({os.cpu_count()} cores)",
                        flush=True,
                    )


if __name__ == "__main__":
    main()
