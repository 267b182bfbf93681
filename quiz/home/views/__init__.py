"""Pages that join what lies below."""

from quiz.home.views.leading import merge, new_code
from quiz.home.views.reading import about, desk, download, forget, front, health, metrics, renew, room

__all__ = [
    "about",
    "desk",
    "download",
    "forget",
    "front",
    "health",
    "merge",
    "metrics",
    "new_code",
    "renew",
    "room",
]
