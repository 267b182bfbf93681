"""Addresses that no page has."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse


def plain_addresses(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: with a control character in the path, or NUL in what is asked or sent, nothing is here.

    Databases differ in what they make of them: PostgreSQL keeps no NUL at all. A text of several lines has
    its breaks, so of what is sent only NUL counts.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        in_path = any(sign < " " or sign == "\x7f" for sign in request.path_info)
        if in_path or any("\x00" in value for value in _sent(request)):
            raise Http404
        return get_response(request)

    return middleware


def _sent(request: HttpRequest) -> list[str]:
    fields = [*request.GET.lists(), *(request.POST.lists() if request.method == "POST" else ())]
    return [text for name, values in fields for text in (name, *values)]
