"""What vanished while somebody was just using it: deleted, merged or taken back by another meanwhile."""

import logging
from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import RestrictedError
from django.http import Http404, HttpRequest, HttpResponse

logger = logging.getLogger(__name__)
TRIES = 5
# PostgreSQL's names for: a row that another points at is gone; two waited for each other.
NO_SUCH_ROW, DEADLOCK = "23503", "40P01"
Done = TypeVar("Done")


def _lacks_a_row(error: DatabaseError) -> bool:
    # SQLite tells it in words only.
    state = getattr(error.__cause__, "sqlstate", None)
    return state == NO_SUCH_ROW or "FOREIGN KEY constraint failed" in str(error)


def _met_others(error: DatabaseError) -> bool:
    # A row that came while the rows to delete were being collected is held for one that may not go.
    deadlock = getattr(error.__cause__, "sqlstate", None) == DEADLOCK
    return deadlock or _lacks_a_row(error) or isinstance(error, RestrictedError)


def vanished(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: what was there when a page looked and is gone when it writes is not found: 404."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> None:
        is_gone = isinstance(exception, ObjectDoesNotExist) or (
            isinstance(exception, IntegrityError) and _lacks_a_row(exception)
        )
        if is_gone:
            logger.warning("Gone meanwhile: %s", request.path, exc_info=exception)
            raise Http404 from exception

    middleware.process_exception = process_exception  # type: ignore[attr-defined]  # Django looks for it there
    return middleware


def until_done(act: Callable[[], Done]) -> Done:
    """Delete in one transaction; from the start again where others wrote into what goes meanwhile."""
    for _try in range(TRIES - 1):
        try:
            with transaction.atomic():
                return act()
        except DatabaseError as error:
            if not _met_others(error):
                raise
    with transaction.atomic():
        return act()
