"""What several pages of the editor read: a draft by the person who asks, its pieces in brief."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from quiz.authoring.assembling import Written, entries_of
from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.wording import in_words
from quiz.bank.models import Pack
from quiz.domain.kinds import Kind


def editable_pack(user: Any, slug: str) -> Pack:
    """A pack that this account may change, without what was published; 404 for whoever may not: 1 query."""
    return get_object_or_404(Pack.objects.editable_by(user).defer("content"), slug=slug)


def piece_of(pack: Pack, kind: str, key: str) -> Piece:
    """One piece of the draft; 404 where there is none: 1 query."""
    return get_object_or_404(pack.pieces, kind=kind, key=key)


def source_of(pack: Pack) -> Mapping[str, Any]:
    """What the source says of itself (title, language, …): 1 query."""
    found = pack.pieces.filter(kind=PieceKind.SOURCE).first()
    return found.content if found else {}


def source_in(pieces: Iterable[Written]) -> Mapping[str, Any]:
    """What the source says of itself, among the pieces of a pack that were read."""
    return next((piece.content for piece in pieces if piece.kind == PieceKind.SOURCE), {})


def called(quiz: Written) -> str:
    """The title of a quiz, or its address where it has none yet."""
    return in_words(quiz.content.get("title")) or quiz.key


def title_of(content: Mapping[str, Any], pack: Pack) -> str:
    """The title of a draft, or its address where it has none yet."""
    return in_words(content.get("title")) or pack.slug


def targets(packs: "QuerySet[Pack]") -> Iterator[tuple[str, str]]:
    """The quizzes of these packs ("pack quiz"), and in each pack a new one ("pack "), with what they are
    called, the newest pack first: 2 queries.
    """
    pieces = Piece.objects.filter(kind__in=(PieceKind.SOURCE, PieceKind.QUIZ))
    for pack in packs.order_by("-pk").prefetch_related(Prefetch("pieces", queryset=pieces)):
        written: Sequence[Written] = list(pack.pieces.all()) or entries_of(pack.content or {})
        source = title_of(source_in(written), pack)
        for each in written:
            if each.kind == PieceKind.QUIZ:
                yield f"{pack.slug} {each.key}", f"{source}: {called(each)}"
        yield f"{pack.slug} ", source


def counts_of(pack: Pack) -> Mapping[str, int]:
    """How many pieces of each kind there are: 1 query."""
    return Counter(pack.pieces.order_by().values_list("kind", flat=True))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the draft in brief: its key, kind, and the claims that it rests on."""

    key: str
    kind: str
    rests_on: tuple[str, ...]


def asked_of(pack: Pack) -> list[Asked]:
    """All questions of the draft in brief, without their words: 1 query."""
    rows = pack.pieces.filter(kind=PieceKind.QUESTION).values_list(
        "key", F("content__kind"), F("content__rests_on"), F("content__sentences")
    )
    found = []
    for key, kind, rests_on, sentences in rows:
        sorted_ones = [each.get("claim", "") for each in sentences or () if isinstance(each, dict)]
        found.append(Asked(key, kind if kind in set(Kind) else "", (*(rests_on or ()), *sorted_ones)))
    return found
