"""Where a request comes from."""

from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

# The rows that a page has which keeps itself up to date, by their signs: they are not sent again.
KNOWN_ROWS = "Known-Rows"


def client_of(request: HttpRequest) -> str:
    """The address of the client, for limits only.

    X-Forwarded-For is believed only as far as trusted proxies wrote it (the setting PROXIES): anybody can
    send the header, and its left part is theirs. Of an IPv6 address the first half counts: whoever has one
    has all that share it.
    """
    address = _address(request)
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    return str(parsed.ipv4_mapped or ip_network((parsed.packed, 64), strict=False))


def _address(request: HttpRequest) -> str:
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.PROXIES:
        return direct
    passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    return passed[-settings.PROXIES] if len(passed) >= settings.PROXIES else direct


def is_ours(request: HttpRequest) -> bool:
    """Whether one of our own pages sent this, as the browser says; without its word: no."""
    if fetched := request.headers.get("Sec-Fetch-Site"):
        return fetched == "same-origin"
    sender = urlsplit(request.headers.get("Origin") or request.headers.get("Referer", ""))
    return (sender.scheme, sender.netloc) == (request.scheme, request.get_host())


def wants_data(request: HttpRequest) -> bool:
    """Whether a script asks, which cannot read a page."""
    return request.headers.get("Accept") == "application/json"


def wants_part(request: HttpRequest) -> bool:
    """Whether a script asks for the part of a page that it keeps up to date, and has the rest."""
    return KNOWN_ROWS in request.headers
