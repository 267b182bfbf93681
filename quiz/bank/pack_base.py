"""What every part of a content pack is made of: fields that are all known, texts in one or two languages."""

import hashlib
from typing import Any, ClassVar, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)
from pydantic_core import PydanticCustomError

FILES = {
    "source": "source.yaml",
    "references": "references.yaml",
    "claims": "claims.yaml",
    "events": "events.yaml",
    "figures": "chips.yaml",
    "outlook": "outlook.yaml",
    "terms": "glossary.yaml",
}
# As many questions to follow up with as find room on a sheet beside all else.
MOST_FOLLOW_UPS = 3


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


class Worded(Part):
    """What is said in Japanese, in English or in both; the one that is missing is empty."""

    ja: str = ""
    en: str = ""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.ja or self.en):
            raise PydanticCustomError("no_words", "is empty in both languages")
        return self


class Text(Worded):
    """A text for readers."""


def digest_of(part: Part, *more: object) -> str:
    """A fingerprint of a part (and of what it hangs on): equal contents, equal fingerprints."""
    return hashlib.sha256("|".join([part.model_dump_json(), *map(str, more)]).encode()).hexdigest()
