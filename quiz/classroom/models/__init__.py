"""A class, those who teach it, those who joined it, and what they are given to do."""

from quiz.classroom.models.assignments import (
    HIDING,
    MOST_ATTEMPTS,
    MOST_MINUTES,
    Assignment,
    Counted,
    Extension,
    Release,
)
from quiz.classroom.models.classes import (
    INVITATION_DAYS,
    Classroom,
    Invitation,
    Membership,
    Teaching,
    new_join_code,
    new_slug,
    new_token,
)
from quiz.classroom.models.log import Deed, LogEntry, Renewal

__all__ = [
    "HIDING", "INVITATION_DAYS", "MOST_ATTEMPTS", "MOST_MINUTES", "Assignment", "Classroom", "Counted",
    "Deed", "Extension", "Invitation", "LogEntry", "Membership", "Release", "Renewal", "Teaching",
    "new_join_code", "new_slug", "new_token",
]  # fmt: skip
