"""Pages that are the same for everybody: rendered and packed once for each language and colours.

Only browsers without a session and without a message waiting get them so: for nobody else is a page sure to
be the same. What is kept is some seconds old at most; nothing is packed again where nothing has changed.
"""

import gzip
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, wraps
from hashlib import sha256
from http import HTTPStatus
from typing import ParamSpec

import brotli
from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import DisallowedHost
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from quiz.web.gate import Answer, Environ
from quiz.web.host_cookies import PREFIX
from quiz.web.keeping import Keep
from quiz.web.languages import language_of
from quiz.web.looks import theme_of

P = ParamSpec("P")
View = Callable[P, HttpResponse]
# A term may be corrected in place and a quiz be added: so long the old may be shown.
SECONDS = 10
# A reading page is 60 kB, packed in both ways.
MOST = 60
MARK = "same_for_everybody"
OWN = (settings.SESSION_COOKIE_NAME, PREFIX + settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name)
PACKING = {"Content-Encoding", "Content-Length"}
# 11 is a tenth smaller and takes 30 times as long.
BROTLI_QUALITY = 9


@dataclass(frozen=True, slots=True)
class Packed:
    """A page as it is sent: its headers, and its bytes in the ways that a browser may take them."""

    etag: str
    headers: tuple[tuple[str, str], ...]
    bodies: dict[str, bytes]

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page, or 304 to whoever has it."""
        known = request.META.get("HTTP_IF_NONE_MATCH", "")
        if known and self.etag in parse_etags(known):
            response = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
        else:
            way = way_of(request.META.get("HTTP_ACCEPT_ENCODING", ""))
            body = self.bodies.get(way) or gzip.decompress(self.bodies["gzip"])
            response = HttpResponse(body)
            # Nothing after this says how long it is.
            response.headers["Content-Length"] = str(len(body))
            if way:
                response.headers["Content-Encoding"] = way
        for name, value in self.headers:
            response.headers[name] = value
        return response


_pages: Keep[tuple[str, str, str, str], Packed] = Keep(MOST, SECONDS)
_packed: Keep[str, Packed] = Keep(MOST)
# Of pages that exist, so there are not many; for all others it is clear at once that nothing lies ready.
_paths: set[str] = set()


def same_for_everybody(view: View[P]) -> View[P]:
    """A page in which nothing depends on who asks but language and colours; it holds no form with a token."""

    @wraps(view)
    def marked(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return for_everybody(view(*args, **kwargs))

    return marked


def for_everybody(response: HttpResponse) -> HttpResponse:
    """The page, marked as the same for everybody: for a view whose pages are not always."""
    vars(response)[MARK] = True
    return response


def ready(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: pages that are the same for everybody go out as they were packed, without a query."""

    def middleware(request: HttpRequest) -> HttpResponse:
        try:
            held = _held(request)
        except DisallowedHost:
            # What follows refuses it, with the headers that every answer has.
            held = None
        if held is None:
            response = get_response(request)
            if not hasattr(response, MARK) or response.status_code != HTTPStatus.OK or response.cookies:
                return response
            key = _key(request)
            if key is None:
                return response
            held = _pages.put(key, _pack(response))
            _paths.add(request.path_info)
        return held.answer(request)

    return middleware


def at_once(environ: Environ) -> Answer | None:
    """For the gate: the page that lies ready for this request, if there is one. It waits for nothing, so that
    such pages are there also when all others have to wait.
    """
    if environ["PATH_INFO"] not in _paths:
        return None
    request = WSGIRequest(environ)
    try:
        held = _held(request)
    except DisallowedHost:
        return None
    if held is None:
        return None
    response = held.answer(request)
    pairs = [(name.lower().encode(), value.encode("latin-1")) for name, value in response.headers.items()]
    return response.status_code, pairs, b"" if request.method == "HEAD" else response.content


def _held(request: HttpRequest) -> Packed | None:
    """What lies ready for this request. Of other addresses, which are most, nothing more is looked at."""
    key = _key(request) if request.path_info in _paths else None
    return _pages.get(key) if key else None


@lru_cache(100)
def way_of(accepted: str) -> str:
    """How the body may be packed: "br", "gzip" or "" for not at all."""
    offered = {
        name.strip(): quality.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
        for name, _sign, quality in (part.partition(";") for part in accepted.lower().split(","))
    }
    return next((way for way in ("br", "gzip") if offered.get(way)), "")


def _key(request: HttpRequest) -> tuple[str, str, str, str] | None:
    if request.method not in {"GET", "HEAD"} or request.META.get("QUERY_STRING"):
        return None
    if any(name in request.COOKIES for name in OWN) or (settings.HTTPS and not request.is_secure()):
        return None
    return request.get_host(), request.path_info, language_of(request), theme_of(request)


def _pack(response: HttpResponse) -> Packed:
    body = response.content
    if response.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    # How it is packed, and how long it then is, is said with each answer.
    headers = [pair for pair in response.headers.items() if pair[0] not in PACKING]
    told = sha256(repr(sorted(headers)).encode() + body).hexdigest()
    return _packed.of(told, lambda: _made(headers, told, body))


def _made(headers: Iterable[tuple[str, str]], told: str, body: bytes) -> Packed:
    shown = HttpResponse(headers=dict(headers))
    patch_vary_headers(shown, ["Cookie", "Accept-Language", "Accept-Encoding"])
    etag = f'W/"{told[:32]}"'
    shown.headers["ETag"] = etag
    # It may lie in the browser, which asks each time whether it still is so.
    shown.headers["Cache-Control"] = "private, no-cache"
    bodies = {"br": brotli.compress(body, quality=BROTLI_QUALITY), "gzip": gzip.compress(body, mtime=0)}
    return Packed(etag, tuple(shown.headers.items()), bodies)
