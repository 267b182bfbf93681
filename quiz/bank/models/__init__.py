"""The bank's models under one name (the answer key excepted)."""

from quiz.bank.models import keys as _keys  # noqa: F401  Django must know the table
from quiz.bank.models.figures import Event, Figure
from quiz.bank.models.questions import Option, Place, Question, Quiz, Rest, Topic
from quiz.bank.models.sources import Citation, Claim, Pack, Passage, Reference, Source

__all__ = [
    "Citation", "Claim", "Event", "Figure", "Option", "Pack", "Passage", "Place", "Question", "Quiz",
    "Reference", "Rest", "Source", "Topic",
]  # fmt: skip
