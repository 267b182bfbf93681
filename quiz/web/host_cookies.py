"""Under HTTPS the cookies that say who somebody is have the prefix __Host-, by which a browser takes them
from this host only, over TLS only: no neighbour on the same domain plants one.

The rest of the product knows them by their plain names.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PREFIX = "__Host-"
GUARDED = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "reader", "device")
# A reader has no account to sign in to again. These two are signed, and who comes with one of before is given
# it under the new name; a session or a token of before is not taken, for anybody's would do.
KEPT = ("reader", "device")
AGE = 400 * 24 * 3600


def host_cookies(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: plain names inside, prefixed ones outside; nothing where the site is served without TLS."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not settings.HTTPS:
            return get_response(request)
        old = _taken_in(request.COOKIES)
        response = get_response(request)
        for name, value in old.items():
            if name not in response.cookies:
                response.set_cookie(name, value, max_age=AGE, httponly=True, samesite="Lax")
        for name in GUARDED:
            if name in response.cookies:
                _give_out(response, name)
        for name in old:
            response.delete_cookie(name, samesite="Lax")
        return response

    return middleware


def _taken_in(cookies: dict[str, str]) -> dict[str, str]:
    """Put what came under the prefix under its plain name; what came under no prefix is answered, or goes."""
    old = {}
    for name in GUARDED:
        plain, hosted = cookies.pop(name, None), cookies.pop(PREFIX + name, None)
        if hosted is None and plain is not None and name in KEPT:
            old[name] = plain
        value = old.get(name) if hosted is None else hosted
        if value is not None:
            cookies[name] = value
    return old


def _give_out(response: HttpResponse, name: str) -> None:
    key, morsel = PREFIX + name, response.cookies.pop(name)
    response.cookies[key] = morsel.value
    given = response.cookies[key]
    given.update(morsel)
    given.set(key, morsel.value, morsel.coded_value)
    # Else browsers drop it, also where it is to be deleted.
    given["secure"], given["path"], given["domain"] = True, "/", ""
