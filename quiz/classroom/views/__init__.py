"""The pages of a class: of the class itself, of joining it, of what it is given."""

from quiz.classroom.views.assignments import assign, assignment, extend, withdraw
from quiz.classroom.views.classes import (
    accept,
    archive,
    board,
    classroom,
    classrooms,
    copy,
    delete,
    door,
    edit,
    invite,
    open_class,
)
from quiz.classroom.views.joining import come_back, join, leave, noted, renew
from quiz.classroom.views.keys import answers, lesson
from quiz.classroom.views.teaching import dismiss, revoke
from quiz.classroom.views.windows import close_now, open_now

__all__ = [
    "accept",
    "answers",
    "archive",
    "assign",
    "assignment",
    "board",
    "classroom",
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
    "noted",
    "open_class",
    "open_now",
    "renew",
    "revoke",
    "withdraw",
]  # fmt: skip
