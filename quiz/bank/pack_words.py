"""How the short fields of a pack are written, each as long as its column."""

from typing import Annotated

from pydantic import Field

# What stands in addresses of pages and in places of findings.
SLUG = r"^[-a-zA-Z0-9_]+$"
# What stands between [[ and ]] in a passage.
CODE = r"^[A-Z][0-9]+$"
URL = r"^https?://\S+$"
OPTIONAL_URL = r"^(https?://\S+)?$"
LANGUAGE = r"^[A-Za-z0-9-]*$"
DAY = r"^\d{4}(-\d{2}){0,2}$"
Slug = Annotated[str, Field(pattern=SLUG, max_length=50)]
LongSlug = Annotated[str, Field(pattern=SLUG, max_length=80)]
ShortSlug = Annotated[str, Field(pattern=SLUG, max_length=20)]
ClaimCode = Annotated[str, Field(pattern=CODE, max_length=8)]
Url = Annotated[str, Field(pattern=URL, max_length=500)]
OptionalUrl = Annotated[str, Field(pattern=OPTIONAL_URL, max_length=500)]
Language = Annotated[str, Field(pattern=LANGUAGE, max_length=20)]
Day = Annotated[str, Field(pattern=DAY)]
