"""A class, those who teach it, those who joined it, and what they are given to do."""

from quiz.classroom.models.assignments import (
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

__all__ = [
    "INVITATION_DAYS", "MOST_ATTEMPTS", "MOST_MINUTES", "Assignment", "Classroom", "Counted", "Extension",
    "Invitation", "Membership", "Release", "Teaching", "new_join_code", "new_slug", "new_token",
]  # fmt: skip
