"""The pages of an outlook: voting, talking, leading."""

from quiz.outlook.views.leading.prompting import arrange, note, prompt, reword
from quiz.outlook.views.leading.stages import download, lead, move, resolve, rules, set_up, split
from quiz.outlook.views.leading.talking import (
    disclose,
    discuss,
    moderate,
    moderate_many,
    moderation,
    show,
)
from quiz.outlook.views.reading.sheets import sheet, sheets, slide
from quiz.outlook.views.reading.talking import delete_post, discussion, edit_post, mark, post, report
from quiz.outlook.views.reading.voting import camps, predictions, room, vote

__all__ = [
    "arrange", "camps", "delete_post", "disclose", "discuss", "discussion", "download", "edit_post", "lead",
    "mark", "moderate", "moderate_many", "moderation", "move", "note", "post", "predictions", "prompt",
    "report", "resolve", "reword", "room", "rules", "set_up", "sheet", "sheets", "show", "slide", "split",
    "vote",
]  # fmt: skip
