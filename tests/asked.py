"""What tests have the product ask of its database: which statement, and from where in the product.

The run on PostgreSQL beside the others goes through tests/on_postgresql.txt. What is not on it asks nothing
there that a test on it does not ask as well, from the same place: `make test` compares, and fails where a
statement was asked on SQLite alone. `make postgresql` runs all of them there and draws the list anew.
"""

import os
import re
import sys
import time
from collections import defaultdict
from functools import cache, lru_cache
from heapq import heappop, heappush
from pathlib import Path

import pytest
from django.db import DatabaseError
from django.db.backends.signals import connection_created

PRODUCT = f"{Path(__file__).parent.parent / 'quiz'}{os.sep}"
LISTED = Path(__file__).with_name("on_postgresql.txt")
# It asks in the name of others.
PASSES_ON = f"{PRODUCT}web{os.sep}prepared.py"
MIGRATIONS = f"{os.sep}migrations{os.sep}"
# As both databases write it: columns and tables, and the clauses that neither has a way of its own for; names
# that are given in a statement stand in other places of it.
COLUMNS = re.compile(r'"\w+"\."\w+"')
TABLES = re.compile(r'\b(?:FROM|JOIN|INTO|UPDATE) ("\w+")')
PLAIN = re.compile(r'"\w+"')
# PostgreSQL groups by the key alone where the rest hangs on it.
GROUPED = re.compile(r'(?<=GROUP BY )(?:(?:"\w+"(?:\."\w+")?|\d+)(?:, )?)+')
CLAUSES = re.compile(r"\b(?:WHERE|ORDER BY|GROUP BY|LIMIT|EXISTS|DISTINCT)\b")
# As `Together` of quiz/web/prepared.py writes them.
TOGETHER = re.compile(r"(?:WITH|,) written_\d+ AS \(|\) (?=(?:INSERT|UPDATE|DELETE) )")
VERBS = re.compile(r"\W*(SELECT|INSERT|UPDATE|DELETE|WITH)\b")
# What is sent there may be refused by one database alone, and writing is where they differ most.
WHOLE = re.compile(r"/test_(?:services|models|at_once|nasty|bad_input|bad_requests|database)\.py$")
# Each statement in tests of so many functions, where there are as many: one may not look at what it answers.
TIMES = 2
MARKED = ("browser", "server", "one_database")
# All of which has no database, or one of its own: not even read.
WITHOUT = ("browser", "defaults", "domain", "faults", "upgrade")
BESIDE = ["-q", "-p", "no:randomly", "-p", "no:playwright", "-m", f"not ({' or '.join(MARKED)})"]


@lru_cache(maxsize=50_000)
def statements_of(sql):
    """What is asked, in words; several where PostgreSQL is given in one what SQLite is one by one."""
    parts = TOGETHER.split(sql) if sql.startswith("WITH written_") else [sql]
    return {words for words in map(words_of, parts) if words}


def words_of(sql):
    """What a statement does and with what, the same on both databases; None where it names no table."""
    verb = VERBS.match(sql)
    if not verb:
        return None
    if verb[1] == "INSERT":
        # Many rows at once are written in two ways.
        sql = sql[: sql.find(")")]
    sql = GROUPED.sub("", sql)
    names = {*COLUMNS.findall(sql), *TABLES.findall(sql)}
    names |= {*PLAIN.findall(sql)} if verb[1] in {"INSERT", "UPDATE"} else set()
    if not names:
        # A savepoint, or how a database is asked for its tables.
        return None
    return " ".join([verb[1], *sorted({*CLAUSES.findall(sql)}), *sorted(names)]).replace('"', "")


def place_of(frame):
    """The function of the product that asks; None where a test does, or a migration before it."""
    while frame:
        place = told_by(frame.f_code)
        if place is not None:
            return place or None
        frame = frame.f_back
    return None


@cache
def told_by(code):
    """A function by its file and name; None where it only passes on or is not the product's, "" of a
    migration. Kept: the same few hundred are met a million times.
    """
    name = code.co_filename
    if not name.startswith(PRODUCT) or name == PASSES_ON:
        return None
    return "" if MIGRATIONS in name else f"{name.removeprefix(PRODUCT)}:{code.co_name}"


class Asked:
    """The statements of each test, while one runs that is worth noting."""

    def __init__(self):
        self.test = None
        self.by_test = defaultdict(set)
        self.seconds = {}
        self.for_both = set()
        self.off_list = set()
        self.on_postgres = set()

    def missed(self):
        """What was asked on SQLite alone, once it is known what was on PostgreSQL."""
        return sorted(self.off_list - self.on_postgres) if self.on_postgres else []

    def connected(self, connection, **_more):
        # One that was closed keeps them when it is opened again.
        if self.note not in connection.execute_wrappers:
            connection.execute_wrappers.append(self.note)

    def note(self, execute, sql, params, many, context):
        statements = statements_of(sql) if self.test else ()
        place = place_of(sys._getframe(1)) if statements else None
        if place:
            self.by_test[self.test] |= {f"{place} {words}" for words in statements}
        try:
            return execute(sql, params, many, context)
        except DatabaseError:
            # What is refused differs: each test of it is one of its own, whatever it is given.
            if self.test:
                test = function_of(self.test)
                self.by_test[self.test] |= {f"refused {test} {words}" for words in statements}
            raise


