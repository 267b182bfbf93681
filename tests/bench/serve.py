"""make bench: the pages of an attempt against a plain page of the same server; a cold visit's weight.

Prints medians in milliseconds, their ratio to the plain page, and compressed bytes. Sequential requests to
one granian worker on this machine, SQLite as it is served (WAL, synchronous FULL).
"""

import gzip
import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from urllib.parse import urlencode, urlsplit

ROUNDS = 60


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


def median(work):
    """The median of some rounds, in milliseconds."""
    return statistics.median(work(number) for number in range(ROUNDS))


def measure(port):
    """Take part of a quiz and print what it took."""
    visit = Visit(port)
    words, _weight = visit.text("/taking/start/chips/")
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', words)[1]
    started, _body, _took = visit.ask("POST", "/taking/start/chips/", {"csrfmiddlewaretoken": token})
    page = urlsplit(started.headers["Location"]).path
    words, weight = visit.text(page)
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', words)
    for file in files:
        weight += visit.text(file)[1]
    count = 1 + len(files)
    print(f"cold visit of a question: {weight / 1024:.1f} KiB compressed with headers, {count} requests")

    save = page.replace("question", "answer")
    fields = {"csrfmiddlewaretoken": token, "q1-tab": "bench"}

    def saved(number):
        data = fields | {"q1-response": str(1 + number % 2), "q1-serial": str(number + 1)}
        answer, _body, took = visit.ask("POST", save, data, accept="application/json")
        if answer.status != http.client.OK:
            raise SystemExit(f"bench: a save was answered {answer.status}")
        return took

    plain = median(lambda _number: visit.ask("GET", "/about/")[2])
    for name, took in (
        ("plain page (the baseline)", plain),
        ("question page", median(lambda _number: visit.ask("GET", page)[2])),
        ("all on one page", median(lambda _number: visit.ask("GET", page.replace("question/1", "sheet"))[2])),
        ("reading page", median(lambda _number: visit.ask("GET", "/bank/source/h20/")[2])),
        ("saving an answer", median(saved)),
    ):
        print(f"{name}: {took:.1f} ms, {took / plain:.2f} of the baseline")


def main():
    """Serve from an empty folder, measure, stop."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"VAR_DIR": folder}
        for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"], ["load_pack"]):
            subprocess.run(
                [sys.executable, "manage.py", *command],
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "manage.py", "serve", "--port", str(port)]
        with subprocess.Popen(command, env=environment | {"WORKERS": "1"}) as server:
            try:
                for _wait in range(100):
                    with socket.socket() as probe:
                        if probe.connect_ex(("127.0.0.1", port)) == 0:
                            break
                    time.sleep(0.1)
                measure(port)
            finally:
                server.terminate()


if __name__ == "__main__":
    main()
