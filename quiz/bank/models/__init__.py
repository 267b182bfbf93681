"""The bank's models under one name (the answer key excepted)."""

from quiz.bank.models import keys as _keys  # noqa: F401  Django must know the table
from quiz.bank.models.figures import Event, Figure
from quiz.bank.models.outlook import Development, Prediction
from quiz.bank.models.packs import Pack, Share
from quiz.bank.models.questions import Option, Place, Question, Quiz, Rest, Topic
from quiz.bank.models.sources import Citation, Claim, Passage, Reference, Source, Term

__all__ = [
    "Citation", "Claim", "Development", "Event", "Figure", "Option", "Pack", "Passage", "Place",
    "Prediction", "Question", "Quiz", "Reference", "Rest", "Share", "Source", "Term", "Topic",
]  # fmt: skip
