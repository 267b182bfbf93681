"""ZIP files: made the same from the same files, and read as if a stranger had made them."""

import io
import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

CHUNK = 2**16
# The first moment that a ZIP file can name.
NO_TIME = (1980, 1, 1, 0, 0, 0)
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
IS_ENCRYPTED = 0x1
DRIVE = re.compile(r"[A-Za-z]:/")
# It stands before each entry of the directory.
ENTRY = b"PK\x01\x02"
# Folders, and what macOS adds for each file, are entries as well.
ENTRIES_OF_A_FILE = 4
# Below this many bytes, how much something swells says nothing.
SMALL = 2**20
# What zipfile raises of files that are not what they say.
BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
    RuntimeError, OverflowError,
)  # fmt: skip


class ZipRule(StrEnum):
    """What is asked of a ZIP file."""

    PACKED = "packed"  # it is not larger than the limit
    BROKEN = "broken"  # it is a ZIP file, and whole
    MANY = "many"  # it holds no more files than the limit
    NAME = "name"  # no name leads out of it
    DEPTH = "depth"  # no file lies deeper in folders than the limit
    LINK = "link"  # it holds plain files only
    ENCRYPTED = "encrypted"
    METHOD = "method"  # it is packed as every program packs
    TWICE = "twice"  # no name stands twice in it
    UNPACKED = "unpacked"  # its files together are not larger than the limit
    SWELLS = "swells"  # nor so many times larger than they are packed


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """How much is read: bytes as packed and as they come out, files, folders in each other; and how many
    times larger the files may be than the archive, where that is limited.
    """

    packed: int
    unpacked: int
    files: int
    depth: int
    swelling: int | None = None


@dataclass(frozen=True, slots=True)
class ZipFault:
    """A rule that is broken, and by which entry; its name is fit to be shown, and empty for the whole."""

    rule: ZipRule
    name: str = ""


class ZipRefused(Exception):
    """The archive is not read; `faults` say why, one at least."""

    def __init__(self, *faults: ZipFault) -> None:
        super().__init__(faults)
        self.faults = faults


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP file of these; the same files give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.create_system, entry.external_attr = 3, (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def unzipped(data: bytes, limits: ZipLimits) -> dict[str, bytes]:
    """The files of a ZIP file by their names. Raises ZipRefused.

    What macOS adds to every archive (`__MACOSX`, `.DS_Store`) is passed over; nothing else is.
    """
    if len(data) > limits.packed:
        raise ZipRefused(ZipFault(ZipRule.PACKED))
    # Counted before zipfile makes an object of each.
    if data.count(ENTRY) > ENTRIES_OF_A_FILE * limits.files:
        raise ZipRefused(ZipFault(ZipRule.MANY))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not _is_passed_over(entry)]
            if len(entries) > limits.files:
                raise ZipRefused(ZipFault(ZipRule.MANY))
            if faults := tuple(_of_entries(entries, limits)):
                raise ZipRefused(*faults)
            return _contents(archive, entries, limits, len(data))
    except BROKEN as error:
        raise ZipRefused(ZipFault(ZipRule.BROKEN)) from error


def told(name: str) -> str:
    """A name from a stranger's archive, fit to be shown."""
    return "".join(sign if sign.isprintable() else "�" for sign in name[:100])


def _is_passed_over(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename)
    return entry.is_dir() or path.parts[:1] == ("__MACOSX",) or path.name == ".DS_Store"


def _of_entries(entries: list[zipfile.ZipInfo], limits: ZipLimits) -> Iterator[ZipFault]:
    """What is wrong with the entries themselves, before anything in them is read."""
    for entry in entries:
        if rule := _broken_by(entry, limits):
            yield ZipFault(rule, told(entry.filename))
    for name, count in Counter(entry.filename for entry in entries).items():
        if count > 1:
            yield ZipFault(ZipRule.TWICE, told(name))


def _broken_by(entry: zipfile.ZipInfo, limits: ZipLimits) -> ZipRule | None:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    rules = {
        ZipRule.NAME: path.is_absolute() or ".." in path.parts or bool(DRIVE.match(str(path))),
        ZipRule.LINK: stat.S_IFMT(entry.external_attr >> 16) not in {0, stat.S_IFREG},
        ZipRule.ENCRYPTED: bool(entry.flag_bits & IS_ENCRYPTED),
        ZipRule.METHOD: entry.compress_type not in METHODS,
        ZipRule.DEPTH: len(path.parts) - 1 > limits.depth,
    }
    return next((rule for rule, is_broken in rules.items() if is_broken), None)


def _contents(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], limits: ZipLimits, packed: int
) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    size = 0
    for entry in entries:
        content = bytearray()
        with archive.open(entry) as file:
            while chunk := file.read(CHUNK):
                content += chunk
                if rule := _outgrown(size + len(content), packed, limits):
                    raise ZipRefused(ZipFault(rule, told(entry.filename)))
        size += len(content)
        files[entry.filename] = bytes(content)
    return files


def _outgrown(size: int, packed: int, limits: ZipLimits) -> ZipRule | None:
    if size > limits.unpacked:
        return ZipRule.UNPACKED
    if limits.swelling is not None and size > max(SMALL, limits.swelling * packed):
        return ZipRule.SWELLS
    return None
