"""A reader's own ballots, for that reader only."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from quiz.bank.models import Prediction
from quiz.classroom.models import Membership
from quiz.domain.rounds import Round
from quiz.outlook.models import Survey
from quiz.outlook.models.ballots import Ballot

# None: a ballot of the member that this browser may not read, since it was cast before an instructor made the
# return code, or by somebody who was merged.
Own = dict[Round, Ballot | None]


def own_ballots(survey: Survey, reader_id: UUID | None, membership: Membership | None) -> dict[int, Own]:
    """The ballots of a member, or of a reader without a class, by prediction and round: 1 query, none without
    a reader or before any ballot.
    """
    found: dict[int, Own] = {}
    if reader_id and survey.pk:
        for row in _of(survey, reader_id, membership):
            found.setdefault(row.prediction_id, {})[Round(row.round)] = _readable(row, reader_id)
    return found


def own_at(
    survey: Survey, reader_id: UUID | None, membership: Membership | None, prediction: Prediction
) -> Own:
    """Those at one prediction by round: 1 query."""
    if not reader_id or not survey.pk:
        return {}
    rows = _of(survey, reader_id, membership).filter(prediction=prediction)
    return {Round(row.round): _readable(row, reader_id) for row in rows}


def _of(survey: Survey, reader_id: UUID, membership: Membership | None) -> QuerySet[Ballot]:
    whose = Q(membership=membership) if membership else Q(reader=reader_id)
    return Ballot.objects.filter(whose, survey=survey).select_related("moved_post", "reason")


def _readable(row: Ballot, reader_id: UUID) -> Ballot | None:
    return row if row.reader_id == reader_id else None


def voted_in(reader_id: UUID, assignments: Collection[int]) -> dict[int, dict[Round, int]]:
    """At how many predictions a reader voted in each round, by assignment: 1 query."""
    found: dict[int, dict[Round, int]] = {}
    rows = Ballot.objects.filter(membership__reader=reader_id, survey__assignment__in=assignments)
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
