"""All that is stored about a reader, as data."""

from datetime import datetime
from typing import Any
from uuid import UUID

from quiz.classroom.models import Membership
from quiz.outlook.own_ballots import all_of
from quiz.outlook.posts import written_by
from quiz.people.models import Reader
from quiz.taking.models import Answer, Attempt, Dispute, Erased


def everything_about(reader_id: UUID, now: datetime) -> dict[str, Any]:
    """All that is stored about a reader, points only where the rules show them: 8 queries."""
    reader = Reader.objects.filter(pk=reader_id).first()
    memberships = Membership.objects.filter(reader=reader_id).select_related("classroom")
    attempts = list(
        Attempt.objects.filter(reader=reader_id).with_rules().select_related("quiz").order_by("started_at")
    )
    answers: dict[int, list[Answer]] = {}
    for answer in Answer.objects.filter(reader=reader_id).select_related("question").order_by("number"):
        answers.setdefault(answer.attempt_id, []).append(answer)
    return {
        "reader": str(reader_id),
        "since": reader.since if reader else None,
        "classes": [
            {"class": row.classroom.name, "name": row.shown_name, "joined_at": row.joined_at}
            for row in memberships
        ],
        "attempts": [_told(row, answers.get(row.pk, []), now) for row in attempts],
        "erased": [
            {"assignment": row.assignment.title, "attempts": row.count, "at": row.at}
            for row in Erased.objects.filter(membership__reader=reader_id).select_related("assignment__quiz")
        ],
        "doubts": [
            {
                "question": row.question.stem,
                "reason": row.reason,
                "reference": row.reference,
                "made_at": row.made_at,
                "reply": row.reply,
            }
            for row in Dispute.objects.filter(answer__reader=reader_id).select_related("question")
        ],
        "ballots": all_of(reader_id),
        "posts": written_by(reader_id),
    }


def _told(attempt: Attempt, answers: list[Answer], now: datetime) -> dict[str, Any]:
    shows_points = attempt.is_reviewable(now)
    return {
        "quiz": attempt.quiz.title,
        "class": attempt.assignment.classroom.name if attempt.assignment else None,
        "language": attempt.language,
        "started_at": attempt.started_at,
        "submitted_at": attempt.submitted_at,
        "answers": [
            {
                "question": answer.question.stem,
                "response": answer.response,
                "confidence": answer.confidence,
                "flagged": answer.is_flagged,
                "saved_at": answer.saved_at,
                "points": answer.points if shows_points or answer.is_shown else None,
            }
            for answer in answers
        ],
    }