ASKED = Asked()
connection_created.connect(ASKED.connected)


def listed():
    return LISTED.read_text().splitlines() if LISTED.exists() else []


def is_noted(item):
    """Whether it is of those that may run on PostgreSQL."""
    marked = any(map(item.get_closest_marker, MARKED))
    return not marked and not any(f"/tests/{name}/" in str(item.path) for name in WITHOUT)


def is_for_both(item):
    """Whether it is on the list whatever it asks: whole files, and what commits, locks and races."""
    mark = item.get_closest_marker("django_db")
    commits = "transactional_db" in item.fixturenames or (mark and mark.kwargs.get("transaction"))
    marked = any(map(item.get_closest_marker, ("postgresql", "both_databases")))
    return bool(commits or marked or WHOLE.search(file_of(item.nodeid)))


def file_of(test):
    return test.partition("::")[0]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    ASKED.test, began = item.nodeid if is_noted(item) else None, time.process_time()
    try:
        return (yield)
    finally:
        ASKED.seconds[item.nodeid], ASKED.test = time.process_time() - began, None
        if is_noted(item) and is_for_both(item):
            ASKED.for_both.add(item.nodeid)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """A process tells what was asked: on PostgreSQL all, on SQLite what only tests off the list did."""
    config, into = session.config, os.environ.get("ASKED_INTO")
    if into:
        statements = set().union(*ASKED.by_test.values())
        Path(into).write_text("\n".join(sorted(statements)))
        return
    if os.environ.get("DATABASE_URL"):
        return
    ASKED.off_list |= of_those_off(set(listed()))
    if hasattr(config, "workerinput"):
        config.workeroutput["asked"] = sorted(ASKED.off_list), sorted(ASKED.on_postgres)
    elif ASKED.missed():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def of_those_off(on):
    """What tests ask that are not on the list; one that has to be is told by its name."""
    tests = {*ASKED.by_test, *ASKED.for_both}
    off = {test for test in tests if not {test, file_of(test)} & on}
    return {f"not on the list: {test}" for test in off & ASKED.for_both}.union(
        *(ASKED.by_test[test] for test in off)
    )


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    """The first process gathers what the others tell."""
    off_list, on_postgres = getattr(node, "workeroutput", {}).get("asked", ((), ()))
    ASKED.off_list |= set(off_list)
    ASKED.on_postgres |= set(on_postgres)


def pytest_terminal_summary(terminalreporter):
    missed = ASKED.missed()
    if missed:
        terminalreporter.section("asked on SQLite alone: `make postgresql` draws the list anew", red=True)
        terminalreporter.write_line("\n".join(missed))


def function_of(test):
    return test.partition("[")[0]


class Cover:
    """Tests that between them ask all that all of them ask, each statement in as many functions as wanted."""

    def __init__(self, by_test):
        self.by_test = by_test
        self.chosen = []
        self.had = defaultdict(set)
        askers = defaultdict(set)
        for test, found in by_test.items():
            for statement in found:
                askers[statement].add(function_of(test))
        self.wanted = {statement: min(TIMES, len(functions)) for statement, functions in askers.items()}

    def lacks(self, test):
        """How many of its statements are still wanted of it."""
        mine = function_of(test)
        asked = ((self.had[each], self.wanted[each]) for each in self.by_test[test])
        return sum(mine not in had and len(had) < wanted for had, wanted in asked)

    def choose(self, test):
        self.chosen.append(test)
        for statement in self.by_test[test]:
            self.had[statement].add(function_of(test))

    def complete(self, seconds):
        """Choose what asks the most for its time, until nothing is lacking."""
        # That only falls, so one that is still worth most need not be held against all others again.
        queue = sorted((-self.lacks(test) / (seconds[test] + 0.01), test) for test in self.by_test)
        while queue:
            _before, test = heappop(queue)
            worth = self.lacks(test) / (seconds[test] + 0.01)
            if worth and queue and worth < -queue[0][0]:
                heappush(queue, (-worth, test))
            elif worth:
                self.choose(test)


def drawn(by_test, seconds, for_both):
    """The list, as pytest takes it."""
    cover = Cover(by_test)
    for test in sorted(for_both):
        cover.choose(test)
    cover.complete(seconds)
    return sorted({file_of(test) if WHOLE.search(file_of(test)) else test for test in cover.chosen})


def draw():
    """All that has a database, on PostgreSQL; then the list."""
    code = pytest.main([*BESIDE, *(f"--ignore=tests/{name}" for name in WITHOUT)])
    if code == pytest.ExitCode.OK:
        told = sys.modules["tests.asked"].ASKED
        LISTED.write_text("\n".join(drawn(told.by_test, told.seconds, told.for_both)) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(draw())
