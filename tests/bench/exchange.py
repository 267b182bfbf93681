"""make bench: files of 200 and 2,000 questions, from their bytes to what the preview of an import needs.

Each is measured in a process of its own, so that the peak of memory is its own; the median of three. A file
is recognised, parted, and each of its questions read. The baselines, each in its own process over the same
bytes: lxml's tree for Moodle XML, the list of lines for GIFT.
"""

import json
import os
import statistics
import subprocess
import sys

TIMES = 3
SIZES = (200, 2_000)
START = """
import gc, json, sys, time
from quiz.domain.kinds import Kind
from quiz.exchange.formats.format import held
from quiz.exchange.formats.known import BY_NAME, recognised, split
from quiz.exchange.formats.plain import Batch, Option, Pair, Question
from lxml import etree
name, count = sys.argv[1], int(sys.argv[2])
target = BY_NAME[name]
def options(right):
    said = [f"{at + 4}.{at} TB/s ほどの帯域" for at in range(4)]
    return tuple(Option(text, at < right, f"資料の表 {at} を見てください。") for at, text in enumerate(said))
SHAPES = (
    {"kind": Kind.SINGLE, "options": options(1)},
    {"kind": Kind.MULTIPLE, "options": options(2)},
    {"kind": Kind.TRUE_FALSE, "answer": True, "feedback": "逆です。", "feedback_right": "そのとおり。"},
    {"kind": Kind.NUMERIC, "answer": "96.0", "tolerance": "0.5", "unit": "GB"},
    {"kind": Kind.MATCHING, "pairs": (Pair("H20", "96 GB"), Pair("A100", "80 GB"), Pair("V100", "32 GB"))},
)
def question(at):
    stem = f"H20 のメモリ帯域はいくつですか（{at}）。**最も近いもの** を選んでください。"
    told = "The data sheet says *4.0 TB/s*." + chr(10) * 2 + "It was written before the rules of 2022."
    return Question(stem=stem, name=f"q{at}", explanation=told, category=f"Chips/{at // 100}", **SHAPES[at % 5])
made = (held(target, question(at)) for at in range(count))
data = target.write(Batch("Chips", "ja", tuple(filter(None, made))))
kept = {"gift": lambda: data.decode().splitlines(), "moodle_xml": lambda: etree.fromstring(data)}
def look():
    read = notes = 0
    for raw in split(recognised(data, "questions" + target.suffix), data).raws:
        found = target.read(raw)
        read, notes = read + (found.question is not None), notes + len(found.notes)
    return read, notes
def held_now(field):
    status = open("/proc/self/status").read()
    return int(status.partition(field + ":")[2].split()[0]) / 1024
work = look if sys.argv[3] == "ours" else kept[name]
gc.collect()
# From here on the peak is counted anew.
open("/proc/self/clear_refs", "w").write("5")
before, began = held_now("VmRSS"), time.perf_counter()
done = work()
took, peak = time.perf_counter() - began, held_now("VmHWM") - before
if sys.argv[3] == "ours" and done[0] != split(target, data).raws.__len__():
    raise SystemExit(f"bench: {done[0]} questions of {count} were read")
print(json.dumps([took, peak, len(data) / 2**20]))
"""


def measure(name, count, whose):
    """Seconds, MB that the peak lies above the start, MB of the file: medians of processes of their own."""
    command = [sys.executable, "-c", START, name, str(count), whose]
    runs = [
        json.loads(subprocess.run(command, env=os.environ, check=True, stdout=subprocess.PIPE).stdout)
        for _time in range(TIMES)
    ]
    return [statistics.median(run[place] for run in runs) for place in range(3)]


def main():
    """Print a line for each format and size."""
    print("format       questions    MB    sec.  base  ratio   ms each   peak MB  base MB  KB each")
    for name in ("gift", "moodle_xml"):
        for count in SIZES:
            took, peak, size = measure(name, count, "ours")
            base, base_peak, _size = measure(name, count, "base")
            print(
                f"{name:13}{count:>9,}{size:6.2f}{took:8.2f}{base:6.3f}{took / base:7.0f}"
                f"{1000 * took / count:10.2f}{peak:10.1f}{base_peak:9.1f}{1024 * peak / count:9.1f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
