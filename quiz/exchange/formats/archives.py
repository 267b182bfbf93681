"""Packages: files in a ZIP file."""

from quiz.exchange.formats.format import MOST_BYTES
from quiz.exchange.formats.plain import Note, Refused
from quiz.exchange.formats.rules import Rule
from quiz.web.zips import ZipLimits, ZipRefused, ZipRule, unzipped

ZIP = b"PK"
MOST_FILES = 6_000
MOST_UNPACKED = 60 * 2**20
# One file of 2,000 questions that differ in a number only is 58 times as large unpacked.
LIMITS = ZipLimits(packed=MOST_BYTES, unpacked=MOST_UNPACKED, files=MOST_FILES, depth=12, swelling=200)
SAID = {
    ZipRule.PACKED: (Rule.TOO_LARGE, str(LIMITS.packed // 2**20)),
    ZipRule.BROKEN: (Rule.ZIP_BROKEN, ""),
    ZipRule.MANY: (Rule.ZIP_TOO_MANY, str(LIMITS.files)),
    ZipRule.NAME: (Rule.ZIP_NAME, ""),
    ZipRule.DEPTH: (Rule.TOO_DEEP, str(LIMITS.depth)),
    ZipRule.LINK: (Rule.ZIP_LINK, ""),
    ZipRule.ENCRYPTED: (Rule.ZIP_ENCRYPTED, ""),
    ZipRule.METHOD: (Rule.ZIP_METHOD, ""),
    ZipRule.TWICE: (Rule.ZIP_TWICE, ""),
    ZipRule.UNPACKED: (Rule.ZIP_TOO_LARGE, str(LIMITS.unpacked // 2**20)),
    ZipRule.SWELLS: (Rule.ZIP_TOO_LARGE, str(LIMITS.unpacked // 2**20)),
}


def files_of(data: bytes) -> dict[str, bytes]:
    """The files of a ZIP file by their names. Raises Refused: TOO_LARGE, TOO_DEEP (folders) and ZIP_…, with
    the name of the entry, fit to be shown.
    """
    try:
        return unzipped(data, LIMITS)
    except ZipRefused as refused:
        fault = refused.faults[0]
        rule, words = SAID[fault.rule]
        raise Refused(Note(rule, words=words, file=fault.name)) from refused
