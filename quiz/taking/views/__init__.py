"""The pages of an attempt, and those where a class meets its attempts."""

from quiz.taking.views.attempts import answer, question, review, sheet, start, submit
from quiz.taking.views.classes import begin, member, people, results

__all__ = [
    "answer", "begin", "member", "people", "question", "results", "review", "sheet", "start", "submit",
]  # fmt: skip
