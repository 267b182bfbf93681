"""Moodle XML, as Moodle exports and imports questions: https://docs.moodle.org/en/Moodle_XML_format."""

import re

from quiz.domain.kinds import GRADED
from quiz.domain.later import later
from quiz.exchange.formats.format import Feature, Format

HEAD = 4096


def looks_like(data: bytes, _name: str) -> bool:
    """Whether a file is XML whose first element is <quiz>."""
    # In UTF-16 every other byte is null.
    head = data[:HEAD].replace(b"\0", b"")
    begins = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
    found = re.search(rb"<\w[\w:.-]*", re.sub(rb"<!--.*?-->", b"", head, flags=re.DOTALL))
    return begins and found is not None and found[0] == b"<quiz"


MOODLE_XML = Format(
    name="moodle_xml",
    suffix=".xml",
    media="application/xml",
    kinds=GRADED,
    # A right-hand side is shown in a menu: plain, and nothing is said to who chooses a wrong one.
    features=frozenset(Feature) - {Feature.SOURCE, Feature.PINNED, Feature.SIDES, Feature.EXTRA_FEEDBACK},
    looks_like=looks_like,
    split=later(f"{__name__}.splitting:split"),
    read=later(f"{__name__}.reading:read"),
    write=later(f"{__name__}.writing:write"),
)
