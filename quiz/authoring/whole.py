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
        part = PackPart.model_validate({**content, "digest": ""})
    except ValidationError as error:
        raise PackError(findings_of(error, content)) from error
    return part.model_copy(update={"digest": fingerprint(told_of(part))})


def told_of(part: PackPart) -> dict[str, Any]:
    """What is kept of a pack once it is published."""
    return part.model_dump(mode="json", exclude={"digest"})


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft: what it is as a pack (None where it cannot be read), what is to be said of it, and a sign by
    which one knows later whether it is still the same.
    """

    part: PackPart | None
    findings: tuple[Finding, ...]
    sign: str

    @property
    def is_whole(self) -> bool:
        """Whether nothing forbids to publish it."""
        return self.part is not None and not any(finding.forbids for finding in self.findings)


def check_draft(pack: Pack, pieces: Iterable[Piece], today: date) -> Checked:
    """Read a draft and check it as `check_content` does; the other checks wait until it can be read."""
    content = content_of(pack.slug, pieces)
    sign = fingerprint(content)
    try:
        part = part_of(content)
    except PackError as error:
        return Checked(None, error.findings, sign)
    walls = check_pack(part)
    return Checked(part, (*walls, *([] if walls else findings(part, today))), sign)


def is_unpublished(pack: Pack, pieces: Sequence[Piece]) -> bool:
    """Whether the draft says something else than what was published last."""
    try:
        return bool(pieces) and told_of(part_of(content_of(pack.slug, pieces))) != pack.content
    except PackError:
        return True
