"""make faults: kill the product and cut its power, and see whether what it acknowledged is there.

    python -m tests.faults --database SQLite --seconds 360 --images 450

Kills for so many seconds, half of them with a pause between commit and acknowledgement; then records the disk
and opens so many images. Prints what came of it, with the bound that it shows; exit code 1 where anything was
lost, changed or doubled, or another rule of tests/faults/invariant.py was broken.
"""

import argparse
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.bench.serving import manage
from tests.faults.cluster import binaries, own_cluster
from tests.faults.commands import interrupted
from tests.faults.killing import Run, bound
from tests.faults.power import WAYS, recorded

INTERRUPTIONS = 3


def product(stack, database, kills=0):
    """The environment of a product with the pack in it, its folder, and its PostgreSQL where it has one.

    kills: so often what fills the database is killed half way and begun again.
    """
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="faults-")))
    # PostgreSQL's own account comes by here.
    folder.chmod(0o711)
    (folder / "var").mkdir()
    environment = os.environ | {"VAR_DIR": str(folder / "var"), "ALLOWED_HOSTS": "127.0.0.1,testserver"}
    environment.pop("DATABASE_URL", None)
    cluster = None
    if database == "PostgreSQL":
        (folder / "postgres").mkdir()
        cluster = stack.enter_context(own_cluster(folder / "postgres"))
        environment["DATABASE_URL"] = cluster.url
    if kills:
        many = interrupted(environment, kills, kills)
        print(f"  migrate and load_pack: killed {many} times half way, then through", flush=True)
    for words in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"], ["load_pack"]):
        manage(environment, *words)
    return environment, folder, cluster


def cut(run, wanted):
    """Open so many images of a run; what was lost."""
    found = recorded(run, -(-wanted // len(WAYS)))
    run.look()
    print(f"  recorded: {run.report()}")
    print(f"  {found}; fewer than {bound(found.images):.2%} of such images lose anything (95 %)", flush=True)
    return [found.first] if found.lost or found.corrupt else []


def main():
    """Read the options, run, tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--database", default="SQLite", choices=["SQLite", "PostgreSQL"])
    parser.add_argument("--seconds", type=float, default=360.0, help="of killing")
    parser.add_argument("--images", type=int, default=450, help="of disks; 0: no power is cut")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.database == "PostgreSQL" and not binaries():
        raise SystemExit("faults: no PostgreSQL server is installed here")
    began = time.monotonic()
    print(f"{options.database}, seed {options.seed}", flush=True)
    with ExitStack() as stack:
        readers = max(24, int(options.seconds / 4))
        run = Run(*product(stack, options.database, INTERRUPTIONS), seed=options.seed, readers=readers)
        wrong = cut(run, options.images) if options.images else []
        for fault in ("", "pause"):
            run.kill(options.seconds / 2, fault)
            print(f"  {fault or 'as it is served'}: {run.report()}", flush=True)
        wrong += run.wrong
    strikes = sum(run.strikes.values())
    print(
        f"{options.database}: {run.kills} kills in {strikes} strikes, {run.told['hits']} retries met what "
        f"was kept already, {len(wrong)} faults; fewer than {bound(run.kills):.2%} of kills lose anything "
        f"(95 %, rule of three; {bound(strikes):.2%} of strikes), {time.monotonic() - began:.0f} s"
    )
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
