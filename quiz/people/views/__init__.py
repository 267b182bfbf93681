"""Pages about oneself."""

from quiz.people.views.reading import account, email, theme, token

__all__ = ["account", "email", "theme", "token"]
