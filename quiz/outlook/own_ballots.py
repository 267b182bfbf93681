"""A reader's own ballots, for that reader only."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from quiz.bank.models import Prediction
from quiz.domain.rounds import Round
from quiz.outlook.models import Survey
from quiz.outlook.models.ballots import Ballot

Own = dict[Round, Ballot]


def own_ballots(survey: Survey, reader_id: UUID | None) -> dict[int, Own]:
    """The reader's ballots by prediction and round: 1 query, none without a reader or before any ballot."""
    found: dict[int, Own] = {}
    if reader_id and survey.pk:
        for row in Ballot.objects.filter(survey=survey, reader=reader_id).select_related("moved_post"):
            found.setdefault(row.prediction_id, {})[Round(row.round)] = row
    return found


def own_at(survey: Survey, reader_id: UUID | None, prediction: Prediction) -> Own:
    """The reader's ballots at one prediction by round: 1 query."""
    if not reader_id or not survey.pk:
        return {}
    rows = Ballot.objects.filter(survey=survey, reader=reader_id, prediction=prediction)
    return {Round(row.round): row for row in rows.select_related("moved_post")}


def voted_in(reader_id: UUID, assignments: Collection[int]) -> dict[int, dict[Round, int]]:
    """At how many predictions a reader voted in each round, by assignment: 1 query."""
    found: dict[int, dict[Round, int]] = {}
    rows = Ballot.objects.filter(reader=reader_id, survey__assignment__in=assignments)
    for assignment, number in rows.values_list("survey__assignment", "round"):
        counts = found.setdefault(assignment, {})
        counts[Round(number)] = counts.get(Round(number), 0) + 1
    return found


def all_of(reader_id: UUID) -> list[dict[str, Any]]:
    """Everything that is stored of a reader's ballots, for their download: 1 query."""
    rows = Ballot.objects.filter(reader=reader_id).select_related(
        "prediction__claim", "survey__assignment__classroom", "reason", "moved_post"
    )
    return [
        {
            "prediction": row.prediction.claim.text,
            "class": row.survey.assignment.classroom.name if row.survey.assignment else None,
            "round": row.round,
            "likelihood": row.likelihood,
            "agreement": row.agreement,
            "author_means": row.author_means,
            "knew": row.knew,
            "reason": row.reason.text if hasattr(row, "reason") else "",
            "moved_by": row.moved_by,
            "moved_by_post": row.moved_post.text if row.moved_post else "",
            "saw_distribution": row.saw_distribution,
            "cast_at": row.cast_at,
        }
        for row in rows.order_by("cast_at")
    ]


def who_voted_since(since: datetime) -> QuerySet[Ballot, UUID]:
    """Readers who cast a ballot after this moment, for use in a query."""
    return Ballot.objects.filter(cast_at__gte=since).values_list("reader", flat=True)
