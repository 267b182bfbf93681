"""Forms without a token: they change how pages look in one browser, and no other site may ask for that.

A token would make every page another for everybody.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from quiz.web.client import is_ours

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
TELLING = ("Sec-Fetch-Site", "Origin", "Referer")


def from_here(view: View[P]) -> View[P]:
    """Takes forms without a token, but none of which the browser says that another site sent it."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        is_told = any(name in request.headers for name in TELLING)
        if request.method == "POST" and is_told and not is_ours(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return csrf_exempt(guarded)
