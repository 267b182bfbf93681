"""The audit of the pinned packages: it fails loudly where it is asked to, and never passes unseen."""

import json
import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

NOWHERE = "http://127.0.0.1:9/"


def audit(**env):
    done = subprocess.run(
        [".ci/audit"], capture_output=True, text=True, check=False,
        env=os.environ | {"AUDIT_SOURCE": NOWHERE, "AUDIT": "", "PYTHON": sys.executable} | env,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def source():
    """A server that tells of packages what it is given."""
    told = {}

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        def log_message(self, *_args):
            """Nothing on the console."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    yield told, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def auditor(tmp_path):
    """A program in the place of pip-audit, which writes down how it was called."""

    def auditor(code):
        made = tmp_path / "pip-audit"
        made.write_text(f'#!/bin/sh\necho "asked: $@"\nexit {code}\n')
        made.chmod(0o755)
        return str(made)

    return auditor


def test_without_a_source_it_says_so_and_names_what_is_pinned_since_when():
    code, words = audit()

    assert code == 0
    assert words.startswith("NOT AUDITED on 20")
    assert "requirements.txt, last changed 20" in words
    assert "  django==5.2" in words
    assert "  pytest==" in words


def test_without_a_source_it_fails_where_it_is_asked_to():
    code, words = audit(AUDIT="strict")

    assert code == 1
    assert "that is a failure" in words


def test_a_mirror_that_tells_of_no_faults_is_no_source(source, auditor):
    _told, address = source

    code, words = audit(AUDIT="strict", AUDIT_SOURCE=address, PIP_AUDIT=auditor(0))

    assert code == 1
    assert "asked:" not in words


@pytest.mark.parametrize("found", [0, 1])
def test_with_a_source_both_lists_are_looked_at_and_a_fault_fails(source, auditor, found):
    told, address = source
    told["vulnerabilities"] = [{"id": "PYSEC-1"}]

    code, words = audit(AUDIT_SOURCE=address, PIP_AUDIT=auditor(found))

    assert code == found
    assert "asked: --strict --require-hashes" in words
    assert ("requirements-dev.txt" in words) == (found == 0)
