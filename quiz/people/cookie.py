"""The cookie by which a browser is known as a reader's."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from quiz.people.models import Reader

COOKIE = "reader"
SALT = "quiz.people.reader"
AGE = 400 * 24 * 3600


def find_reader(request: HttpRequest) -> UUID | None:
    """The reader of this browser by its signed cookie; None without one or with a damaged one.

    No query: the signature proves the id, and what hangs on a forgotten reader is gone with the row. Only
    an account in a browser without a cookie is looked up.
    """
    value = request.get_signed_cookie(COOKIE, default=None, salt=SALT, max_age=AGE)
    try:
        return UUID(value) if value else _of_account(request)
    except ValueError:
        return None


def _of_account(request: HttpRequest) -> UUID | None:
    if not request.user.is_authenticated:
        return None
    return Reader.objects.filter(account=request.user).values_list("pk", flat=True).first()


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
