"""What the frame of every page needs to know: its colours and its other language."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

THEMES = ("light", "dark")
COOKIE = "theme"


def looks(request: HttpRequest) -> Mapping[str, object]:
    """Context for base.html: `theme` ("" follows the device) and `other_language` (a code)."""
    theme = request.COOKIES.get(COOKIE, "")
    other = next(code for code, _name in settings.LANGUAGES if code != get_language())
    return {"theme": theme if theme in THEMES else "", "other_language": other}
