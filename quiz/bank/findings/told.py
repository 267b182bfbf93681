"""What is wrong with a pack or should be looked at: how much it matters, where it is, what to say of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise, keep_lazy_text
from django.utils.translation import override

Words = str | Promise


class Level(StrEnum):
    """What a finding asks for, the gravest first."""

    # Nothing is loaded or published before it is put right.
    WALL = "wall"
    # The pack could be loaded, but a reader would be misled or an answer given away.
    ERROR = "error"
    # To be weighed.
    WARNING = "warning"
    # Only counts.
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a pack: "claims.yaml", "C13", "check.finding.en".

    A quiz is "quizzes/<slug>". The piece is the code, key or anchor of an entry, or its number from 1 where
    it has none; "" is the whole file. The field is dotted as the models of the pack name it, and so are the
    lines of lists in it ("options.b.feedback", "later.1.text"); "" is the whole piece.
    """

    file: str = ""
    piece: str = ""
    field: str = ""

    def at(self, *steps: str) -> "Place":
        """A field within this place."""
        return Place(self.file, self.piece, ".".join(filter(None, (self.field, *steps))))

    def holds(self, other: "Place") -> bool:
        """Whether the other one lies here: in this piece, in this file, or anywhere."""
        return self.file in {"", other.file} and self.piece in {"", other.piece}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to be told; its message is translated when it is shown."""

    level: Level
    place: Place
    message: Words

    @property
    def line(self) -> str:
        """For the command line, which speaks English: file, piece, field and message."""
        with override("en"):
            return ": ".join(
                filter(None, (self.place.file, self.place.piece, self.place.field, str(self.message)))
            )

    @property
    def forbids(self) -> bool:
        """Whether the pack cannot be loaded or published as it is."""
        return self.level is Level.WALL


# What a check says of one piece: the field, and the message.
Said = Iterator[tuple[str, Words]]


def filled(text: Words, **values: object) -> Words:
    """A lazily translated text with its values put in when it is shown."""
    words: Words = _put_in(text, values)
    return words


@keep_lazy_text
def _put_in(text: Any, values: dict[str, object]) -> str:
    return str(text % values)


def wall(place: Place, message: Words) -> Finding:
    return Finding(Level.WALL, place, message)


def error(place: Place, message: Words) -> Finding:
    return Finding(Level.ERROR, place, message)


def warning(place: Place, message: Words) -> Finding:
    return Finding(Level.WARNING, place, message)


def note(place: Place, message: Words) -> Finding:
    return Finding(Level.NOTE, place, message)
