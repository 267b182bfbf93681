"""The pages of a draft: what is in it, its text, its pieces."""

from quiz.authoring.views.leading.packs import open_pack, pack, packs
from quiz.authoring.views.leading.pieces import add, move, pieces, remove
from quiz.authoring.views.leading.publishing import edition, go_back, history, publish
from quiz.authoring.views.leading.text import ask, mark, paste, text
from quiz.authoring.views.leading.writing import piece

__all__ = [
    "add",
    "ask",
    "edition",
    "go_back",
    "history",
    "mark",
    "move",
    "open_pack",
    "pack",
    "packs",
    "paste",
    "piece",
    "pieces",
    "publish",
    "remove",
    "text",
]  # fmt: skip
