"""One piece of a pack as it is being written, with what it may name in the rest of the pack."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from quiz.authoring.checking import findings_at
from quiz.authoring.models import Piece, PieceKind
from quiz.bank.findings.told import Finding
from quiz.bank.models import Pack
from quiz.people.models import User
from quiz.web.bilingual import in_language

# Letters of a text beside its code: enough to know it by.
SHORT = 70
# Which field tells best what a piece is.
TELLING = {
    PieceKind.PASSAGE: ("heading", "text"),
    PieceKind.CLAIM: ("text",),
    PieceKind.REFERENCE: ("title", "publisher"),
    PieceKind.QUIZ: ("title",),
}


# What one of each kind is called.
ONE = {
    PieceKind.SOURCE: _("Source"),
    PieceKind.PASSAGE: _("Passage"),
    PieceKind.CLAIM: _("Claim"),
    PieceKind.REFERENCE: _("Reference"),
    PieceKind.EVENT: _("Event"),
    PieceKind.FIGURE: _("Figure"),
    PieceKind.OUTLOOK: _("Prediction"),
    PieceKind.TERM: _("Term"),
    PieceKind.QUIZ: _("Quiz"),
    PieceKind.QUESTION: _("Question"),
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A pack that one may change, its pieces, and the one that is opened; None where it is gone."""

    pack: Pack
    pieces: Sequence[Piece]
    piece: Piece | None

    @property
    def title(self) -> str:
        """What the pack is called so far."""
        source = next((each.content for each in self.pieces if each.kind == PieceKind.SOURCE), {})
        return words_of(source.get("title")) or self.pack.slug

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

    def _topics(self, piece: Piece) -> list[tuple[str, str]]:
        kinds = (PieceKind.QUIZ, piece.parent)
        quiz = next((each.content for each in self.pieces if (each.kind, each.key) == kinds), {})
        topics = [each for each in quiz.get("topics") or () if isinstance(each, Mapping)]
        return [(str(each.get("key", "")), words_of(each.get("name"))) for each in topics]


def opened(*, user: User, slug: str, kind: str, key: str) -> Opened:
    """The pack and its pieces: 2 queries. Raises Http404 for those who may not change it."""
    pack = Pack.objects.editable_by(user).filter(slug=slug).first()
    if pack is None or kind not in PieceKind.values:
        raise Http404
    pieces = list(pack.pieces.select_related("edited_by"))
    return Opened(pack, pieces, next((each for each in pieces if (each.kind, each.key) == (kind, key)), None))


def words_of(text: Any) -> str:
    """A text in the language of this request, or in the other one where it is in no other."""
    if not isinstance(text, Mapping):
        return str(text or "")
    ja, en = str(text.get("ja") or ""), str(text.get("en") or "")
    return in_language(ja or en, en)


def told(piece: Piece) -> str:
    """A piece by its code and its first words."""
    fields = TELLING[PieceKind(piece.kind)]
    words = next((said for name in fields if (said := words_of(piece.content.get(name)))), "")
    short = f"{words[:SHORT]}…" if len(words) > SHORT else words
    return f"{piece.key} {short}".strip()
