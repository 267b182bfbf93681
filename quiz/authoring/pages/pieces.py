"""The pieces of one kind: a page of them, questions by the quiz they are in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from quiz.authoring.lacking import lacks_of
from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.queries import called, source_in, title_of
from quiz.authoring.whole import read_draft
from quiz.authoring.wording import in_words
from quiz.bank.models import Pack
from quiz.domain.kinds import Kind, Label
from quiz.domain.sentences import MARKER

ON_A_PAGE = 40
LONGEST = 140  # letters of a row


@dataclass(frozen=True, slots=True)
class PieceLine:
    """A piece in the list: its first words, its label or its kind of question ("" where it has none)."""

    key: str
    words: str
    label: str
    form: str
    place: int  # from 1, among all of the list
    is_first: bool
    is_last: bool
    lacks: int  # how much forbids to publish it
    code: str  # by which others name it; "" where that is an address only


@dataclass(frozen=True, slots=True)
class PieceList:
    """The page; of questions those of one quiz (`quiz`), beside the names of the others."""

    title: str
    kind: str
    label: str
    page: Page[Piece]
    lines: tuple[PieceLine, ...]
    quiz: str
    quizzes: tuple[tuple[str, str], ...]

    @property
    def keep(self) -> str:
        """What the address of another page asks for besides."""
        return f"quiz={self.quiz}&" if self.quiz else ""


def pieces_of(pack: Pack, kind: PieceKind, quiz: str, number: str) -> PieceList:
    """One page of a list: 1 query."""
    pieces = list(pack.pieces.all())
    rows = [piece for piece in pieces if piece.kind == kind]
    quizzes: list[tuple[str, str]] = []
    if kind is PieceKind.QUESTION:
        named = [piece for piece in pieces if piece.kind == PieceKind.QUIZ]
        quizzes = [(piece.key, called(piece)) for piece in named]
        keys = [key for key, _title in quizzes]
        quiz = quiz if quiz in keys else next(iter(keys), "")
        rows = [piece for piece in rows if piece.parent == quiz]
    lacks = lacks_of(read_draft(pack, pieces), pieces)
    page = Paginator(rows, ON_A_PAGE).get_page(number)
    return PieceList(
        title=title_of(source_in(pieces), pack),
        kind=kind.value,
        label=str(kind.label),
        page=page,
        lines=tuple(
            _line(piece, place, page, lacks.get((piece.kind, piece.key), 0))
            for place, piece in enumerate(page, page.start_index())
        ),
        quiz=quiz if kind is PieceKind.QUESTION else "",
        quizzes=tuple(quizzes),
    )


def _line(piece: Piece, place: int, page: Page[Piece], lacks: int) -> PieceLine:
    label, form = piece.content.get("label"), piece.content.get("kind")
    words = WORDS.get(PieceKind(piece.kind), _text)(piece.content)
    return PieceLine(
        key=piece.key,
        words=words if len(words) <= LONGEST else f"{words[:LONGEST]}…",
        label=label if label in set(Label) else "",
        form=form if form in set(Kind) else "",
        place=place,
        is_first=place == 1,
        is_last=place == page.paginator.count,
        lacks=lacks,
        code="" if piece.kind == PieceKind.QUIZ else piece.key,
    )


def _text(content: Mapping[str, Any]) -> str:
    return in_words(content.get("text"))


def _named(*fields: str) -> Callable[[Mapping[str, Any]], str]:
    """The first of these fields that says something, in one language or in none."""

    def words(content: Mapping[str, Any]) -> str:
        found = (content.get(field) for field in fields)
        told = (value if isinstance(value, str) else in_words(value) for value in found)
        return next(filter(None, told), "")

    return words


def _passage(content: Mapping[str, Any]) -> str:
    heading = in_words(content.get("heading"))
    words = MARKER.sub("", _named("text", "withheld")(content))
    return " — ".join(filter(None, [heading, words]))


WORDS: Mapping[PieceKind, Callable[[Mapping[str, Any]], str]] = {
    PieceKind.PASSAGE: _passage,
    PieceKind.REFERENCE: _named("title", "publisher", "url"),
    PieceKind.EVENT: _named("short", "text", "date"),
    PieceKind.FIGURE: _named("chip", "quantity"),
    PieceKind.OUTLOOK: _named("prompt"),
    PieceKind.TERM: _named("term", "text"),
    PieceKind.QUIZ: _named("title"),
    PieceKind.QUESTION: _named("stem"),
}
