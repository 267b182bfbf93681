"""The dashboards: those who teach lead by them, readers read their own."""

from quiz.insight.views.leading.bank import questions
from quiz.insight.views.leading.boards import (
    classroom,
    item,
    items,
    progress,
    quiz,
    reader,
    report,
    scores,
    talk,
    talk_key,
)
from quiz.insight.views.leading.taken import download, gradebook
from quiz.insight.views.reading import own

__all__ = [
    "classroom", "download", "gradebook", "item", "items", "own", "progress", "questions", "quiz", "reader",
    "report", "scores", "talk", "talk_key",
]  # fmt: skip
