"""Where the findings of a piece lie, and in which piece a finding lies."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from quiz.authoring.assembling import LISTS, SOURCE
from quiz.authoring.models import Piece, PieceKind
from quiz.bank.findings.told import Place
from quiz.bank.pack_base import FILES

FILE_OF = {kind: FILES[name] for kind, name in LISTS.items()} | {PieceKind.PASSAGE: FILES["source"]}
KIND_OF_FILE = {file: kind for kind, file in FILE_OF.items()}
# What has no name of its own is told by its number.
NUMBERED = {PieceKind.EVENT, PieceKind.FIGURE}


def places_of(pieces: Iterable[Piece]) -> Iterator[tuple[Place, Piece]]:
    """The place of each of the pieces of a pack, which come in their order."""
    numbers: Counter[str] = Counter()
    for piece in pieces:
        numbers[piece.kind] += 1
        yield _place(PieceKind(piece.kind), piece, numbers[piece.kind]), piece


def _place(kind: PieceKind, piece: Piece, number: int) -> Place:
    if kind is PieceKind.SOURCE:
        return Place(FILES["source"])
    if kind is PieceKind.QUIZ:
        return Place(f"quizzes/{piece.key}")
    if kind is PieceKind.QUESTION:
        return Place(f"quizzes/{piece.parent}", piece.key)
    return Place(FILE_OF[kind], str(number) if kind in NUMBERED else piece.key)


def place_of(piece: Piece, pieces: Iterable[Piece]) -> Place:
    """Where the findings of this one of the pieces lie."""
    name = (piece.kind, piece.key)
    return next(place for place, each in places_of(pieces) if (each.kind, each.key) == name)


def piece_at(place: Place, pieces: Sequence[Piece] = ()) -> tuple[PieceKind | None, str]:
    """The kind and the key of the piece at a place; without a key where it is a whole list."""
    if place.file.startswith("quizzes/"):
        slug = place.file.removeprefix("quizzes/")
        return (PieceKind.QUESTION, place.piece) if place.piece else (PieceKind.QUIZ, slug)
    kind = KIND_OF_FILE.get(place.file)
    if kind is PieceKind.PASSAGE and not place.piece:
        return PieceKind.SOURCE, SOURCE
    if kind in NUMBERED and place.piece.isdecimal():
        keys = [piece.key for piece in pieces if piece.kind == kind]
        return kind, keys[int(place.piece) - 1] if int(place.piece) <= len(keys) else ""
    return kind, place.piece
