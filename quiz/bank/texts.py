"""Every text of a pack with its place, and every figure that a text may use."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from quiz.bank.pack import PackPart
from quiz.bank.pack_base import Text
from quiz.bank.pack_files import FILES
from quiz.domain.prose import numbers_in


def placed_texts(pack: PackPart) -> Iterator[tuple[str, Text]]:
    """Each text in two languages with the file and the codes that lead to it."""
    for name, file in FILES.items():
        yield from _walk(getattr(pack, name), f"{file}:")
    for quiz in pack.quizzes:
        yield from _walk(quiz, f"quizzes/{quiz.slug}:")


def _walk(part: Any, where: str) -> Iterator[tuple[str, Text]]:
    if isinstance(part, Text):
        yield where, part
    elif isinstance(part, list):
        for piece in part:
            yield from _walk(piece, f"{where} {_name(piece)}".rstrip())
    elif isinstance(part, BaseModel):
        for field in type(part).model_fields:
            value = getattr(part, field)
            if isinstance(value, (Text, BaseModel, list)):
                yield from _walk(value, f"{where} {field}" if isinstance(value, Text) else where)


def _name(part: Any) -> str:
    return next(
        (str(getattr(part, key)) for key in ("code", "key", "anchor", "claim") if hasattr(part, key)), ""
    )


def figures_of(pack: PackPart) -> set[Decimal]:
    """Every number of the claims with their checks, the references, the chips and the events."""
    found = {Decimal(str(part.value)) for part in pack.figures}
    for name in ("claims", "references", "events"):
        for _where, text in _walk(getattr(pack, name), ""):
            found |= numbers_in(text.ja) | numbers_in(text.en)
    for part in pack.references:
        found |= numbers_in(part.title)
    for event in pack.events:
        found |= {Decimal(piece) for piece in event.date.split("-")}
    return found
