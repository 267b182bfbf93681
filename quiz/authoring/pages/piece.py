"""One piece of a pack as it is being written, with what it may name in the rest of the pack."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from quiz.authoring.checking import findings_at
from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.naming import KINDS
from quiz.authoring.queries import editable_pack, source_in, title_of
from quiz.authoring.wording import in_words
from quiz.bank.findings.told import Finding
from quiz.bank.models import Pack

# Letters of a text beside its code: enough to know it by.
SHORT = 70
# Which field tells best what a piece is.
TELLING = {
    PieceKind.PASSAGE: ("heading", "text"),
    PieceKind.CLAIM: ("text",),
    PieceKind.REFERENCE: ("title", "publisher"),
    PieceKind.QUIZ: ("title",),
}
# What one of each kind is called; findings name the source by what it is a source of.
ONE = {**KINDS, PieceKind.SOURCE: _("Source")}


@dataclass(frozen=True, slots=True)
class Opened:
    """A pack that one may change, its pieces, and the one that is opened; None where it is gone."""

    pack: Pack
    pieces: Sequence[Piece]
    piece: Piece | None

    @property
    def title(self) -> str:
        """What the pack is called so far."""
        return title_of(source_in(self.pieces), self.pack)

    def findings(self, piece: Piece, today: date) -> list[Finding]:
        """What is found in this piece as it stands, the rest of the pack beside it."""
        pieces = [piece if each.pk == piece.pk else each for each in self.pieces]
        return findings_at(piece, pieces, self.pack.slug, today)

    def known(self, piece: Piece) -> dict[str, list[tuple[str, str]]]:
        """What this piece may name: codes with a few words each, by kind."""
        found: dict[str, list[tuple[str, str]]] = {kind: [] for kind in TELLING}
        for each in self.pieces:
            if each.kind in found:
                found[each.kind].append((each.key, told(each)))
        others = [(key, words) for key, words in found[PieceKind.QUIZ] if key != piece.key]
        return found | {"others": others, "topics": self._topics(piece)}

    def questions(self, quiz: Piece) -> list[tuple[str, str]]:
        """The questions of a quiz in their order: their keys, and what they ask."""
        mine = (each for each in self.pieces if (each.kind, each.parent) == (PieceKind.QUESTION, quiz.key))
        return [(each.key, _short(in_words(each.content.get("stem"))) or each.key) for each in mine]

    def _topics(self, piece: Piece) -> list[tuple[str, str]]:
        kinds = (PieceKind.QUIZ, piece.parent)
        quiz: Mapping[str, Any] = next(
            (each.content for each in self.pieces if (each.kind, each.key) == kinds), {}
        )
        topics = [each for each in quiz.get("topics") or () if isinstance(each, Mapping)]
        return [(str(each.get("key", "")), in_words(each.get("name"))) for each in topics]


def opened(*, user: Any, slug: str, kind: str, key: str) -> Opened:
    """The pack and its pieces: 2 queries. Raises Http404 for those who may not change it."""
    if kind not in PieceKind.values:
        raise Http404
    pack = editable_pack(user, slug)
    pieces = list(pack.pieces.select_related("edited_by"))
    return Opened(pack, pieces, next((each for each in pieces if (each.kind, each.key) == (kind, key)), None))


def told(piece: Piece) -> str:
    """A piece by its code and its first words."""
    fields = TELLING[PieceKind(piece.kind)]
    words = next((said for name in fields if (said := _words(piece.content.get(name)))), "")
    return f"{piece.key} {_short(words)}".strip()


def _short(words: str) -> str:
    return f"{words[:SHORT]}…" if len(words) > SHORT else words


def _words(value: Any) -> str:
    return value if isinstance(value, str) else in_words(value)
