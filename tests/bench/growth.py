"""make growth: what pages cost with 1,000 to 1,000,000 finished attempts, and counting and making these.

For SQLite, and for PostgreSQL where it answers, attempts are made by `manage.py make_attempts` and counted by
`manage.py count_attempts`; then one more reader takes the quiz through the test client of Django, which does
all that lies between a request and its answer but the server, and a member of staff opens its statistics.
Prints the median of each page and its ratio to that of the first size; then an array of a million marks.
MOST=100000 ends earlier.
"""

import json
import os
import resource
import subprocess
import sys
import time

from tests.bench.serving import empty_product, has_postgres

SIZES = (1_000, 10_000, 100_000, 1_000_000)
VISIT = """
import json, statistics, time
import django
django.setup()
from django.test import Client
from quiz.insight.models import QuizSums
from quiz.people.models import User

user, _made = User.objects.get_or_create(username="bench", is_staff=True)
staff, took = Client(headers={"accept-language": "ja"}), {}
staff.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

def timed(name, ask):
    began = time.perf_counter()
    answer = ask()
    took.setdefault(name, []).append(1000 * (time.perf_counter() - began))
    assert answer.status_code in (200, 302), (name, answer.status_code)
    return answer

for _round in range(12):
    reader = Client(headers={"accept-language": "ja"})
    timed("front", lambda: staff.get("/"))
    timed("start", lambda: reader.get("/taking/start/chips/"))
    page = timed("begin", lambda: reader.post("/taking/start/chips/")).url
    timed("question", lambda: reader.get(page))
    fields = {"q1-response": "1", "q1-tab": "t", "q1-serial": "1"}
    saved, as_data = page.replace("question", "answer"), {"accept": "application/json"}
    timed("save", lambda: reader.post(saved, fields, headers=as_data))
    timed("hand in", lambda: reader.post(page.replace("question/1/", "submit/")))
    timed("review", lambda: reader.get(page.replace("question/1/", "review/")))
    timed("desk", lambda: reader.get("/desk/"))
    timed("statistics, one new", lambda: staff.get("/insight/quiz/chips/"))
    timed("statistics", lambda: staff.get("/insight/quiz/chips/"))
print(json.dumps([{name: statistics.median(times[2:]) for name, times in took.items()},
                  QuizSums.objects.get(quiz__slug="chips").kept["readers"]]))
"""
ANALYSE = "from django.db import connection; connection.cursor().execute('VACUUM ANALYZE')"
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


def measure(database, most):
    """Print the times of one database, size by size."""
    with empty_product(database, DJANGO_SETTINGS_MODULE="quiz.settings") as environment:
        first, made = {}, 0
        for size in (size for size in SIZES if size <= most):
            _words, making = run(environment, "manage.py", "make_attempts", "chips", str(size - made))
            if database == "PostgreSQL":
                # A server in use does this itself within a minute; some test servers have it switched off.
                run(environment, "manage.py", "shell", "-v0", "-c", ANALYSE)
            _words, counting = run(environment, "manage.py", "count_attempts")
            words, _took = run(environment, "-c", VISIT)
            took, readers = json.loads(words)
            if readers < size:
                raise SystemExit(f"bench: {readers} attempts were counted, not {size}")
            first = first or took
            print(
                f"{database}: {size:,} attempts × 20 questions; {size - made:,} made in {making:.0f} s, "
                f"counted in {counting:.0f} s"
            )
            told = [f"{name} {ms:.0f} ms ({ms / first[name]:.2f})" for name, ms in took.items()]
            print("   " + ", ".join(told), flush=True)
            made = size


def main():
    """Both databases, then the array."""
    most = int(os.environ.get("MOST", SIZES[-1]))
    measure("SQLite", most)
    if has_postgres():
        measure("PostgreSQL", most)
    words, _took = run(os.environ, "-c", ARRAY)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024 / 1024
    print(f"itemstats on 1,000,000 × 20: {float(words):.2f} s, at most {peak:.2f} GB", flush=True)


if __name__ == "__main__":
    main()
