"""What was put right in a quiz."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from quiz.bank.models import Place, Quiz
from quiz.taking.models import Correction


def corrections_of(quizzes: Collection[Quiz], assignment_ids: Any) -> list[Correction]:
    """What was put right in the questions of these versions of a quiz: for all, or in these assignments.
    1 query.
    """
    asked = Place.objects.filter(quiz__in=[quiz.pk for quiz in quizzes]).values("question")
    rows = Correction.objects.filter(question__in=asked).filter(
        Q(assignment=None) | Q(assignment__in=assignment_ids)
    )
    return list(rows.select_related("question", "assignment__classroom").order_by("-pk"))
