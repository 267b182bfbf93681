"""How much of a draft forbids to publish it, piece by piece: what lists and the overview count."""

from collections import Counter
from collections.abc import Iterable, Mapping

from quiz.authoring.assembling import SOURCE
from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.places import places_of
from quiz.authoring.whole import Read
from quiz.bank.findings.told import Place

# The kind and the key of a piece.
Name = tuple[str, str]


def lacks_of(draft: Read, pieces: Iterable[Piece]) -> Mapping[Name, int]:
    """How many findings forbid to publish each piece of a draft; what stands in none counts for the source.

    What can only be found in a whole pack is counted once all of it can be read.
    """
    names = {place: (piece.kind, piece.key) for place, piece in places_of(pieces)}
    found: Counter[Name] = Counter()
    for finding in draft.walls():
        at = Place(finding.place.file, finding.place.piece)
        found[names.get(at, (PieceKind.SOURCE.value, SOURCE))] += 1
    return found
