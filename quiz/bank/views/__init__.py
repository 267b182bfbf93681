"""The pages of the bank."""

from quiz.bank.views.reading import glossary, source, sources

__all__ = ["glossary", "source", "sources"]
