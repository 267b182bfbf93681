"""The pages of an attempt, and those where a class meets its attempts."""

from quiz.taking.views.leading.classes import member, people, results
from quiz.taking.views.leading.correcting import correct, correct_quiz
from quiz.taking.views.leading.disputing import disputes
from quiz.taking.views.leading.paper import worksheet, worksheet_key
from quiz.taking.views.leading.previewing import preview, previews
from quiz.taking.views.reading.answering import answer, question, sheet
from quiz.taking.views.reading.beginning import begin, start
from quiz.taking.views.reading.corrections import corrections
from quiz.taking.views.reading.disputing import dispute
from quiz.taking.views.reading.finishing import review, submit

__all__ = [
    "answer", "begin", "correct", "correct_quiz", "corrections", "dispute", "disputes", "member", "people",
    "preview", "previews", "question", "results", "review", "sheet", "start", "submit", "worksheet",
    "worksheet_key",
]  # fmt: skip
