"""Moodle XML, as Moodle exports and imports questions: https://docs.moodle.org/en/Moodle_XML_format."""

import re

from quiz.domain.kinds import GRADED
from quiz.exchange.formats.format import Feature, Format
from quiz.exchange.formats.moodle_xml.reading import read
from quiz.exchange.formats.moodle_xml.splitting import split
from quiz.exchange.formats.moodle_xml.writing import write

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
    split=split,
    read=read,
    write=write,
)
