"""Pages that join what lies below."""

from quiz.home.views.leading import merge
from quiz.home.views.reading import about, desk, download, forget, front, health, room

__all__ = ["about", "desk", "download", "forget", "front", "health", "merge", "room"]
