"""Changing one piece of a draft: save, add, remove, move."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from quiz.authoring.assembling import Entry
from quiz.authoring.models import Piece, PieceKind
from quiz.bank.models import Pack
from quiz.people.models import User


class EditedMeanwhile(Exception):
    """Somebody saved this piece since it was opened: nothing was overwritten."""

    def __init__(self, piece: Piece) -> None:
        super().__init__()
        self.piece = piece


class KeyTaken(Exception):
    """Another piece of this kind has this name already."""


class PieceGone(Exception):
    """The piece was removed meanwhile."""


@transaction.atomic
def save_piece(*, piece: Piece, content: dict[str, Any], revision: int, user: User, now: datetime) -> Piece:
    """Keep what was typed, complete or not; the same content again changes nothing.

    Raises EditedMeanwhile where another revision than the one that was opened stands there by now (with the
    piece as it stands), PieceGone where it was removed.
    """
    # Who edited it last may be nobody by now, and PostgreSQL locks no row that may be missing.
    rows = Piece.objects.select_for_update(of=("self",)).select_related("edited_by")
    held = rows.filter(pk=piece.pk).first()
    if held is None:
        raise PieceGone
    if held.content != content and held.revision != revision:
        raise EditedMeanwhile(held)
    return rewrite(piece=held, content=content, user=user, now=now)


@transaction.atomic
def rewrite(*, piece: Piece, content: Mapping[str, Any], user: User, now: datetime) -> Piece:
    """Let a piece that is locked, or nobody else's yet, be this content; the same content changes nothing.

    The revision grows: whoever has it open elsewhere is told.
    """
    if piece.content != content:
        piece.content, piece.edited_by, piece.edited_at = dict(content), user, now
        piece.revision += 1
        piece.save()
    return piece


@transaction.atomic
def add_piece(*, pack: Pack, entry: Entry, user: User, now: datetime) -> Piece:
    """A new piece at the end of its kind (a question: of its quiz). Raises KeyTaken."""
    siblings = pack.pieces.filter(kind=entry.kind, parent=entry.parent)
    last = siblings.aggregate(last=Max("position"))["last"] or 0
    try:
        with transaction.atomic():
            return Piece.objects.create(
                pack=pack, kind=entry.kind, key=entry.key, parent=entry.parent, position=last + 1,
                content=dict(entry.content), edited_by=user, edited_at=now,
            )  # fmt: skip
    except IntegrityError as error:
        raise KeyTaken from error


@transaction.atomic
def remove_piece(*, piece: Piece) -> None:
    """Take a piece out of the draft; with a quiz go its questions. What was published keeps it."""
    if piece.kind == PieceKind.QUIZ:
        Piece.objects.filter(pack=piece.pack_id, kind=PieceKind.QUESTION, parent=piece.key).delete()
    Piece.objects.filter(pk=piece.pk).delete()


@transaction.atomic
def move_piece(*, piece: Piece, to: int) -> None:
    """Put a piece at this place, counted from 1, among those of its kind (a question: of its quiz)."""
    rows = Piece.objects.select_for_update().filter(pack=piece.pack_id, kind=piece.kind, parent=piece.parent)
    keys = [row.pk for row in rows.order_by("position", "pk") if row.pk != piece.pk]
    keys.insert(max(to, 1) - 1, piece.pk)
    for position, pk in enumerate(keys, 1):
        Piece.objects.filter(pk=pk).exclude(position=position).update(position=position)


def next_key(pack: Pack, kind: PieceKind, prefix: str) -> str:
    """A name that no piece of this kind has yet, for example C12 or q3: 1 query."""
    taken = set(pack.pieces.filter(kind=kind).values_list("key", flat=True))
    number = 1 + sum(key.startswith(prefix) for key in taken)
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"
