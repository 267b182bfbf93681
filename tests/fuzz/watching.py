"""An importer in a process of its own, watched: what it did, and on which file it hung or died."""

import hashlib
import multiprocessing
import resource
import time
import traceback
import warnings

from quiz.exchange.formats.known import BY_NAME
from tests.fuzz.files import broken, chance_of, valid
from tests.fuzz.looking import look

# Of address space, the interpreter and its packages among it.
MOST_MEMORY = 2**30
# Seconds by the clock, on a machine that does other things as well.
HANGS = 30
FIRST_BREATH = 120
NUMBER, BEGUN, TRIED, REFUSED, QUESTIONS, SLOWEST, PEAK, DONE = range(8)
HEADING = "importer        files   refused  questions  slowest ms  peak MB  faults"


def run(name, seed, seconds, folder):
    """Fuzz one importer for so long: a row of the table, and the faults in words."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{name}-*"):
        old.unlink()
    ends, shared = time.time() + seconds, multiprocessing.get_context("spawn").RawArray("d", 8)
    while time.time() < ends and not shared[DONE]:
        shared[BEGUN] = time.time() + FIRST_BREATH - HANGS
        if how := _watched(shared, name, seed, ends, folder):
            _keep(folder, name, made(name, seed, int(shared[NUMBER])), how)
            shared[NUMBER] += 1
    faults = [_said(name, path) for path in sorted(folder.glob(f"{name}-*.txt"))]
    figures = [int(shared[at]) for at in (TRIED, REFUSED, QUESTIONS, SLOWEST, PEAK)]
    row = f"{name:<12} {figures[0]:>8} {figures[1]:>9} {figures[2]:>10} {figures[3]:>11} {figures[4]:>8}"
    return f"{row} {len(faults):>7}", faults


def made(name, seed, number):
    """The file of a number."""
    return broken(valid(BY_NAME[name]), chance_of(name, seed, number))


def _watched(shared, name, seed, ends, folder):
    """Run a child until the time is over; how it ended before, "" where it did not."""
    child = multiprocessing.get_context("spawn").Process(
        target=_try_all, args=(shared, name, seed, ends, folder)
    )
    child.start()
    while child.is_alive():
        child.join(0.5)
        if child.is_alive() and time.time() - shared[BEGUN] > HANGS:
            child.kill()
            child.join()
            return f"hangs: longer than {HANGS} s"
    return "" if child.exitcode == 0 else f"dies: exit code {child.exitcode}"


def _try_all(shared, name, seed, ends, folder):
    """In the child: one file after the other."""
    warnings.simplefilter("error")
    known, told = BY_NAME[name], set()
    seeds = valid(known)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while time.time() < ends:
        data = broken(seeds, chance_of(name, seed, int(shared[NUMBER])))
        shared[BEGUN] = time.time()
        _try_one(shared, known, data, told, folder)
        shared[TRIED] += 1
        shared[NUMBER] += 1
        shared[PEAK] = max(shared[PEAK], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    shared[DONE] = 1


def _try_one(shared, known, data, told, folder):
    try:
        found = look(known, data)
    except Exception as error:  # noqa: BLE001  whatever it is, it must not be
        frame = traceback.extract_tb(error.__traceback__)[-1]
        # Each fault once, by where it was raised.
        if (where := (type(error), frame.filename, frame.lineno, str(error)[:12])) not in told:
            told.add(where)
            _keep(folder, known.name, data, traceback.format_exc())
        return
    shared[REFUSED] += found.is_refused
    shared[QUESTIONS] += found.questions
    shared[SLOWEST] = max(shared[SLOWEST], found.seconds * 1000)


def _keep(folder, name, data, how):
    path = folder / f"{name}-{hashlib.sha256(data).hexdigest()[:8]}"
    path.write_bytes(data)
    path.with_suffix(".txt").write_text(how, "utf-8", errors="backslashreplace")


def _said(name, path):
    lines = path.read_text("utf-8").strip().splitlines()
    places = [line.strip() for line in lines if line.strip().startswith("File ")]
    again = f".venv/bin/python -m tests.fuzz --importer {name} --file {path.with_suffix('')}"
    return "\n  ".join([f"{name}: {lines[-1][:200]}", *places[-2:], again])
