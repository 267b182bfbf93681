"""The pages of questions on their way in and out."""

from quiz.exchange.views.leading.confirming import confirm
from quiz.exchange.views.leading.importing import discard, preview, read, upload

__all__ = ["confirm", "discard", "preview", "read", "upload"]
