"""The first day of a teacher, outside the test suite: against a copy that `make run` started.

    make run > run.log 2>&1 &
    .venv/bin/python tests/bench/first_day.py --site http://127.0.0.1:8000 --console run.log

Signs up with the code printed on the console, opens a class, and joins it by its code from a second browser.
Any answer of 400 or more ends it with exit code 1.
"""

import argparse
import re
import sys
import time
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, Request, build_opener

CODE = re.compile(r"^([A-Z0-9]{3,4}-?[A-Z0-9]{2,4})\s*$", re.MULTILINE)
PASSWORD = "quiet-river-88"


class Wrong(Exception):
    """An answer of 400 or more, or a page without what a person would look for."""


class Forms(HTMLParser):
    """The forms of a page: address, fields with their values, buttons."""

    def __init__(self, page):
        super().__init__()
        self.found, self.select = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        """Note what a browser would send."""
        given = dict(attributes)
        name, value = given.get("name"), given.get("value", "") or ""
        if tag == "form":
            self.found.append(
                {"action": given.get("action") or "", "fields": [], "buttons": [], "names": set()}
            )
        elif not self.found:
            return
        elif tag == "input" and name:
            self.note_input(given, name, value)
        elif tag == "button":
            self.found[-1]["buttons"].append((name or "", value))
        elif tag == "select":
            self.select = name or ""
        elif tag == "option" and self.select and ("selected" in given or self.is_new(self.select)):
            fields = self.found[-1]["fields"]
            self.found[-1]["fields"] = [
                *(pair for pair in fields if pair[0] != self.select),
                (self.select, value),
            ]
        elif tag == "textarea" and name:
            self.found[-1]["fields"].append((name, ""))

    def note_input(self, given, name, value):
        """An input as a browser sends it: boxes only where they are ticked."""
        kind = given.get("type", "text")
        self.found[-1]["names"].add(name)
        if kind in {"submit", "button"}:
            self.found[-1]["buttons"].append((name, value))
        elif kind not in {"radio", "checkbox"} or "checked" in given:
            self.found[-1]["fields"].append((name, value or ("on" if kind == "checkbox" else "")))

    def is_new(self, name):
        """Whether the form has no value for it yet."""
        return name not in dict(self.found[-1]["fields"])


class Browser:
    """One browser: cookies, the page it shows, and what was answered on the way."""

    # A form without an address of its own.
    HERE = "(here)"

    def __init__(self, site):
        self.site, self.page, self.url, self.length = site.rstrip("/"), "", site, None
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.opener.addheaders = [("Accept-Language", "en"), ("User-Agent", "first-day")]

    def open(self, path, data=None):
        """Go there and show the page; the raw body. Raises Wrong."""
        url = urljoin(self.url, path)
        body = urlencode(data).encode() if data is not None else None
        try:
            with self.opener.open(Request(url, body, {"Referer": self.url}), timeout=60) as answer:  # noqa: S310
                raw = answer.read()
                self.url, self.length = answer.geturl(), answer.headers["Content-Length"]
        except HTTPError as error:
            raise Wrong(f"{url} answered {error.code}") from error
        self.page = raw.decode("utf-8", "replace")
        return raw

    def send(self, button=None, to="", **values):
        """Fill in the form that has these fields (this button, this address) and press; the raw body."""
        for form in Forms(self.page).found:
            if to not in (form["action"] or self.HERE):
                continue
            names = form["names"] | {name for name, _value in form["fields"] + form["buttons"]}
            wanted = set(values) | ({button[0]} if button else set())
            if wanted <= names and (button is None or button in form["buttons"]):
                fields = dict(form["fields"]) | values | dict([button] if button else [])
                return self.open(form["action"] or self.url, fields)
        raise Wrong(f"{self.url} has no form with {sorted(values)} {button or ''}")

    def sure(self):
        """Answer the page that asks first, where there is one."""
        if 'name="sure"' in self.page:
            self.send(sure="1")

    def sees(self, words):
        """That the page says so. Raises Wrong."""
        if words not in self.page:
            raise Wrong(f"{self.url} does not say: {words}")

    def links(self, part):
        """The addresses on the page that contain this."""
        return sorted({href for href in re.findall(r'href="([^"]+)"', self.page) if part in href})


class Console:
    """What the server prints, as far as it has not been looked at."""

    def __init__(self, path):
        self.path, self.seen = Path(path), Path(path).stat().st_size

    def find(self, pattern, seconds=20):
        """The first match in what was printed since the last look."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            text = self.path.read_bytes()[self.seen :].decode("utf-8", "replace")
            if match := pattern.search(text):
                self.seen = self.path.stat().st_size
                return match[1]
            time.sleep(0.1)
        raise Wrong(f"the console never printed {pattern.pattern}")


def sign_up(browser, console, email):
    """Make an account and confirm its address by the code on the console."""
    browser.open("/accounts/signup/")
    browser.send(email=email, password1=PASSWORD, password2=PASSWORD)
    browser.send(code=console.find(CODE))
    browser.open("/classroom/")
    browser.sees("My classes")


def open_class(browser, name):
    """Open a class; its address and join code."""
    browser.open("/classroom/open_class/")
    browser.send(name=name)
    browser.sees(name)
    return browser.url, re.search(r'class="code[^"]*">\s*([A-Z0-9]{6})', browser.page)[1]


def join(browser, code, name):
    """Join by the code under this name; the address of the class."""
    browser.open("/classroom/join/")
    browser.send(code=code)
    browser.send(name=name)
    browser.sees(name)
    return browser.url


def main():
    """Walk, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--site", default="http://127.0.0.1:8000")
    parser.add_argument("--console", required=True, help="the file that make run printed to")
    options = parser.parse_args()
    teacher, reader = Browser(options.site), Browser(options.site)
    try:
        sign_up(teacher, Console(options.console), f"first-day-{int(time.time())}@example.org")
        _address, code = open_class(teacher, "First day")
        address = join(reader, code, "Sato")
    except Wrong as wrong:
        sys.exit(f"first day: {wrong}")
    print(f"Signed up, opened a class, joined it as a second browser: {address}")


if __name__ == "__main__":
    main()
