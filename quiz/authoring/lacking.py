"""How much of a draft forbids to publish it, piece by piece: what lists and the overview count."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pydantic import ValidationError

from quiz.authoring.assembling import LISTS, SOURCE, content_of
from quiz.authoring.models import Piece, PieceKind
from quiz.bank.checks import check_pack
from quiz.bank.findings.told import Finding
from quiz.bank.findings.unread import findings_of
from quiz.bank.pack import PackPart
from quiz.bank.pack_base import FILES

# The kind and the key of a piece.
Name = tuple[str, str]


def lacks_of(slug: str, pieces: Sequence[Piece]) -> Mapping[Name, int]:
    """How many findings forbid to publish each piece; what stands in none counts for the source.

    What can only be found in a whole pack is counted once all of it can be read.
    """
    names = dict(_places(pieces))
    found: Counter[Name] = Counter()
    for finding in _walls(slug, pieces):
        place = finding.place
        found[names.get((place.file, place.piece), (PieceKind.SOURCE.value, SOURCE))] += 1
    return found


def _walls(slug: str, pieces: Sequence[Piece]) -> list[Finding]:
    content = content_of(slug, pieces)
    try:
        return check_pack(PackPart.model_validate({"digest": "", **content}))
    except ValidationError as error:
        return findings_of(error, content)


def _places(pieces: Sequence[Piece]) -> Iterator[tuple[tuple[str, str], Name]]:
    """The file and the name in it under which findings tell of each piece."""
    numbers: Counter[str] = Counter()
    for piece in pieces:
        kind, key = PieceKind(piece.kind), piece.key
        numbers[kind] += 1
        if kind is PieceKind.QUIZ:
            yield (f"quizzes/{key}", ""), (kind.value, key)
        elif kind is PieceKind.QUESTION:
            yield (f"quizzes/{piece.parent}", key), (kind.value, key)
        elif kind is not PieceKind.SOURCE:
            file = FILES["source"] if kind is PieceKind.PASSAGE else FILES[LISTS[kind]]
            is_numbered = kind in {PieceKind.EVENT, PieceKind.FIGURE}
            yield (file, str(numbers[kind]) if is_numbered else key), (kind.value, key)
