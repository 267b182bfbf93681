"""make fuzz: give each importer files that are broken, and see that it reads or refuses them.

    python -m tests.fuzz --seconds 60 --seed 1 [--importer gift]
    python -m tests.fuzz --importer gift --file var/fuzz/gift-1a2b3c4d

Each importer runs in a process of its own, with a limit on its memory, and is watched from outside: one that
hangs or dies is told with the file that it had. Every fault is told once, with its file in var/fuzz and the
command that runs it again. Exit code 1 where there was any.
"""

import argparse
import os
import sys
from pathlib import Path

from quiz.exchange.formats.known import ALL, BY_NAME
from tests.fuzz.looking import look
from tests.fuzz.watching import HEADING, run

FOLDER = Path(os.environ.get("VAR_DIR", "var")) / "fuzz"


def main():
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("--seconds", type=float, default=60, help="for each importer")
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--importer", choices=BY_NAME)
    given.add_argument("--file", type=Path, help="run this one file, with --importer")
    told = given.parse_args()
    if told.file:
        if not told.importer:
            given.error("--file needs --importer")
        print(look(BY_NAME[told.importer], told.file.read_bytes()))
        return 0
    chosen = [BY_NAME[told.importer]] if told.importer else ALL
    print(HEADING, flush=True)
    faults = []
    for known in chosen:
        row, found = run(known.name, told.seed, told.seconds, FOLDER)
        print(row, flush=True)
        faults += found
    for fault in faults:
        print(f"\n{fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
