"""The pages of questions on their way in and out."""

from quiz.exchange.views.leading.confirming import confirm
from quiz.exchange.views.leading.importing import discard, preview, read, upload
from quiz.exchange.views.leading.taking_out import download, export, template

__all__ = ["confirm", "discard", "download", "export", "preview", "read", "template", "upload"]
