"""The models of the outlook under one name, the ballot excepted: few may see it."""

from quiz.outlook.models import ballots as _ballots  # noqa: F401  Django must know the table
from quiz.outlook.models.posts import (
    HELD_BY_RULE,
    HELD_BY_WORDS,
    Disclosure,
    Kind,
    Mark,
    Post,
    Report,
    Stance,
    State,
)
from quiz.outlook.models.surveys import (
    Alias,
    Finding,
    Moderation,
    Moved,
    Outcome,
    Prompt,
    Resolution,
    Reveal,
    Snapshot,
    Survey,
)

__all__ = [
    "HELD_BY_RULE", "HELD_BY_WORDS", "Alias", "Disclosure", "Finding", "Kind", "Mark", "Moderation", "Moved",
    "Outcome", "Post", "Prompt", "Report", "Resolution", "Reveal", "Snapshot", "Stance", "State", "Survey",
]  # fmt: skip
