"""The whole report on an assignment, to print: as the page of its questions; on request with every reader."""

from dataclasses import dataclass
from typing import Any

from quiz.classroom.models import Assignment, Membership
from quiz.classroom.queries import members
from quiz.insight.pages.items import printed
from quiz.insight.queries import load


@dataclass(frozen=True, slots=True)
class Scored:
    """A reader of the class with the points earned, and their share; None where nothing was finished."""

    member: Membership
    earned: float | None
    share: float | None


def report_on(assignment: Assignment, rule: str, *, with_readers: bool) -> dict[str, Any]:
    """The report: 7 queries, one more with the readers; one more where a key was corrected."""
    loaded = load(assignment)
    shown = printed(loaded, assignment, rule)
    if not with_readers:
        return shown
    shares, possible = loaded.shares(rule), len(loaded.places)
    rows = [row for row in members(assignment.classroom) if row.removed_at is None]
    return shown | {"readers": tuple(_scored(row, shares.get(row.pk), possible) for row in rows)}


def _scored(member: Membership, share: float | None, possible: int) -> Scored:
    return Scored(member, None if share is None else share * possible, share)
