"""GIFT, Moodle's format for typing questions. Followed: MoodleDocs, "GIFT format", and what Moodle 4 does."""

import re
from pathlib import PurePath

from quiz.domain.kinds import GRADED, Kind
from quiz.exchange.formats.format import Feature, Format
from quiz.exchange.formats.gift.blocks import split
from quiz.exchange.formats.gift.reading import read
from quiz.exchange.formats.gift.writing import write

SUFFIXES = {".gift", ".txt", ""}
LIKE = re.compile(rb"[{}]|::|\$CATEGORY:|:\0:\0")


def _looks_like(data: bytes, name: str) -> bool:
    suffix = PurePath(name).suffix
    return suffix in SUFFIXES and (suffix == ".gift" or LIKE.search(data) is not None)


GIFT = Format(
    name="gift",
    suffix=".gift.txt",
    media="text/plain; charset=utf-8",
    kinds=GRADED - {Kind.ORDERING},
    # Of units, what is said of right-hand sides, and which option stays last, it knows nothing.
    features=frozenset(
        {
            Feature.FEEDBACK, Feature.EXPLANATION, Feature.EMPHASIS, Feature.LINES, Feature.TOLERANCE,
            Feature.NAME, Feature.CATEGORY, Feature.EXTRA,
        }
    ),
    looks_like=_looks_like,
    split=split,
    read=read,
    write=write,
)  # fmt: skip
