"""A draft as it would be published: read from its pieces, with what stands in its way."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from quiz.authoring.assembling import content_of
from quiz.authoring.models import Piece
from quiz.bank.checks import check_pack
from quiz.bank.findings.report import findings
from quiz.bank.findings.told import Finding
from quiz.bank.findings.unread import findings_of
from quiz.bank.models import Pack
from quiz.bank.pack import PackPart
from quiz.bank.pack_files import PackError


def fingerprint(content: Mapping[str, Any]) -> str:
    """Equal contents, equal fingerprints, in whatever order their fields stand."""
    told = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def part_of(content: Mapping[str, Any]) -> PackPart:
    """The pack that this content makes. Raises PackError where it cannot be read."""
    try:
        return PackPart.model_validate({**content, "digest": ""})
    except ValidationError as error:
        raise PackError(findings_of(error, content)) from error


def told_of(part: PackPart) -> dict[str, Any]:
    """What is kept of a pack once it is published."""
    return part.model_dump(mode="json", exclude={"digest"})


@dataclass(frozen=True, slots=True)
class Read:
    """A draft put together: what it is as a pack, or why it cannot be read as one."""

    content: Mapping[str, Any]
    part: PackPart | None
    unread: tuple[Finding, ...] = ()

    def walls(self) -> Sequence[Finding]:
        """What forbids to publish it."""
        return self.unread if self.part is None else check_pack(self.part)

    def differs(self, published: Mapping[str, Any] | None) -> bool:
        """Whether it says something else than what was published last."""
        return self.part is None or told_of(self.part) != published


def read_draft(pack: Pack, pieces: Iterable[Piece]) -> Read:
    """The draft that these pieces of a pack make, in their order."""
    content = content_of(pack.slug, pieces)
    try:
        return Read(content, part_of(content))
    except PackError as error:
        return Read(content, None, error.findings)


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft: what it is as a pack and what would be kept of it (None where it cannot be read), what is to
    be said of it, and a sign by which one knows later whether it is still the same.
    """

    part: PackPart | None
    told: dict[str, Any] | None
    findings: tuple[Finding, ...]
    sign: str

    @property
    def is_whole(self) -> bool:
        """Whether nothing forbids to publish it."""
        return self.part is not None and not any(finding.forbids for finding in self.findings)


def check_draft(pack: Pack, pieces: Iterable[Piece], today: date) -> Checked:
    """Read a draft and check it as `check_content` does; the other checks wait until it can be read."""
    draft = read_draft(pack, pieces)
    sign, walls = fingerprint(draft.content), draft.walls()
    if draft.part is None:
        return Checked(None, None, tuple(walls), sign)
    more = () if walls else findings(draft.part, today)
    return Checked(draft.part, told_of(draft.part), (*walls, *more), sign)


def is_unpublished(pack: Pack, pieces: Sequence[Piece]) -> bool:
    """Whether the draft says something else than what was published last."""
    return bool(pieces) and read_draft(pack, pieces).differs(pack.content)
