"""The pages of an outlook: voting, talking, leading."""

from quiz.outlook.views.leading import (
    disclose,
    discuss,
    download,
    lead,
    moderate,
    moderation,
    move,
    prompt,
    resolve,
    rules,
    set_up,
    show,
    split,
)
from quiz.outlook.views.talking import delete_post, discussion, edit_post, mark, post, report
from quiz.outlook.views.voting import camps, predictions, room, vote

__all__ = [
    "camps", "delete_post", "disclose", "discuss", "discussion", "download", "edit_post", "lead", "mark",
    "moderate", "moderation", "move", "post", "predictions", "prompt", "report", "resolve", "room", "rules",
    "set_up", "show", "split", "vote",
]  # fmt: skip
