"""What several pages and services read: an import by the person who asks, and the questions one has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404

from quiz.authoring.assembling import entries_of
from quiz.authoring.models import Piece, PieceKind
from quiz.bank.models import Pack
from quiz.bank.queries import with_pack
from quiz.exchange.contents import question_of
from quiz.exchange.grounds import Grounds
from quiz.exchange.models import Intake
from quiz.exchange.sameness import digest_of
from quiz.web.bilingual import LANGUAGES


def intake_of(user: Any, code: str) -> Intake:
    """An import of this account, without its file; 404 for whoever else asks: 1 query."""
    return get_object_or_404(with_pack(Intake.objects.of(user).defer("data"), "pack"), code=code)


@dataclass(frozen=True, slots=True)
class Own:
    """A question of a pack that one may change; without a key where only the published edition has it."""

    pack: int
    key: str


def own_questions(user: Any) -> Mapping[str, Own]:
    """All questions of the packs that this account may change, drafts first, by their digests: 2 queries."""
    found: dict[str, Own] = {}
    drafted: set[tuple[int, str]] = set()
    pieces = Piece.objects.editable_by(user).filter(kind=PieceKind.QUESTION)
    for pack, key, content in pieces.values_list("pack", "key", "content").iterator():
        drafted.add((pack, key))
        for digest in _digests(key, content):
            found.setdefault(digest, Own(pack, key))
    published = Pack.objects.editable_by(user).published().order_by("pk")
    is_taken_up = Exists(Piece.objects.filter(pack=OuterRef("pk")))
    for pack, content, has_draft in published.values_list("pk", "content", is_taken_up).iterator():
        for entry in entries_of(content or {}):
            if entry.kind is PieceKind.QUESTION:
                is_there = not has_draft or (pack, entry.key) in drafted
                for digest in _digests(entry.key, entry.content):
                    found.setdefault(digest, Own(pack, entry.key if is_there else ""))
    return found


def _digests(key: str, content: Mapping[str, Any]) -> Iterator[str]:
    for language in LANGUAGES:
        if (content.get("stem") or {}).get(language):
            asked = question_of(key, content, language, Grounds())
            if asked is not None:
                yield digest_of(asked)
