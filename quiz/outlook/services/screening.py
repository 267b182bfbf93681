"""Whether a text may be shown at once, or an instructor reads it first."""

from quiz.domain.holding import words_that_hold
from quiz.outlook.models import HELD_BY_RULE, HELD_BY_WORDS, Moderation, Post, State, Survey
from quiz.web.written import readable


def screen(survey: Survey, membership_id: int | None, text: str) -> tuple[State, str]:
    """The state in which a text begins, and why it waits: at most 1 query.

    Topics that this product leaves out, and the words that the instructors listed, always wait;
    they are looked for in the text as others would see it.
    """
    if words_that_hold(survey.words, readable(text)):
        return State.HELD, HELD_BY_WORDS
    if survey.moderation == Moderation.ALL:
        return State.HELD, HELD_BY_RULE
    if survey.moderation == Moderation.FIRST and membership_id:
        approved = Post.objects.filter(survey=survey, membership=membership_id, state=State.SHOWN)
        return (State.SHOWN, "") if approved.exists() else (State.HELD, HELD_BY_RULE)
    return State.SHOWN, ""
