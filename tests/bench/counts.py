"""make bench: the statistics of a quiz with 1,000 to 1,000,000 finished attempts, and of an array.

For SQLite, and for PostgreSQL where it answers on 127.0.0.1 (BENCH_DATABASE_URL names another, which must
be free to make a database in), attempts are made by `manage.py make_attempts` and counted by
`manage.py count_attempts`; then the page is opened through the test client of Django, which does all that
lies between a request and its answer but the server. Prints the median of the times, its ratio to that of
the first size, and how long making and counting took.
BENCH_MOST changes the greatest size: a million took 22 minutes on SQLite and 50 on PostgreSQL.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

SIZES = (1_000, 10_000, 100_000, 1_000_000)
ROUNDS = 15
SERVER = "postgres://postgres@127.0.0.1:5432/postgres"
VISIT = """
import json, time
import django
django.setup()
from django.test import Client
from quiz.people.models import User
from quiz.insight.models import QuizSums
user, _made = User.objects.get_or_create(username="bench", is_staff=True)
client = Client(headers={"accept-language": "ja"})
client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
took = []
for _round in range(ROUNDS + 1):
    began = time.perf_counter()
    page = client.get("/insight/quiz/chips/")
    took.append(1000 * (time.perf_counter() - began))
    assert page.status_code == 200
print(json.dumps([took[1:], QuizSums.objects.get(quiz__slug="chips").kept["readers"]]))
"""
ARRAY = """
import time
import numpy as np
from quiz.domain.itemstats import items, test
luck = np.random.default_rng(1)
able = luck.uniform(0.2, 0.95, (1_000_000, 1))
marks = (luck.random((1_000_000, 20)) < able).astype(float)
began = time.perf_counter()
items(marks, np.ones(20)); test(marks)
print(time.perf_counter() - began)
"""


def run(environment, *command):
    """What a command prints, and the seconds that it took."""
    began = time.perf_counter()
    done = subprocess.run([sys.executable, *command], env=environment, check=True, stdout=subprocess.PIPE)
    return done.stdout.decode(), time.perf_counter() - began


def measure(name, environment, most):
    """Print the times of one database."""
    for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"], ["load_pack"]):
        run(environment, "manage.py", *command)
    first, made = None, 0
    for size in (size for size in SIZES if size <= most):
        _words, making = run(environment, "manage.py", "make_attempts", "chips", str(size - made))
        _words, counting = run(environment, "manage.py", "count_attempts")
        made = size
        words, _took = run(environment, "-c", VISIT.replace("ROUNDS", str(ROUNDS)))
        times, readers = json.loads(words)
        if readers != size:
            raise SystemExit(f"bench: {readers} attempts were counted, not {size}")
        took = statistics.median(times)
        first = first or took
        print(
            f"{name}: statistics page at {size:,} attempts × 20 questions: {took:.0f} ms, "
            f"{took / first:.2f} of the first (made in {making:.0f} s, counted in {counting:.0f} s)",
            flush=True,
        )


def postgres(most):
    """Measure on a database of its own, dropped afterwards."""
    import psycopg  # noqa: PLC0415  only where a server answers

    server = os.environ.get("BENCH_DATABASE_URL", SERVER)
    try:
        connection = psycopg.connect(server, autocommit=True, connect_timeout=2)
    except psycopg.OperationalError:
        print("PostgreSQL: no server answers on 127.0.0.1; not measured")
        return
    name = f"bench_{os.getpid()}"
    with connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            with tempfile.TemporaryDirectory() as folder:
                url = server.rsplit("/", 1)[0] + f"/{name}"
                environment = os.environ | {
                    "VAR_DIR": folder, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "quiz.settings",
                    "ALLOWED_HOSTS": "testserver",
                }  # fmt: skip
                measure("PostgreSQL", environment, most)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def main():
    """The array first, then both databases."""
    words, _took = run(os.environ, "-c", ARRAY)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024 / 1024
    print(f"itemstats on 1,000,000 × 20: {float(words):.2f} s, at most {peak:.2f} GB", flush=True)
    most = int(os.environ.get("BENCH_MOST", SIZES[-1]))
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "quiz.settings", "ALLOWED_HOSTS": "testserver",
        }  # fmt: skip
        environment.pop("DATABASE_URL", None)
        measure("SQLite", environment, most)
    postgres(most)


if __name__ == "__main__":
    main()
