"""make scan: a web scanner (wapiti) over a demo behind TLS, once as a reader and once as an instructor.

    make scan                         install wapiti beside the project, scan, list what it found
    make scan ARGS="--as reader --seconds 60"      one of the two, and so long an attack of each module

Wapiti gets an environment of its own: what it needs is not what the project pins. Before, it must find the
holes of a server that has them, or no finding would say nothing. Exit code 1 with findings.
"""

import argparse
import json
import os
import ssl
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from http import HTTPStatus
from http.cookiejar import CookieJar
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPSHandler, Request, build_opener

from tests.bench.first_day import Forms
from tests.bench.serving import ROOT, Served, free_port, manage

# All modules but those that ask a server in the internet (takeover, wapp, cms, wp_enum, nikto, htp, ssrf,
# xxe, log4shell, spring4shell), ssl, which tells of the certificate made here, https_redirect, which asks the
# port of HTTP that stands beside a real one, buster, which lists what anybody may open, and ldap, which takes
# a refused password for a directory: there is none.
MODULES = (
    "backup", "brute_login_form", "cookieflags", "crlf", "csp", "csrf", "exec", "file", "htaccess",
    "http_headers", "methods", "network_device", "permanentxss", "redirect", "shellshock", "sql",
    "timesql", "upload", "xss",
)  # fmt: skip
# What would end the scan: signing out, and deleting what is being scanned.
LEFT_OUT = (
    "accounts/logout/*", "accounts/2fa/*", "accounts/password/*", "accounts/email/*", "forget/*",
    "classroom/*/delete/*", "classroom/*/archive/*", "classroom/*/leave/*", "classroom/dismiss/*",
    "taking/*/member/*",
)  # fmt: skip
# What is so on purpose. These two forms change looks only, on pages that are the same for everybody and so
# hold no token: where they come from is looked at instead (tests/web/test_places.py).
ON_PURPOSE = (
    "Cross Site Request Forgery: POST /language/",
    "Cross Site Request Forgery: POST /people/theme/",
)
AGENT = ("Accept-Language", "en")


class Person:
    """A browser that signs in and hands its cookies over."""

    def __init__(self, site):
        self.site, self.jar = site, CookieJar()
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        self.opener = build_opener(HTTPCookieProcessor(self.jar), HTTPSHandler(context=trusting))
        self.opener.addheaders = [AGENT]

    def send(self, path, marked, **values):
        """Fill in the form of this page that has a field of this name; the page that came."""
        page = self.opener.open(self.site + path).read().decode()
        form = next(each for each in Forms(page).found if marked in each["names"])
        fields = dict(form["fields"]) | values
        where = self.site + (form["action"] or path)
        asked = Request(where, urlencode(fields).encode(), {"Referer": self.site + path})  # noqa: S310  ours
        return self.opener.open(asked).geturl()

    def cookies(self):
        """The cookies in wapiti's own form."""
        found = {}
        for cookie in self.jar:
            kept = {
                "value": cookie.value, "expires": cookie.expires, "secure": cookie.secure, "port": None,
                "version": 0,
            }  # fmt: skip
            found.setdefault(cookie.domain, {}).setdefault(cookie.path, {})[cookie.name] = kept
        return found


@contextmanager
def demo():
    """The demo behind TLS: its address, its folder."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"VAR_DIR": folder, "HTTPS": "1", "ALLOWED_HOSTS": "127.0.0.1"}
        environment |= {"EMAIL_URL": "dummy:"}
        for words in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"], ["load_pack"]):
            manage(environment, *words)
        told = manage(environment, "load_demo")
        key, certificate, port = f"{folder}/key.pem", f"{folder}/certificate.pem", free_port()
        making = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
        making += ["-subj", "/CN=127.0.0.1", "-keyout", key, "-out", certificate]
        subprocess.run(making, check=True, capture_output=True)
        command = [sys.executable, "-m", "granian", "--interface", "asginl", "--port", str(port), "--no-ws"]
        command += [
            "--no-log",
            "--backpressure",
            "512",
            "--ssl-keyfile",
            key,
            "--ssl-certificate",
            certificate,
        ]
        server = Served([*command, "quiz.asgi:application"], environment, port)
        try:
            yield f"https://127.0.0.1:{port}", Path(folder), told
        finally:
            server.stop()


def as_reader(site, folder, told):
    """A reader of the demo's class."""
    person = Person(site)
    code = told.partition("/classroom/join/")[2].partition("/")[0]
    person.send(f"/classroom/join/{code}/", "name", name="Scanner")
    return person


