"""What was put right in a quiz."""

from typing import Any

from django.db.models import Q

from quiz.bank.models import Pack
from quiz.taking.models import Correction


def corrections_of(pack: Pack, question_codes: Any, assignment_ids: Any) -> list[Correction]:
    """What was put right in a pack's questions of these codes: for all, or in these assignments. 1 query."""
    rows = Correction.objects.filter(question__pack=pack, question__code__in=question_codes).filter(
        Q(assignment=None) | Q(assignment__in=assignment_ids)
    )
    return list(rows.select_related("question", "assignment__classroom").order_by("-pk"))
