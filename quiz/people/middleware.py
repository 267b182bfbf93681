"""Finds the reader of this browser."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "reader"
SALT = "quiz.people.reader"
AGE = 400 * 24 * 3600


def find_reader(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: `request.reader_id` from the signed cookie, None without one or with a damaged one.

    No query: the signature proves the id, and what hangs on a forgotten reader is gone with the row.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.reader_id = _read(request)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def _read(request: HttpRequest) -> UUID | None:
    value = request.get_signed_cookie(COOKIE, default=None, salt=SALT, max_age=AGE)
    try:
        return UUID(value) if value else None
    except ValueError:
        return None


def remember(response: HttpResponse, reader_id: UUID) -> None:
    """Make this browser the reader's for 400 days (the most that browsers keep)."""
    response.set_signed_cookie(
        COOKIE,
        str(reader_id),
        salt=SALT,
        max_age=AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )
