"""The time zone of a page: that of the class it is about, said on the page; else the site's."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone


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
        request.zone = zone.key  # type: ignore[attr-defined]
