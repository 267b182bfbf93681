"""make bench: looking for camps with all rooms by chance, and the plain grouping of a large room.

Each is measured in a process of its own, so that the peak of memory is its own; the median of three. The
baseline, in the same process: one numpy pass over all distances between as many points in two dimensions,
which the silhouette cannot do without.
"""

import json
import os
import statistics
import subprocess
import sys

TIMES = 3
START = """
import json, resource, time
import numpy as np
from quiz.domain import opinion_groups
luck = np.random.default_rng(1)
def divided(readers, predictions):
    sides = luck.choice([-1.0, 1.0], predictions)
    camp = np.where(np.arange(readers) % 2, 1.0, -1.0)[:, None]
    return camp * sides * luck.choice([0.5, 1.0], (readers, predictions))
def loose(readers, predictions):
    return luck.choice([-1.0, -0.5, 0.0, 0.5, 1.0], (readers, predictions))
def distances(count):
    points = luck.normal(size=(count, 2))
    began = time.perf_counter()
    for first in range(0, count, 500):
        some = points[first : first + 500]
        np.sqrt(((some[:, None, 0] - points[:, 0]) ** 2) + (some[:, None, 1] - points[:, 1]) ** 2)
    return time.perf_counter() - began
"""
END = """
began = time.perf_counter()
found = LOOK(room)
took = time.perf_counter() - began
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([took, distances(len(room)), peak, found is not None]))
"""
CASES = (
    (
        "camps, 300 × 8, two camps, held against all 199 rooms",
        "room = divided(300, 8)",
        "opinion_groups.camps",
    ),
    (
        "camps, 300 × 8, no structure (ends as soon as that is clear)",
        "room = loose(300, 8)",
        "opinion_groups.camps",
    ),
    (
        "grouping, 10,000 × 200, 90 % missing",
        "room = loose(10_000, 200); room[luck.random(room.shape) < 0.9] = np.nan",
        "opinion_groups.grouping",
    ),
)


def measure(make, look):
    """Seconds, seconds of the baseline, peak MB, whether something was found: of one process."""
    program = START + make + END.replace("LOOK", look)
    done = subprocess.run([sys.executable, "-c", program], env=os.environ, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def main():
    """Print each case."""
    for name, make, look in CASES:
        runs = [measure(make, look) for _time in range(TIMES)]
        took, base, peak = (statistics.median(run[place] for run in runs) for place in range(3))
        word = "found" if runs[0][3] else "none"
        print(
            f"{name}: {took:.2f} s, at most {peak:.0f} MB, "
            f"{took / base:.0f} times one pass over all distances ({word})",
            flush=True,
        )


if __name__ == "__main__":
    main()
