"""The table of limits in docs/exchange.md says what the code does."""

import re
from pathlib import Path

from quiz.bank import pack_archives
from quiz.exchange.formats import archives, format, xml  # noqa: A004  as the module is called
from quiz.exchange.services.leaving import KEPT
from quiz.exchange.services.taking import MOST_UNFINISHED
from quiz.people.limits import FILES, INTAKES

MB = 2**20
GUIDE = Path("docs/exchange.md").read_text("utf-8")


def told():
    section = re.search(r"^## Limits$(.*?)^## ", GUIDE, re.MULTILINE | re.DOTALL)[1]
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", section, re.MULTILINE)
    return [(what, [int(number) for number in re.findall(r"\d+", most)]) for what, most in rows[1:]]


def test_the_guide_tells_the_limits_of_the_code():
    own = pack_archives
    assert [numbers for _what, numbers in told() if numbers] == [
        [format.MOST_BYTES // MB],
        [format.MOST_QUESTIONS],
        [format.LONGEST],
        [format.MOST_OPTIONS],
        [xml.DEEPEST],
        [archives.LIMITS.files],
        [archives.LIMITS.unpacked // MB],
        [archives.LIMITS.depth],
        [own.MOST_PACKED // MB, own.MOST_UNPACKED // MB, own.MOST_FILES],
        [MOST_UNFINISHED],
        [KEPT.days],
        [INTAKES.free, INTAKES.every],
        [FILES.free, FILES.every],
    ]
