"""A new piece of each kind, with what every piece of its kind has."""

import re
from datetime import datetime

from django.db import transaction

from quiz.authoring.assembling import Entry
from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.services.asking import add_question, add_quiz, quiz_for
from quiz.authoring.services.pieces import add_piece, next_key
from quiz.bank.models import Pack
from quiz.domain.kinds import Kind, Label
from quiz.people.models import User

PREFIXES = {
    PieceKind.CLAIM: "C", PieceKind.REFERENCE: "r", PieceKind.EVENT: "e", PieceKind.FIGURE: "f",
    PieceKind.TERM: "t",
}  # fmt: skip
SECTION = re.compile(r"S\d+")


class NothingToDiscuss(Exception):
    """No claim is labelled a prediction and has nothing to discuss it by yet. Nothing was added."""


@transaction.atomic
def add(*, pack: Pack, kind: PieceKind, wanted: str, user: User, now: datetime) -> Piece:
    """A new piece at the end of its kind. `wanted`: of a question its quiz, and its kind after a space.

    Raises NothingToDiscuss.
    """
    # Two who add at once must not get the same name.
    pack = Pack.objects.select_for_update().get(pk=pack.pk)
    if kind is PieceKind.QUIZ:
        return add_quiz(pack=pack, user=user, now=now)
    if kind is PieceKind.QUESTION:
        return _add_question(pack, wanted, user, now)
    if kind is PieceKind.PASSAGE:
        entry = _passage(pack)
    elif kind is PieceKind.OUTLOOK:
        entry = Entry(kind, _undiscussed(pack), {})
    else:
        entry = Entry(kind, next_key(pack, kind, PREFIXES[kind]), {})
    return add_piece(pack=pack, entry=entry, user=user, now=now)


def _add_question(pack: Pack, wanted: str, user: User, now: datetime) -> Piece:
    slug, _space, form = wanted.partition(" ")
    quiz = quiz_for(pack=pack, slug=slug, user=user, now=now)
    kind = form if form in set(Kind) else Kind.SINGLE.value
    return add_question(quiz=quiz, content={"kind": kind}, user=user, now=now)


def _passage(pack: Pack) -> Entry:
    """The next passage of the last section."""
    last = pack.pieces.filter(kind=PieceKind.PASSAGE).last()
    section = str(last.content.get("section", "")) if last else ""
    section = section if SECTION.fullmatch(section) else "S1"
    key = next_key(pack, PieceKind.PASSAGE, f"{section.lower()}-p")
    return Entry(PieceKind.PASSAGE, key, {"section": section})


def _undiscussed(pack: Pack) -> str:
    """The first prediction that has nothing to discuss it by."""
    there = pack.pieces.filter(kind=PieceKind.OUTLOOK).values("key")
    claims = pack.pieces.filter(kind=PieceKind.CLAIM, content__label=Label.PREDICTION.value)
    if not (found := claims.exclude(key__in=there).first()):
        raise NothingToDiscuss
    return found.key
