"""For whatever starts, watches and shares out processes: does this one live, is it ready.

Both stand before all middleware: they need no host name, no TLS and no session, and set no cookie.
"""

import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from http import HTTPStatus
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.core.cache import cache as shared
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from quiz.web.gate import Answer, Environ
from quiz.web.outages import UNREACHABLE

LIVE, READY = "/healthz", "/readyz"
ALIVE = b'{"live": true}'
JSON = "application/json"


def live(environ: Environ) -> Answer | None:
    """For the gate: 200 at /healthz, whatever waits and whatever is gone. Nothing is touched for it."""
    if environ["PATH_INFO"] != LIVE or environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
        return None
    pairs = [(b"content-type", JSON.encode()), (b"cache-control", b"no-store")]
    return HTTPStatus.OK, pairs, ALIVE if environ["REQUEST_METHOD"] == "GET" else b""


def probes(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: /healthz where no gate answered it, and /readyz: 200, or 503 with what is not ready."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info not in {LIVE, READY} or request.method not in {"GET", "HEAD"}:
            return get_response(request)
        if request.path_info == LIVE:
            response = HttpResponse(ALIVE, content_type=JSON)
        else:
            found = readiness()
            is_ready = all(state == "ready" for state in found.values())
            status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
            response = JsonResponse({"ready": is_ready, **found}, status=status)
        response.headers["Cache-Control"] = "no-store"
        return response

    return middleware


def readiness() -> Mapping[str, str]:
    """What a process needs to serve, each "ready" or what is wrong: database, migrations, cache.

    2 queries. Migrations that are in the database and not in this code are no fault: while a site is brought
    up to date, processes of the release before go on.
    """
    found = {"database": "ready", "migrations": "ready", "cache": "ready"}
    try:
        missing = missing_migrations()
    except UNREACHABLE:
        found |= {"database": "cannot be reached", "migrations": "cannot be read"}
    else:
        if missing:
            found["migrations"] = f"{len(missing)} to be applied"
    try:
        shared.set("ready", "yes", 5)
        is_kept = shared.get("ready") == "yes"
    except UNREACHABLE:
        is_kept = False
    return found if is_kept else found | {"cache": "cannot be reached"}


def missing_migrations() -> frozenset[tuple[str, str]]:
    """The migrations of this code that the database lacks, as (app, name): 2 queries.

    Raises DatabaseError.
    """
    with connection.cursor() as cursor:
        if "django_migrations" not in connection.introspection.table_names(cursor):
            return migrations_here()
        cursor.execute("SELECT app, name FROM django_migrations")
        return migrations_here() - {(app, name) for app, name in cursor.fetchall()}


@cache
def migrations_here() -> frozenset[tuple[str, str]]:
    """The migrations of this code by the names of their files: importing them all would stay in memory."""
    found = set()
    for app in apps.get_app_configs():
        spec = find_spec(f"{app.name}.migrations")
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            names = (each.name for each in pkgutil.iter_modules([str(Path(folder))]))
            found |= {(app.label, name) for name in names if name[0] not in "_~"}
    return frozenset(found)
