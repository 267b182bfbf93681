"""A draft at a glance: what there is, what comes next, how it stands to what was published."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from quiz.authoring.lacking import lacks_of
from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.queries import called, source_in, title_of
from quiz.authoring.whole import read_draft
from quiz.bank.models import Pack

# In the order in which one writes them; the source and the passages come with the text.
LISTED = (
    PieceKind.PASSAGE, PieceKind.CLAIM, PieceKind.REFERENCE, PieceKind.QUIZ, PieceKind.QUESTION,
    PieceKind.OUTLOOK, PieceKind.TERM, PieceKind.EVENT, PieceKind.FIGURE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KindLine:
    """How many pieces of a kind there are, and how much forbids to publish them."""

    kind: str
    label: str
    many: int
    lacks: int


@dataclass(frozen=True, slots=True)
class QuizLine:
    """A quiz of the draft with how many questions it has."""

    key: str
    title: str
    questions: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The page. `step`: what comes next, of text, claims, questions, publish and give; `lacks`: how much
    forbids to publish, of it `source_lacks` in what is said of the source.
    """

    title: str
    pack: Pack
    kinds: tuple[KindLine, ...]
    quizzes: tuple[QuizLine, ...]
    step: str
    lacks: int
    source_lacks: int
    edited_at: datetime | None
    edited_by: str
    is_changed: bool


def overview_of(pack: Pack) -> Overview:
    """What the page of a draft shows: 1 query, and 1 for what was published of it."""
    pieces = list(pack.pieces.select_related("edited_by"))
    counts = Counter(piece.kind for piece in pieces)
    parents = Counter(piece.parent for piece in pieces if piece.kind == PieceKind.QUESTION)
    draft = read_draft(pack, pieces)
    lacks = lacks_of(draft, pieces)
    by_kind: Counter[str] = Counter()
    for (kind, _key), many in lacks.items():
        by_kind[kind] += many
    last = max(pieces, key=attrgetter("edited_at"), default=None)
    is_changed = bool(pack.loaded_at and pieces) and draft.differs(pack.content)
    return Overview(
        title=title_of(source_in(pieces), pack),
        pack=pack,
        kinds=tuple(
            KindLine(kind.value, str(kind.label), counts[kind.value], by_kind[kind.value]) for kind in LISTED
        ),
        quizzes=tuple(
            QuizLine(piece.key, called(piece), parents[piece.key])
            for piece in pieces
            if piece.kind == PieceKind.QUIZ
        ),
        step=_step(counts, is_published=bool(pack.loaded_at) and not is_changed),
        lacks=sum(lacks.values()),
        source_lacks=by_kind[PieceKind.SOURCE.value],
        edited_at=last.edited_at if last else None,
        edited_by=_name(last),
        is_changed=is_changed,
    )


def _step(counts: Mapping[str, int], *, is_published: bool) -> str:
    has: Mapping[str, Any] = {
        "text": counts.get(PieceKind.PASSAGE),
        "claims": counts.get(PieceKind.CLAIM),
        "questions": counts.get(PieceKind.QUESTION),
        "publish": is_published,
    }
    return next((step for step, there in has.items() if not there), "give")


def _name(piece: Piece | None) -> str:
    user = piece.edited_by if piece else None
    return (user.known_as) if user else ""
