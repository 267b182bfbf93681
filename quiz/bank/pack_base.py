"""What every part of a content pack is made of: fields that are all known, texts in two languages."""

import hashlib
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer


class Part(BaseModel):
    """A piece of a pack: unknown keys are refused, so that a slip of the pen is seen."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)
    # Fields of a later edition: left out where they say nothing, so that what was published before them
    # keeps its fingerprint and gets no next version.
    since_later: ClassVar[frozenset[str]] = frozenset()

    @model_serializer(mode="wrap")
    def _told(self, told: SerializerFunctionWrapHandler) -> dict[str, Any]:
        found: dict[str, Any] = told(self)
        return {name: value for name, value in found.items() if value or name not in self.since_later}


class Text(Part):
    """A text in both languages."""

    ja: str = Field(min_length=1)
    en: str = Field(min_length=1)


def digest_of(part: Part, *more: object) -> str:
    """A fingerprint of a part (and of what it hangs on): equal contents, equal fingerprints."""
    return hashlib.sha256("|".join([part.model_dump_json(), *map(str, more)]).encode()).hexdigest()
