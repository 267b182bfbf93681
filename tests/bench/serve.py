"""make bench: the pages of an attempt, saving and reading against the floor (tests/bench/floor.py).

Both are served by one granian worker behind the same gate on this machine, SQLite as it is served (WAL,
synchronous FULL), one connection, rounds by turns. Prints medians, the floor's milliseconds as a share of the
product's, the same of processor time, and the worker's memory; writes bench.json.
"""

import gzip
import http.client
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode, urlsplit

ROUNDS = 60
REPEATS = 3
READING = "/bank/source/h20/"


class Visit:
    """One browser without a picture: keeps cookies and the connection."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.cookies = {}

    def ask(self, method, path, data=None, accept="text/html"):
        """The response's status, headers, raw body (compressed as it came) and milliseconds."""
        headers = {"Accept-Encoding": "gzip", "Accept": accept, "Accept-Language": "ja"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if data is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self.connection.request(method, path, urlencode(data) if data else None, headers)
        answer = self.connection.getresponse()
        body = answer.read()
        took = (time.perf_counter() - began) * 1000
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, value = line.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer, body, took

    def text(self, path):
        """The page as text, and its weight on the wire."""
        answer, body, _took = self.ask("GET", path)
        plain = gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body
        return plain.decode(), len(body) + len(str(answer.headers))


class Served:
    """A server in a process of its own, with what its processes took of the processors."""

    def __init__(self, command, environment, port):
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        self.port = port
        for _wait in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.1)
        raise SystemExit("bench: the server does not start")

    def all(self):
        """Its processes, those it started among them."""
        parents = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        found = [self.process.pid]
        for pid in found:
            found += [child for child, parent in parents.items() if parent == pid]
        return found

    def seconds(self):
        """The processor time that they took so far."""
        ticks = 0
        for pid in self.all():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def megabytes(self):
        """What the largest of them holds in memory: its worker."""
        pages = [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in self.all()]
        return max(pages) * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def round_of(server, ask):
    """Milliseconds of the answers, and of the processors for each, in one round."""
    before = server.seconds()
    took = [ask(number) for number in range(ROUNDS)]
    return took, (server.seconds() - before) * 1000 / ROUNDS


def compared(pairs):
    """Rounds of the floor and of the product by turns; a line each: the medians, and the floor's share."""
    found = {}
    for name, floor, product in pairs:
        rounds = [(round_of(*floor), round_of(*product)) for _round in range(REPEATS)]
        low, high = ([one[side] for one in rounds] for side in (0, 1))
        line = {
            "floor_ms": statistics.median(took for times, _cpu in low for took in times),
            "ms": statistics.median(took for times, _cpu in high for took in times),
            "floor_cpu_ms": statistics.median(cpu for _times, cpu in low),
            "cpu_ms": statistics.median(cpu for _times, cpu in high),
        }
        line["ratio"] = line["floor_ms"] / line["ms"]
        line["cpu_ratio"] = line["floor_cpu_ms"] / line["cpu_ms"]
        found[name] = line
        print(
            f"{name:24} {line['ratio']:6.2f} of the floor's speed ({line['ms']:.1f} against "
            f"{line['floor_ms']:.1f} ms), {line['cpu_ratio']:.2f} by processor time "
            f"({line['cpu_ms']:.1f} against {line['floor_cpu_ms']:.1f} ms)"
        )
    return found


def begin(visit):
    """Begin a quiz: the address of its first question, and the token."""
    words, _weight = visit.text("/taking/start/chips/")
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', words)[1]
    started, _body, _took = visit.ask("POST", "/taking/start/chips/", {"csrfmiddlewaretoken": token})
    return urlsplit(started.headers["Location"]).path, token


def weigh(visit, page):
    """Print the weight of a cold visit; the sizes of the page and of the reading page, as they are read."""
    words, weight = visit.text(page)
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', words)
    for file in files:
        weight += visit.text(file)[1]
    print(f"cold visit of a question: {weight / 1024:.1f} KiB compressed, {1 + len(files)} requests")
    return len(words.encode()), len(visit.ask("GET", READING)[1])


def measure(product, environment):
    """Take part of a quiz, start the floor beside it, and compare."""
    visit = Visit(product.port)
    page, token = begin(visit)
    sizes = weigh(visit, page)
    told = {"FLOOR_CODE": page.split("/")[2], "FLOOR_PAGE": str(sizes[0]), "FLOOR_BYTES": str(sizes[1])}
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "asginl", "--port", str(port), "--no-ws"]
    floor = Served([*command, "--no-log", "tests.bench.floor:application"], environment | told, port)
    bare = Visit(port)

    def asks(visit, path):
        return lambda _number: visit.ask("GET", path)[2]

    def saved(number):
        data = {"csrfmiddlewaretoken": token, "q1-tab": f"t{time.monotonic_ns()}", "q1-serial": "1"}
        data["q1-response"] = str(1 + number % 2)
        answer, _body, took = visit.ask("POST", page.replace("question", "answer"), data, "application/json")
        if answer.status != http.client.OK:
            raise SystemExit(f"bench: a save was answered {answer.status}")
        return took

    def upserted(number):
        return bare.ask("POST", "/save/", {"key": "one", "text": str(number)})[2]

    small = (floor, asks(bare, "/page/"))
    try:
        print(f"a worker holds {product.megabytes():.0f} MB, the floor's {floor.megabytes():.0f} MB")
        return compared(
            [
                ("question", small, (product, asks(visit, page))),
                ("all on one page", small, (product, asks(visit, page.replace("question/1", "sheet")))),
                ("saving an answer", (floor, upserted), (product, saved)),
                ("reading", (floor, asks(bare, "/bytes/")), (product, asks(visit, READING))),
            ]
        )
    finally:
        floor.process.terminate()
        floor.process.wait(20)


def main():
    """Serve from an empty folder, measure, stop."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"VAR_DIR": folder, "WORKERS": "1"}
        for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"], ["load_pack"]):
            words = [sys.executable, "manage.py", *command]
            subprocess.run(words, env=environment, check=True, stdout=subprocess.DEVNULL)
        port = free_port()
        command = [sys.executable, "manage.py", "serve", "--port", str(port)]
        server = Served(command, environment, port)
        try:
            found = measure(server, environment)
        finally:
            server.process.terminate()
            server.process.wait(20)
    Path("bench.json").write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
