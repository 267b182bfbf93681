"""The cookie by which a browser is known as its readers': one for each person in a class who uses it."""

from collections.abc import Collection, Iterable
from typing import cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from quiz.people.models import Reader

COOKIE = "reader"
SALT = "quiz.people.reader"
AGE = 400 * 24 * 3600
# A browser that more people share than this forgets who was here longest ago; their codes lead back.
MOST = 12


class AskedRequest(HttpRequest):
    """A request of which somebody asked whose it is; what was found stays on it."""

    reader_id: UUID | None
    own_reader_id: UUID | None


def kept_by(request: HttpRequest) -> tuple[UUID, ...]:
    """The readers in this browser's signed cookie, last used first; none where it is damaged.

    No query: the signature proves the ids, and what hangs on a forgotten reader is gone with the row.
    """
    value = request.get_signed_cookie(COOKIE, default=None, salt=SALT, max_age=AGE)
    found = (_uuid(part) for part in (value or "").split("."))
    return tuple(dict.fromkeys(reader_id for reader_id in found if reader_id))[:MOST]


def held(request: HttpRequest) -> tuple[UUID, ...]:
    """All readers that this browser may act as, last used first; at the end the account's own.

    No query without an account, one with it.
    """
    kept, own = kept_by(request), own_reader(request)
    return kept if own is None or own in kept else (*kept, own)


def reader_of(request: HttpRequest) -> UUID | None:
    """The reader in force: the last used of this browser. None before the first quiz.

    No query where the cookie names one.
    """
    if not hasattr(request, "reader_id"):
        put_in_force(request, next(iter(kept_by(request)), None) or own_reader(request))
    return cast("AskedRequest", request).reader_id


def put_in_force(request: HttpRequest, reader_id: UUID | None) -> None:
    """For the rest of this request it is this reader's."""
    cast("AskedRequest", request).reader_id = reader_id


def own_reader(request: HttpRequest) -> UUID | None:
    """The reader of the account that is signed in."""
    asked = cast("AskedRequest", request)
    if not hasattr(request, "own_reader_id"):
        rows = Reader.objects.filter(account=request.user.pk) if request.user.is_authenticated else None
        asked.own_reader_id = rows.values_list("pk", flat=True).first() if rows is not None else None
    return asked.own_reader_id


def remember(
    response: HttpResponse, request: HttpRequest, reader_id: UUID, *, instead_of: Collection[UUID] = ()
) -> None:
    """Make this reader the one in force; those it stands in for leave this browser, the others stay.

    Of readers that were deleted meanwhile nothing stays: 1 query, where there are others.
    """
    others = [each for each in kept_by(request) if each != reader_id and each not in instead_of]
    known = set(Reader.objects.filter(pk__in=others).values_list("pk", flat=True)) if others else set()
    _keep(response, [reader_id, *(each for each in others if each in known)])


def let_go(response: HttpResponse, request: HttpRequest, reader_ids: Collection[UUID]) -> None:
    """These readers leave this browser; the others stay."""
    left = [each for each in kept_by(request) if each not in reader_ids]
    if left:
        _keep(response, left)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")


def _keep(response: HttpResponse, reader_ids: Iterable[UUID]) -> None:
    """Write the cookie, good for 400 days (the most that browsers keep)."""
    response.set_signed_cookie(
        COOKIE,
        ".".join(str(each) for each in list(reader_ids)[:MOST]),
        salt=SALT,
        max_age=AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
