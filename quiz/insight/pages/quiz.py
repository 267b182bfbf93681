"""How the questions of a quiz outside classes did, from its sums."""

from typing import Any

from quiz.bank.models import Quiz
from quiz.domain.sums import Sums
from quiz.insight.models import QuizSums
from quiz.insight.outcomes import grounded, reported
from quiz.insight.queries import graded_places, waiting_of


def of_quiz(quiz: Quiz, kept: QuizSums | None, *, is_complete: bool) -> dict[str, Any]:
    """The same as for an assignment, from these sums of a quiz: 5 queries where nothing is left to count."""
    waiting = 0 if is_complete else waiting_of(quiz).count()
    counted = [place for place in graded_places(quiz) if kept and place.question_id in kept.questions]
    sums = Sums.from_json(kept.kept) if kept else Sums.empty(0)
    shown = reported(counted, sums, sums.statistics(), sums.grouped(), None)
    return shown | {"report": grounded(shown["report"]), "waiting": waiting}
