"""What the gate answers beyond capacity: made once, since it is there for when there is no time."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.template.loader import render_to_string

from quiz.web.gate import RETRY_SECONDS, Environ, Start
from quiz.web.numbers import number_of
from quiz.web.security import POLICY

JSON = "application/json"
# Where the number of the request comes to stand.
PLACE = "0" * 16


class Busy:
    """503 with Retry-After, as a page or, for a save, as data."""

    def __init__(self) -> None:
        page = render_to_string("503.html", {"number": PLACE}).encode()
        self.before, _place, self.after = page.partition(PLACE.encode())

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """The refusal."""
        is_data = environ.get("HTTP_ACCEPT") == JSON
        number = number_of(environ.get("HTTP_X_REQUEST_ID", "")).encode()
        body = b'{"error": "", "final": false}' if is_data else self.before + number + self.after
        kind = JSON if is_data else "text/html; charset=utf-8"
        headers: list[tuple[str, Any]] = [
            ("Content-Type", kind),
            ("Content-Length", str(len(body))),
            ("Retry-After", str(RETRY_SECONDS)),
            ("Cache-Control", "no-store"),
            ("Content-Security-Policy", POLICY),
        ]
        status = HTTPStatus.SERVICE_UNAVAILABLE
        start(f"{status.value} {status.phrase}", headers)
        return [body]
