"""The pages of an outlook: voting, talking, leading."""

from quiz.outlook.views.leading.stages import download, lead, move, resolve, rules, set_up, split
from quiz.outlook.views.leading.talking import (
    disclose,
    discuss,
    moderate,
    moderate_many,
    moderation,
    prompt,
    show,
)
from quiz.outlook.views.reading.talking import delete_post, discussion, edit_post, mark, post, report
from quiz.outlook.views.reading.voting import camps, predictions, room, vote

__all__ = [
    "camps", "delete_post", "disclose", "discuss", "discussion", "download", "edit_post", "lead", "mark",
    "moderate", "moderate_many", "moderation", "move", "post", "predictions", "prompt", "report", "resolve",
    "room", "rules", "set_up", "show", "split", "vote",
]  # fmt: skip
