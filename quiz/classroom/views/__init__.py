"""The pages of a class: of the class itself, of joining it, of what it is given."""

from quiz.classroom.views.leading.assignments import assign, assignment, extend, withdraw
from quiz.classroom.views.leading.classes import (
    accept,
    archive,
    board,
    bookmark,
    classrooms,
    copy,
    delete,
    door,
    edit,
    invite,
    open_class,
)
from quiz.classroom.views.leading.keys import answers, lesson
from quiz.classroom.views.leading.teaching import dismiss, log, revoke
from quiz.classroom.views.leading.windows import close_now, open_now
from quiz.classroom.views.reading import come_back, join, leave, noted

__all__ = [
    "accept",
    "answers",
    "archive",
    "assign",
    "assignment",
    "board",
    "bookmark",
    "classrooms",
    "close_now",
    "come_back",
    "copy",
    "delete",
    "dismiss",
    "door",
    "edit",
    "extend",
    "invite",
    "join",
    "leave",
    "lesson",
    "log",
    "noted",
    "open_class",
    "open_now",
    "revoke",
    "withdraw",
]  # fmt: skip
