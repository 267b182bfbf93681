"""The models of taking under one name (a corrected key excepted)."""

from quiz.taking.models import keys as _keys  # noqa: F401  Django must know the table
from quiz.taking.models.attempts import Answer, Attempt, Save, extension_of, new_code, new_seed
from quiz.taking.models.corrections import Correction
from quiz.taking.models.disputes import LONGEST_REASON, LONGEST_REFERENCE, Dispute, Outcome
from quiz.taking.models.erased import Erased

__all__ = [
    "LONGEST_REASON", "LONGEST_REFERENCE", "Answer", "Attempt", "Correction", "Dispute", "Erased", "Outcome",
    "Save", "extension_of", "new_code", "new_seed",
]  # fmt: skip
