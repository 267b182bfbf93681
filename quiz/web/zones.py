"""The time zone of a page: that of the class it is about, said on the page; else the site's."""

from collections.abc import Callable
from typing import cast
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone


class ZonedRequest(HttpRequest):
    """A request whose page is in the zone of a class; the page names it."""

    zone: str


def page_zone(get_response: Callable[[HttpRequest], HttpResponseBase]) -> object:
    """Middleware: each request begins and leaves in the zone of the site, whatever a page enters."""

    def with_zone(request: HttpRequest) -> HttpResponseBase:
        timezone.deactivate()
        try:
            return get_response(request)
        finally:
            timezone.deactivate()

    return with_zone


def enter(request: HttpRequest, zone: ZoneInfo | None) -> None:
    """From here on all times of this page are read and shown in the zone of its class, which it names.

    None, for what belongs to no class, leaves it in the zone of the site.
    """
    if zone is not None:
        timezone.activate(zone)
        cast("ZonedRequest", request).zone = zone.key
