"""Where to go next, when the address came in with the request."""

import unicodedata
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.i18n import set_language as djangos_set_language

from quiz.web.origins import from_here

# Longer ones Django refuses to redirect to.
LONGEST = 2000


def is_place(wanted: object) -> bool:
    """Whether this is the address of a page of this site: a path from its top, and nothing else.

    No scheme and no host, also none that only a browser would read into it ("//host", a backslash, a tab),
    no control or invisible characters, no name of a route.
    """
    if not isinstance(wanted, str) or not wanted.startswith("/") or len(wanted) > LONGEST:
        return False
    if "\\" in wanted or any(unicodedata.category(sign)[0] in "CZ" for sign in wanted):
        return False
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return False
    return not wanted.startswith("//") and not parts.scheme and not parts.netloc


def safe_place(wanted: object, otherwise: str = "/") -> str:
    """The address that came in where it is a page of this site, else the other one. Never raises."""
    return wanted if isinstance(wanted, str) and is_place(wanted) else otherwise


@from_here
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Django's own change of language, back to a page of this site."""
    fields = request.POST.copy()
    fields["next"] = safe_place(request.POST.get("next", request.GET.get("next")))
    request.POST = fields  # type: ignore[assignment]  # the stubs hold it to be frozen; a copy is what Django documents
    return djangos_set_language(request)
