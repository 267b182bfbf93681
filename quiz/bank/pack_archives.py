"""A content pack as a ZIP file: made the same from the same pack, and read as if a stranger had made it."""

import io
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

import yaml
from django.utils.translation import gettext as _

from quiz.bank.pack import PackPart
from quiz.bank.pack_base import FILES
from quiz.bank.pack_files import UNREADABLE, PackError, SafeLoader, is_known, pack_of
from quiz.bank.pack_writing import written

MOST_PACKED = 5 * 2**20  # bytes
MOST_UNPACKED = 20 * 2**20  # bytes, as they come out and not as the archive says
MOST_FILES = 200
# The first pack has 9,000 pieces (a text, a list, a group of keys) in its 14 files, at most six levels deep.
MOST_PIECES = 200_000
DEEPEST = 12
LONGEST = 20_000  # characters of one text
MOST_TOLD = 50
CHUNK = 2**16
# The first moment that a ZIP file can name.
NO_TIME = (1980, 1, 1, 0, 0, 0)
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
IS_ENCRYPTED = 0x1
# What zipfile raises of files that are not what they say.
BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
    RuntimeError, OverflowError,
)  # fmt: skip


def packed(pack: PackPart) -> bytes:
    """A ZIP file of one folder, named by the pack's slug; the same pack gives the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in written(pack).items():
            entry = zipfile.ZipInfo(f"{pack.source.slug}/{name}", NO_TIME)
            entry.create_system, entry.external_attr = 3, (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, text.encode(), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def unpacked(data: bytes) -> PackPart:
    """The pack in a ZIP file: of one folder, or of the files themselves. Raises PackError as read_pack.

    What macOS adds to every archive (`__MACOSX`, `.DS_Store`) is passed over; nothing else is.
    """
    try:
        files = _files(data)
        _look_at(files)
        return pack_of(files)
    except PackError as error:
        raise PackError(error.findings[:MOST_TOLD]) from error


def _files(data: bytes) -> dict[str, bytes]:
    """The files of the archive by their names in the pack."""
    if len(data) > MOST_PACKED:
        raise PackError([_("ZIP: it is larger than %(most)d MB.") % {"most": MOST_PACKED // 2**20}])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not _is_passed_over(entry)]
            if len(entries) > MOST_FILES:
                raise PackError([_("ZIP: it holds more than %(most)d files.") % {"most": MOST_FILES}])
            if problems := list(_of_entries(entries)):
                raise PackError(problems)
            return _contents(archive, entries)
    except BROKEN as error:
        raise PackError([_("ZIP: this is not a ZIP file, or it is broken.")]) from error


def _is_passed_over(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename)
    return entry.is_dir() or path.parts[:1] == ("__MACOSX",) or path.name == ".DS_Store"


def _of_entries(entries: list[zipfile.ZipInfo]) -> Iterator[str]:
    """What is wrong with the entries themselves, before anything in them is read."""
    root, names = _root(entries), Counter(entry.filename for entry in entries)
    for entry in entries:
        if rule := _broken_by(entry, root):
            yield f"{_told(entry.filename)}: {rule}"
    for name in (name for name, count in names.items() if count > 1):
        yield f"{_told(name)}: " + _("it stands more than once in the ZIP file.")


def _broken_by(entry: zipfile.ZipInfo, root: str) -> str:
    path = PurePosixPath(entry.filename)
    if path.is_absolute() or ".." in path.parts:
        return _("a name may not begin with / or lead out of the folder with “..”.")
    if stat.S_IFMT(entry.external_attr >> 16) not in {0, stat.S_IFREG}:
        return _("it is a link or another kind of file; only plain files are read.")
    if entry.flag_bits & IS_ENCRYPTED:
        return _("it is encrypted. Make the ZIP file without a password.")
    if entry.compress_type not in METHODS:
        return _("it is packed in a way that is not read here; make a plain ZIP file.")
    if not is_known(entry.filename.removeprefix(root)):
        known = ", ".join([*FILES.values(), "quizzes/….yaml"])
        return _("no file of a pack has this name. Known are %(known)s.") % {"known": known}
    return ""


def _root(entries: list[zipfile.ZipInfo]) -> str:
    """The folder in which the pack lies, that of its source.yaml; empty where it lies in none."""
    names = [entry.filename for entry in entries]
    folders = (PurePosixPath(name).parts[0] for name in names if name.endswith(f"/{FILES['source']}"))
    known = (f"{folder}/" for folder in folders if f"{folder}/{FILES['source']}" in names)
    return "" if FILES["source"] in names else next(known, "")


def _contents(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    root, left = _root(entries), MOST_UNPACKED
    files: dict[str, bytes] = {}
    for entry in entries:
        name, content = entry.filename.removeprefix(root), bytearray()
        with archive.open(entry) as file:
            while chunk := file.read(CHUNK):
                content += chunk
                if len(content) > left:
                    rule = _("unpacked, the files are larger than %(most)d MB.")
                    raise PackError([f"{name}: {rule % {'most': MOST_UNPACKED // 2**20}}"])
        left -= len(content)
        files[name] = bytes(content)
    return files


def _look_at(files: dict[str, bytes]) -> None:
    """Whether the YAML is what an editor writes, found without building anything from it."""
    pieces = 0
    for name, content in files.items():
        depth = 0
        try:
            for event in yaml.parse(content.decode("utf-8-sig"), Loader=SafeLoader):
                pieces += isinstance(event, yaml.NodeEvent)
                depth += isinstance(event, yaml.CollectionStartEvent)
                depth -= isinstance(event, yaml.CollectionEndEvent)
                if rule := _broken_rule(event, depth, pieces):
                    line = event.start_mark.line + 1 if event.start_mark else 0
                    place = _("line %(line)d") % {"line": line}
                    raise PackError([f"{name}: {place}: {rule}"])
        except UNREADABLE:
            # Told by pack_of, which comes no further in this file.
            continue


def _broken_rule(event: yaml.Event, depth: int, pieces: int) -> str:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
        return _("anchors, aliases and tags (&, *, !) are not read here.")
    if depth > DEEPEST:
        return _("it is nested more than %(most)d levels deep.") % {"most": DEEPEST}
    if isinstance(event, yaml.ScalarEvent) and len(event.value) > LONGEST:
        return _("a text is longer than %(most)d characters.") % {"most": LONGEST}
    if isinstance(event, yaml.ScalarEvent) and "\0" in event.value:
        # PostgreSQL stores none.
        return _("a text has the character \\0 in it, which stands for nothing.")
    if pieces > MOST_PIECES:
        return _("the pack has more than %(most)d pieces.") % {"most": MOST_PIECES}
    return ""


def _told(name: str) -> str:
    """A name from a stranger's archive, fit to be shown."""
    return "".join(sign if sign.isprintable() else "�" for sign in name[:100])
