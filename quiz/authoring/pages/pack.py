"""A draft at a glance: what there is, what comes next, how it stands to what was published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.queries import counts_of, kind_words, title_of
from quiz.authoring.wording import in_words
from quiz.bank.models import Pack

# In the order in which one writes them; the source and the passages come with the text.
LISTED = (
    PieceKind.PASSAGE, PieceKind.CLAIM, PieceKind.REFERENCE, PieceKind.QUIZ, PieceKind.QUESTION,
    PieceKind.OUTLOOK, PieceKind.TERM, PieceKind.EVENT, PieceKind.FIGURE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KindLine:
    """How many pieces of a kind there are."""

    kind: str
    label: str
    many: int


@dataclass(frozen=True, slots=True)
class QuizLine:
    """A quiz of the draft with how many questions it has."""

    key: str
    title: str
    questions: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The page. `step`: what comes next, of text, claims, questions, publish and give."""

    title: str
    pack: Pack
    kinds: tuple[KindLine, ...]
    quizzes: tuple[QuizLine, ...]
    step: str
    edited_at: datetime | None
    edited_by: str
    is_changed: bool


def overview_of(pack: Pack) -> Overview:
    """What the page of a draft shows: 4 queries."""
    counts = counts_of(pack)
    parents = list(pack.pieces.order_by().filter(kind=PieceKind.QUESTION).values_list("parent", flat=True))
    heads = list(pack.pieces.filter(kind__in=(PieceKind.SOURCE, PieceKind.QUIZ)))
    last = pack.pieces.order_by("-edited_at").select_related("edited_by").first()
    source: Mapping[str, Any] = next((piece.content for piece in heads if piece.kind == PieceKind.SOURCE), {})
    return Overview(
        title=title_of(source, pack),
        pack=pack,
        kinds=tuple(KindLine(kind.value, kind_words(kind), counts.get(kind, 0)) for kind in LISTED),
        quizzes=tuple(
            QuizLine(piece.key, in_words(piece.content.get("title")) or piece.key, parents.count(piece.key))
            for piece in heads
            if piece.kind == PieceKind.QUIZ
        ),
        step=_step(counts, pack),
        edited_at=last.edited_at if last else None,
        edited_by=_name(last),
        is_changed=bool(last and pack.loaded_at and last.edited_at > pack.loaded_at),
    )


def _step(counts: Mapping[str, int], pack: Pack) -> str:
    has: Mapping[str, Any] = {
        "text": counts.get(PieceKind.PASSAGE),
        "claims": counts.get(PieceKind.CLAIM),
        "questions": counts.get(PieceKind.QUESTION),
        "publish": pack.loaded_at,
    }
    return next((step for step, there in has.items() if not there), "give")


def _name(piece: Piece | None) -> str:
    user = piece.edited_by if piece else None
    return (user.email or user.username) if user else ""
