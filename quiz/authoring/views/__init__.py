"""The pages of a draft: what is in it, its text, its pieces."""

from quiz.authoring.views.leading.copying import copy_pack
from quiz.authoring.views.leading.files import delete_pack, download, upload
from quiz.authoring.views.leading.packs import open_pack, pack, packs
from quiz.authoring.views.leading.picking import pick, retire
from quiz.authoring.views.leading.pieces import add, move, pieces, remove
from quiz.authoring.views.leading.publishing import edition, go_back, history, publish
from quiz.authoring.views.leading.sharing import leave_pack, people, set_public, take_back
from quiz.authoring.views.leading.text import ask, mark, paste, text
from quiz.authoring.views.leading.writing import piece

__all__ = [
    "add",
    "ask",
    "copy_pack",
    "delete_pack",
    "download",
    "edition",
    "go_back",
    "history",
    "leave_pack",
    "mark",
    "move",
    "open_pack",
    "pack",
    "packs",
    "paste",
    "people",
    "pick",
    "piece",
    "pieces",
    "publish",
    "remove",
    "retire",
    "set_public",
    "take_back",
    "text",
    "upload",
]  # fmt: skip
