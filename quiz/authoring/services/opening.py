"""A draft begins: a new pack, or one that was published without the editor."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from quiz.authoring.assembling import SOURCE, Entry, entries_of
from quiz.authoring.models import Piece, PieceKind
from quiz.bank.models import Pack
from quiz.people.models import User

# Without vowels, so that no word comes about by chance.
LETTERS = "bcdfghjkmnpqrstvwxz23456789"
LENGTH = 10


def new_address(length: int = LENGTH) -> str:
    """A random name for a pack, a quiz or an import, which nobody guesses."""
    return "".join(secrets.choice(LETTERS) for _each in range(length))


@transaction.atomic
def open_pack(
    *, user: User, title: Mapping[str, str], now: datetime, more: Mapping[str, Any] | None = None
) -> Pack:
    """A new pack of this account, private and empty but for the title of its source (by language), and what
    `more` is known of the source.
    """
    pack = Pack.objects.create(slug=new_address(), owner=user)
    _write(pack, [Entry(PieceKind.SOURCE, SOURCE, {"title": dict(title), **(more or {})})], user, now)
    return pack


@transaction.atomic
def take_up(*, pack: Pack, user: User, now: datetime) -> None:
    """Lay out for the editor what was published, where there is no draft yet; else nothing changes."""
    # Locked: two who open it at once lay it out once.
    Pack.objects.select_for_update().get(pk=pack.pk)
    if pack.content is not None and not pack.pieces.exists():
        _write(pack, entries_of(pack.content), user, now)


@transaction.atomic
def lay_out(*, pack: Pack, content: Mapping[str, Any], user: User, now: datetime) -> None:
    """Let the draft be this content of a pack, whatever it was before; what was published stays."""
    pack.pieces.all().delete()
    _write(pack, entries_of(content), user, now)


def _write(pack: Pack, entries: list[Entry], user: User, now: datetime) -> None:
    positions: dict[tuple[str, str], int] = {}
    rows = []
    for entry in entries:
        place = positions[entry.kind, entry.parent] = positions.get((entry.kind, entry.parent), 0) + 1
        rows.append(
            Piece(
                pack=pack,
                kind=entry.kind,
                key=entry.key,
                parent=entry.parent,
                position=place,
                content=dict(entry.content),
                edited_by=user,
                edited_at=now,
            )
        )
    Piece.objects.bulk_create(rows)
