"""Whether a text may be shown at once, or an instructor reads it first."""

import re
import unicodedata

from quiz.domain.withheld import withheld_words
from quiz.outlook.models import Moderation, Post, State, Survey

HELD_BY_WORDS = "words"
HELD_BY_RULE = "rule"


def screen(survey: Survey, membership_id: int | None, text: str) -> tuple[State, str]:
    """The state in which a text begins, and why it waits: at most 1 query.

    Topics that this product leaves out, and the words that the instructors listed, always wait.
    """
    if withheld_words(text) or _listed(survey.words, text):
        return State.HELD, HELD_BY_WORDS
    if survey.moderation == Moderation.ALL:
        return State.HELD, HELD_BY_RULE
    if survey.moderation == Moderation.FIRST and membership_id:
        approved = Post.objects.filter(survey=survey, membership=membership_id, state=State.SHOWN)
        return (State.SHOWN, "") if approved.exists() else (State.HELD, HELD_BY_RULE)
    return State.SHOWN, ""


def _listed(words: str, text: str) -> bool:
    # In plain forms: a word in full-width letters is the same word.
    wanted, folded = (unicodedata.normalize("NFKC", each).casefold() for each in (words, text))
    return any(word in folded for word in re.split(r"[\s,、，]+", wanted) if word)
