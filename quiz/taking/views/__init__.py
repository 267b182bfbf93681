"""The pages of an attempt, and those where a class meets its attempts."""

from quiz.taking.views.attempts import answer, question, review, sheet, start, submit
from quiz.taking.views.classes import begin, member, people, results
from quiz.taking.views.corrections import correct, correct_quiz, corrections

__all__ = [
    "answer", "begin", "correct", "correct_quiz", "corrections", "member", "people", "question", "results",
    "review", "sheet", "start", "submit",
]  # fmt: skip
