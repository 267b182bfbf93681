"""make bench: files of 200 and 2,000 questions, from their bytes to what the preview of an import needs.

A file is recognised, parted, and each of its questions read and brought to the texts that are shown here.
Each run is a process of its own, so that the peak of memory is its own; the median of three. The baseline,
over the same bytes in the same way: lxml's tree for Moodle XML, the list of lines for GIFT. Memory is told as
what the peak lies above the start.
"""

import gc
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from lxml import etree

from quiz.domain.kinds import Kind
from quiz.exchange.formats.format import held
from quiz.exchange.formats.known import BY_NAME, recognised, split
from quiz.exchange.formats.plain import Batch, Option, Pair, Question
from quiz.exchange.texts import as_own

TIMES = 3
SIZES = (200, 2_000)
BASELINES = {"gift": lambda data: data.decode().splitlines(), "moodle_xml": etree.fromstring}


def choices(right):
    """Four options with feedback, so many of them right."""
    return tuple(
        Option(f"{at + 4}.{at} TB/s ほどの帯域", at < right, f"資料の表 {at} を見てください。")
        for at in range(4)
    )


SHAPES = (
    {"kind": Kind.SINGLE, "options": choices(1)},
    {"kind": Kind.MULTIPLE, "options": choices(2)},
    {"kind": Kind.TRUE_FALSE, "answer": True, "feedback": "逆です。", "feedback_right": "そのとおり。"},
    {"kind": Kind.NUMERIC, "answer": "96.0", "tolerance": "0.5", "unit": "GB"},
    {"kind": Kind.MATCHING, "pairs": (Pair("H20", "96 GB"), Pair("A100", "80 GB"), Pair("V100", "32 GB"))},
)


def question(at):
    """A question with emphasis in its stem and an explanation of two paragraphs."""
    return Question(
        stem=f"H20 のメモリ帯域はいくつですか（{at}）。**最も近いもの** を選んでください。",
        name=f"q{at}",
        explanation="The data sheet says *4.0 TB/s*.\n\nIt was written before the rules of 2022.",
        category=f"Chips/{at // 100}",
        **SHAPES[at % len(SHAPES)],
    )


def file(target, count):
    """The bytes of a file with so many questions."""
    kept = (held(target, question(at)) for at in range(count))
    return target.write(Batch("Chips", "ja", tuple(filter(None, kept))))


def preview(data):
    """Read each question of a file, and keep none, as the import does."""
    source = recognised(data, "questions")
    for raw in split(source, data).raws:
        question = source.read(raw).question
        if question is None:
            raise SystemExit(f"bench: the {source.name} question on line {raw.line} was not read")
        as_own(question)


def megabytes(name):
    """What the system says of this process: VmRSS is held now, VmHWM is the peak."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition(f"{name}:")[2].split()[0]) / 1024


def run(name, count, whose):
    """In a process of its own: print the seconds, the peak above the start and the size of the file."""
    data = file(BY_NAME[name], count)
    work = preview if whose == "ours" else BASELINES[name]
    gc.collect()
    # From here on the peak is counted anew.
    Path("/proc/self/clear_refs").write_text("5")
    before, began = megabytes("VmRSS"), time.perf_counter()
    kept = work(data)
    took, peak = time.perf_counter() - began, megabytes("VmHWM") - before
    del kept
    print(json.dumps([took, peak, len(data) / 2**20]))


def measure(name, count, whose):
    """The medians of what `run` prints."""
    command = [sys.executable, "-m", "tests.bench.exchange", name, str(count), whose]
    found = [
        json.loads(subprocess.run(command, env=os.environ, check=True, stdout=subprocess.PIPE).stdout)
        for _time in range(TIMES)
    ]
    return [statistics.median(each[place] for each in found) for place in range(3)]


def main():
    """Print a line for each format and size."""
    print("format       questions    MB    sec.   base  ratio   ms each   peak MB  base MB  KB each")
    for name in BASELINES:
        for count in SIZES:
            took, peak, size = measure(name, count, "ours")
            base, base_peak, _size = measure(name, count, "base")
            print(
                f"{name:13}{count:>9,}{size:6.2f}{took:8.2f}{base:7.4f}{took / base:7.0f}"
                f"{1000 * took / count:10.2f}{peak:10.1f}{base_peak:9.1f}{1024 * peak / count:9.1f}",
                flush=True,
            )


if __name__ == "__main__":
    if sys.argv[1:]:
        run(sys.argv[1], int(sys.argv[2]), sys.argv[3])
    else:
        main()
