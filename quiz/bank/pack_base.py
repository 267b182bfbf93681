"""What every part of a content pack is made of: fields that are all known, texts in two languages."""

import hashlib

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    """A piece of a pack: unknown keys are refused, so that a slip of the pen is seen."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Text(Part):
    """A text in both languages."""

    ja: str = Field(min_length=1)
    en: str = Field(min_length=1)


def digest_of(part: Part, *more: object) -> str:
    """A fingerprint of a part (and of what it hangs on): equal contents, equal fingerprints."""
    return hashlib.sha256("|".join([part.model_dump_json(), *map(str, more)]).encode()).hexdigest()
