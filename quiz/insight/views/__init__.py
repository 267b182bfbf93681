"""The dashboards: those who teach lead by them, readers read their own."""

from quiz.insight.views.leading import download, item, items, progress, quiz, reader, report, scores
from quiz.insight.views.reading import own

__all__ = ["download", "item", "items", "own", "progress", "quiz", "reader", "report", "scores"]
