"""A content pack as a ZIP file: made the same from the same pack, and read as if a stranger had made it."""

from pathlib import PurePosixPath

import yaml
from django.utils.translation import gettext as _

from quiz.bank.pack import PackPart
from quiz.bank.pack_base import FILES
from quiz.bank.pack_files import UNREADABLE, PackError, SafeLoader, is_known, pack_of
from quiz.bank.pack_writing import written
from quiz.web.zips import ZipFault, ZipLimits, ZipRefused, ZipRule, told, unzipped, zipped

MOST_PACKED = 5 * 2**20  # bytes
MOST_UNPACKED = 20 * 2**20  # bytes, as they come out and not as the archive says
MOST_FILES = 200
# The first pack has 9,000 pieces (a text, a list, a group of keys) in its 14 files, at most six levels deep.
MOST_PIECES = 200_000
DEEPEST = 12
LONGEST = 20_000  # characters of one text
MOST_TOLD = 50


def packed(pack: PackPart) -> bytes:
    """A ZIP file of one folder, named by the pack's slug; the same pack gives the same bytes."""
    return zipped({f"{pack.source.slug}/{name}": text.encode() for name, text in written(pack).items()})


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
    limits = ZipLimits(MOST_PACKED, MOST_UNPACKED, MOST_FILES, DEEPEST)
    try:
        files = unzipped(data, limits)
    except ZipRefused as refused:
        raise PackError([_in_words(fault) for fault in refused.faults]) from refused
    root = _root(list(files))
    if unknown := [name for name in files if not is_known(name.removeprefix(root))]:
        raise PackError([f"{told(name)}: {_unknown()}" for name in unknown])
    return {name.removeprefix(root): content for name, content in files.items()}


def _in_words(fault: ZipFault) -> str:
    words = {
        ZipRule.PACKED: _("ZIP: it is larger than %(most)d MB.") % {"most": MOST_PACKED // 2**20},
        ZipRule.MANY: _("ZIP: it holds more than %(most)d files.") % {"most": MOST_FILES},
        ZipRule.BROKEN: _("ZIP: this is not a ZIP file, or it is broken."),
        ZipRule.NAME: _("a name may not begin with / or lead out of the folder with “..”."),
        ZipRule.DEPTH: _unknown(),
        ZipRule.LINK: _("it is a link or another kind of file; only plain files are read."),
        ZipRule.ENCRYPTED: _("it is encrypted. Make the ZIP file without a password."),
        ZipRule.METHOD: _("it is packed in a way that is not read here; make a plain ZIP file."),
        ZipRule.TWICE: _("it stands more than once in the ZIP file."),
        ZipRule.UNPACKED: _("unpacked, the files are larger than %(most)d MB.")
        % {"most": MOST_UNPACKED // 2**20},
    }
    return f"{fault.name}: {words[fault.rule]}" if fault.name else words[fault.rule]


def _unknown() -> str:
    known = ", ".join([*FILES.values(), "quizzes/….yaml"])
    return _("no file of a pack has this name. Known are %(known)s.") % {"known": known}


def _root(names: list[str]) -> str:
    """The folder in which the pack lies, that of its source.yaml; empty where it lies in none."""
    folders = (PurePosixPath(name).parts[0] for name in names if name.endswith(f"/{FILES['source']}"))
    known = (f"{folder}/" for folder in folders if f"{folder}/{FILES['source']}" in names)
    return "" if FILES["source"] in names else next(known, "")


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
