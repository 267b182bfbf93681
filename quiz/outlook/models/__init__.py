"""The models of the outlook under one name, the ballot excepted: few may see it."""

from quiz.outlook.models import ballots as _ballots  # noqa: F401  Django must know the table
from quiz.outlook.models.posts import (
    HELD_BY_RULE,
    HELD_BY_WORDS,
    Disclosure,
    Drawn,
    Kind,
    Mark,
    Post,
    Report,
    Stance,
    State,
)
from quiz.outlook.models.prompts import Note, Prompt, Wording
from quiz.outlook.models.publications import Finding, PublishedBallot, Snapshot
from quiz.outlook.models.surveys import (
    Alias,
    Moderation,
    Moved,
    Outcome,
    Resolution,
    Reveal,
    Survey,
)

__all__ = [
    "HELD_BY_RULE", "HELD_BY_WORDS", "Alias", "Disclosure", "Drawn", "Finding", "Kind", "Mark", "Moderation",
    "Moved", "Note", "Outcome", "Post", "Prompt", "PublishedBallot", "Report", "Resolution", "Reveal",
    "Snapshot", "Stance", "State", "Survey", "Wording",
]  # fmt: skip
