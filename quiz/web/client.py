"""Where a request comes from."""

from django.conf import settings
from django.http import HttpRequest


def client_of(request: HttpRequest) -> str:
    """The address of the client, for limits only.

    X-Forwarded-For is believed only as far as trusted proxies wrote it (the setting PROXIES): anybody can
    send the header, and its left part is theirs.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.PROXIES:
        return direct
    passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    return passed[-settings.PROXIES] if len(passed) >= settings.PROXIES else direct