def as_instructor(site, folder, told):
    """The demo's instructor."""
    person = Person(site)
    word = (folder / "demo_password").read_text()
    person.send("/accounts/login/", "login", login="demo", password=word)
    return person


class Holes(BaseHTTPRequestHandler):
    """A site that says back what it is asked, goes where it is told, and shows files."""

    def do_GET(self):
        """One page with three doors."""
        asked = parse_qs(urlsplit(self.path).query)
        told = "<a href='/?say=x'>a</a> <a href='/?to=/'>b</a> <a href='/?file=scan.py'>c</a>"
        if "file" in asked and (shown := Path("/", asked["file"][0])).is_file():
            told = shown.read_text(errors="replace")
        self.send_response(HTTPStatus.FOUND if "to" in asked else HTTPStatus.OK)
        if "to" in asked:
            self.send_header("Location", asked["to"][0])
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f"<html><body>{told}{asked.get('say', [''])[0]}</body></html>".encode())

    def log_message(self, *_words):
        """Say nothing."""


FOUND_THERE = ("Reflected Cross Site Scripting", "Open Redirect", "Path Traversal", "Content Security Policy")


def prove(wapiti, seconds):
    """Let it find what is there to be found. Exits where it does not."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Holes) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        lines = findings(
            scan(wapiti, f"http://127.0.0.1:{site.server_port}", {"127.0.0.1": {}}, seconds=seconds)
        )
        site.shutdown()
    missed = [kind for kind in FOUND_THERE if not any(line.startswith(kind) for line in lines)]
    if missed:
        raise SystemExit(f"scan: wapiti does not even find {', '.join(missed)}")


PEOPLE = {"reader": as_reader, "instructor": as_instructor}


def scan(wapiti, site, cookies, *, seconds, start="/"):
    """What wapiti reports of a site: its findings by kind, and how many pages it crawled."""
    with tempfile.TemporaryDirectory() as folder:
        kept, report = Path(folder) / "cookies.json", Path(folder) / "report.json"
        kept.write_text(json.dumps(cookies))
        words = [
            wapiti, "-u", site + start, "--scope", "folder", "-c", str(kept), "-d", "6",
            "--max-files-per-dir", "12", "--skip", "csrfmiddlewaretoken", "-m", ",".join(MODULES),
            "--max-scan-time", str(seconds * 2), "--max-attack-time", str(seconds), "--no-bugreport",
            "--flush-session", "-f", "json", "-o", str(report),
            "--store-session", folder, "--store-config", folder, "-H", ": ".join(AGENT),
        ]  # fmt: skip
        for place in LEFT_OUT:
            words += ["-x", f"{site}/{place}"]
        subprocess.run(words, check=True, stdout=sys.stderr)
        return json.loads(report.read_text())


def findings(report):
    """Every finding as one line; not what it merely notes (additionals), nor what is so on purpose."""
    kinds = report["vulnerabilities"] | report["anomalies"]
    lines = [
        f"{kind}: {each['method']} {each['path']} {each.get('parameter') or ''} {each['info']}"
        for kind, found in kinds.items()
        for each in found
    ]
    return [line for line in lines if not line.startswith(ON_PURPOSE)]


def main():
    """Scan as each person; what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wapiti", required=True, help="the program")
    parser.add_argument("--seconds", type=int, default=300, help="at most so long for each module")
    parser.add_argument("--as", dest="who", choices=PEOPLE, nargs="*", default=[*PEOPLE])
    asked = parser.parse_args()
    prove(asked.wapiti, asked.seconds)
    found = 0
    for who in asked.who:
        with demo() as (site, folder, told):
            report = scan(
                asked.wapiti, site, PEOPLE[who](site, folder, told).cookies(), seconds=asked.seconds
            )
        lines = findings(report)
        print(
            f"as {who}: {report['infos'].get('crawled_pages_nbr')} pages, {len(lines)} findings",
            *lines,
            sep="\n",
        )
        found += len(lines)
    raise SystemExit(bool(found))


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
