"""Addresses that no page has."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse


def plain_addresses(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: with a control character in the path, or NUL in the query, nothing is here.

    Databases differ in what they make of them: PostgreSQL keeps no NUL at all. What is sent by a form is the
    form's to refuse, with what was typed kept.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        in_path = any(sign < " " or sign == "\x7f" for sign in request.path_info)
        asked = (text for name, values in request.GET.lists() for text in (name, *values))
        if in_path or any("\x00" in text for text in asked):
            raise Http404
        return get_response(request)

    return middleware
