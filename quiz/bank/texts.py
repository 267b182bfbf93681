"""Every text of a pack with its place, and every figure that a text may use."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from quiz.bank.findings.told import Place
from quiz.bank.pack import OutlookPart, PackPart
from quiz.bank.pack_base import FILES, Worded
from quiz.domain.prose import numbers_in

# Lists whose entries are pieces of the file that they stand in.
PIECES = ("passages", "questions")


def placed_words(pack: PackPart) -> Iterator[tuple[Place, Worded]]:
    """Each text, those of source.yaml that may be quoted among them, with its place."""
    for name, file in FILES.items():
        part = getattr(pack, name)
        if isinstance(part, list):
            for number, piece in enumerate(part, 1):
                yield from _walk(piece, Place(file, _name(piece, number)))
        else:
            yield from _walk(part, Place(file))
    for quiz in pack.quizzes:
        yield from _walk(quiz, Place(f"quizzes/{quiz.slug}"))


def _walk(part: BaseModel, place: Place) -> Iterator[tuple[Place, Worded]]:
    if isinstance(part, Worded):
        yield place, part
        return
    for field, value in part:
        if isinstance(value, BaseModel):
            yield from _walk(value, place.at(field))
        elif isinstance(value, list):
            for number, piece in enumerate(value, 1):
                if isinstance(piece, BaseModel):
                    name = _name(piece, number)
                    inside = Place(place.file, name) if field in PIECES else place.at(field, name)
                    yield from _walk(piece, inside)


def _name(part: Any, number: int) -> str:
    if isinstance(part, OutlookPart):
        return part.claim
    names = (getattr(part, key, "") for key in ("code", "key", "anchor"))
    return next(filter(None, names), str(number))


def figures_of(pack: PackPart) -> set[Decimal]:
    """Every number of the claims with their checks, the references, the chips and the events."""
    found = {Decimal(str(part.value)) for part in pack.figures}
    for part in (*pack.claims, *pack.references, *pack.events):
        for _place, text in _walk(part, Place()):
            found |= numbers_in(text.ja) | numbers_in(text.en)
    for reference in pack.references:
        found |= numbers_in(reference.title)
    for event in pack.events:
        found |= {Decimal(piece) for piece in event.date.split("-")}
    return found
