"""What the frame of every page needs to know: its colours and its other language."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

THEMES = ("light", "dark")
COOKIE = "theme"


def looks(request: HttpRequest) -> Mapping[str, object]:
    """Context for base.html: `theme` ("" follows the device) and `other_language` (a code)."""
    other = next(code for code, _name in settings.LANGUAGES if code != get_language())
    return {"theme": theme_of(request), "other_language": other}


def theme_of(request: HttpRequest) -> str:
    """The colours that were chosen in this browser; "" follows the device."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in THEMES else ""
