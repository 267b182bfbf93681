"""A pasted text becomes the passages of a draft."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db import transaction

from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.wording import said
from quiz.bank.models import Pack
from quiz.domain.pasting import Section
from quiz.people.models import User

NUMBER = re.compile(r"[sS](\d+)")


@transaction.atomic
def take_in(
    *, pack: Pack, sections: Sequence[Section], language: str, user: User, now: datetime
) -> list[Piece]:
    """Put these sections behind the passages that are there, numbered on (S1, S2, … and s1-p1, s1-p2, …)."""
    # Two pastes at once must not give the same number.
    Pack.objects.select_for_update().get(pk=pack.pk)
    there = list(pack.pieces.filter(kind=PieceKind.PASSAGE))
    first = 1 + max(_numbers(there), default=0)
    position = max((piece.position for piece in there), default=0)
    rows = []
    for number, section in enumerate(sections, first):
        for place, words in enumerate(section.passages, 1):
            content = {"section": f"S{number}", "text": said(language, words)}
            if place == 1 and section.heading:
                content["heading"] = said(language, section.heading)
            position += 1
            rows.append(
                Piece(
                    pack=pack, kind=PieceKind.PASSAGE, key=f"s{number}-p{place}", position=position,
                    content=content, edited_by=user, edited_at=now,
                )
            )  # fmt: skip
    return Piece.objects.bulk_create(rows)


@transaction.atomic
def clear_text(*, pack: Pack) -> bool:
    """Take all passages out, to paste anew, as long as no claim is marked; whether that was so."""
    if pack.pieces.filter(kind=PieceKind.CLAIM).exists():
        return False
    pack.pieces.filter(kind=PieceKind.PASSAGE).delete()
    return True


def _numbers(passages: Iterable[Piece]) -> Iterator[int]:
    for piece in passages:
        for name in (piece.key, str(piece.content.get("section", ""))):
            if found := NUMBER.match(name):
                yield int(found[1])
