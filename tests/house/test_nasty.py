"""Whatever is sent: every page, as each person, in path, query, fields and headers: nothing answers 5xx."""

import os
import re
from http import HTTPStatus

from django.core.cache import cache
from django.db import connection, transaction

from tests.house.test_access import ACTORS, MATRIX, address, client_for, world

__all__ = ["world"]
IN_PATH = (
    "%00", "%0a", "%0d%0aX:1", "%7f", "%ff%fe", "%ed%a0%80", "9" * 20, "9" * 400, "-1", "0", "1e3", "%d9%a3",
    "..%2f", "%EF%BC%91", "a" * 3000, "%27", "%25", "%5c",
)  # fmt: skip
VALUES = (
    "\x00", "a\x00b", "\r\n", "9" * 20, "-" + "9" * 20, "9" * 5000, "1e999", "NaN", "Infinity", "-0", "٣",
    "１", "²", "\u202e", "\ufdfa" * 60, "\u0301" * 300, "x" * 5000, "//[", "[]", "{}", "null",
    "0001-01-01T00:00", "9999-12-31T23:59", "%", "'", "\\", "<b>", "\U0010ffff", "\ufffe",
)  # fmt: skip
QUERIES = (
    "page",
    "next",
    "reply",
    "q",
    "sort",
    "order",
    "show",
    "filter",
    "beside",
    "rule",
    "state",
    "at",
    "on",
)
HEADERS = (
    {"accept-language": "\x00,;q=x,,,*-*;q=9" + ",a" * 999},
    {"if-none-match": '"\x00", W/x, *'}, {"cookie": "theme=\xe3\x81\x82; sessionid=\xff; messages=[[; x"},
    {"content-type": "application/json"}, {"content-type": "multipart/form-data"}, {"accept": "\x00"},
    {"content-type": "text/plain; charset=nonsense"}, {"referer": "http://["}, {"if-modified-since": "x"},
)  # fmt: skip
EVERY = os.environ.get("NASTY") == "all"
FIELDS = ("wanted", "next", "code", "name", "pk", "into", "seen", "go", "sure")
NAMES = re.compile(r'name="([^"]+)"')
PARTS = re.compile(r"/([^/]+)(?=/)")


def some(values, place, count):
    """So many of the values, at each page others and on each database others; all of them with NASTY=all in
    the environment.
    """
    first = (place + len(values) // 2 * (connection.vendor == "postgresql")) % len(values)
    turned = [*values[first:], *values[:first]]
    return turned if EVERY else turned[:count]


def asked(client, url, place, *, takes_posts):
    """What a client sends to an address: bad paths, bad queries, each field with a bad value, bad headers."""
    for part in PARTS.finditer(url):
        for bad in some(IN_PATH, place, 1):
            yield "get", url[: part.start(1)] + bad + url[part.end(1) :], None, {}
    for value in some(VALUES, place, 1):
        yield "get", url, dict.fromkeys(QUERIES, value), {}
    for headers in some(HEADERS, place, 1):
        yield "get", url, None, headers
    if takes_posts:
        names = {*FIELDS, *NAMES.findall(client.get(url).content.decode(errors="replace"))}
        for value in some(VALUES, place, 3):
            yield "post", url, dict.fromkeys(names, value), {}


def test_nothing_that_is_sent_breaks_a_page(world, client_of):
    broken = []
    for actor in ("reader", "instructor", "staff") if EVERY else ("reader", "instructor"):
        client = client_for(actor, world, client_of)
        client.raise_request_exception = False
        for number, (name, codes) in enumerate(MATRIX.items()):
            got, posted = (each.split()[ACTORS.index(actor)] for each in codes)
            if got == posted == "404":
                continue
            url = address(name, world["names"])
            for method, place, fields, headers in asked(
                client, url, number, takes_posts=posted not in {"404", "405"}
            ):
                cache.clear()
                with transaction.atomic():
                    found = getattr(client, method)(place, fields, headers=headers)
                    transaction.set_rollback(True)
                if found.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                    told = {*(fields or {}).values()}
                    broken.append((actor, method, place[:70], ascii(told)[:40], headers, found.exc_info))
    assert broken == []
