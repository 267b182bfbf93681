"""A pack of this site comes back as a file: losing nothing, as a new draft."""

from datetime import datetime
from typing import Any

from quiz.authoring.services.copying import take_files
from quiz.bank.models import Pack
from quiz.bank.pack import PackPart

ZIP = b"PK\x03\x04"
# Names of files stand in a ZIP file as they are.
SOURCE = b"source.yaml"


def is_pack(data: bytes) -> bool:
    """Whether this looks like a pack as "Download" makes it."""
    return data.startswith(ZIP) and SOURCE in data


def take_pack(*, part: PackPart, user: Any, now: datetime) -> Pack:
    """The pack as a new draft of this account; addresses that are taken become new ones."""
    return take_files(part=part, user=user, now=now)
