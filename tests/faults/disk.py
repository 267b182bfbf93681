"""A disk that forgets what was not synced: writes and syncs as they were recorded, put together again.

What is known of each file is its bytes as of the last sync, and the writes since. A sync makes durable what
was written before it *began*, and does so when it *ended*. Names (files made, renamed, removed) are taken as
durable at once; a file may come back in part: any of its 512-byte sectors, or none.
"""

import re
from dataclasses import dataclass, field

SECTOR = 512
# Bytes of one write that are recorded: after a checkpoint PostgreSQL writes whole pages in one go.
LONGEST = "8000000"
# SQLite says with each write where it goes; PostgreSQL writes some files on from where it stands.
PLACED = "pwrite64,fsync,fdatasync,ftruncate,rename,link,unlink"
FOLLOWED = f"{PLACED},pwritev,write,openat,lseek"
LINE = re.compile(r"^(\d+) +(\d+\.\d+) (.*)$", re.DOTALL)
DONE = re.compile(r"^(\w+)\((.*)\) += (-?\d+)(<.*?>)?[^<]*<([\d.]+)>$", re.DOTALL)
FILE = re.compile(r"^(\d+)<([^>]*)>(?:\(deleted\))?,? ?(.*)$", re.DOTALL)
TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')


def tracer(report, calls):
    """The words to put before a command so that these calls of it and of its children are recorded."""
    words = ["strace", "-f", "-y", "-v", "-xx", "-ttt", "-T", "-s", LONGEST, "-e", f"trace={calls}"]
    return [*words, "-e", "signal=none", "--seccomp-bpf", "-o", str(report)]


def _bytes(text):
    return bytes.fromhex(text.replace("\\x", ""))


def _path(text):
    return _bytes(text).decode() if text.startswith("\\x") else text


def _written(words, call):
    """The bytes that a call wrote. Raises ValueError where the record cut them: no image shows anything."""
    data = b"".join(map(_bytes, TEXT.findall(words)))[: call.result]
    if len(data) < call.result:
        raise ValueError(f"{call.name} wrote {call.result} bytes, of which {len(data)} were recorded")
    return data


@dataclass
class Call:
    """One call as recorded: which process, when it began and ended, what, with which words, its result."""

    pid: int
    begun: float
    ended: float
    name: str
    words: str
    result: int
    opened: str = ""


def calls(report):
    """The calls of a report of strace, in no particular order; those that failed or never ended left out."""
    waiting, found = {}, []
    with report.open(encoding="latin-1") as lines:
        for line in lines:
            if not (parts := LINE.match(line.rstrip("\n"))):
                continue
            pid, at, rest = int(parts[1]), float(parts[2]), parts[3]
            if rest.endswith("<unfinished ...>"):
                waiting[pid] = (at, rest[: -len("<unfinished ...>")].rstrip())
                continue
            if rest.startswith("<... ") and pid in waiting:
                at, begun = waiting.pop(pid)
                rest = begun + rest.partition(" resumed>")[2]
            if (done := DONE.match(rest)) and int(done[3]) >= 0:
                opened = (done[4] or "")[1:-1]
                ended = at + float(done[5])
                found.append(Call(pid, at, ended, done[1], done[2], int(done[3]), opened))
    return found


@dataclass
class File:
    """What is durable of one file, and what was written since: (when, place, bytes or None for a cut)."""

    durable: bytearray
    pending: list = field(default_factory=list)

    def write(self, at, place, data):
        """Bytes at a place; None: the file ends there."""
        self.pending.append((at, place, data))

    def sync(self, begun):
        """What was written before then is durable."""
        kept = [each for each in self.pending if each[0] > begun]
        for each in self.pending:
            if each[0] <= begun:
                apply(self.durable, *each[1:])
        self.pending = kept

    def image(self, survives):
        """The bytes with those of the unsynced writes of which `survives()` says so, sector by sector."""
        image = bytearray(self.durable)
        for _at, place, data in self.pending:
            if data is None:
                if survives():
                    apply(image, place, None)
                continue
            for start in range(0, len(data), SECTOR):
                if survives():
                    apply(image, place + start, data[start : start + SECTOR])
        return bytes(image)


def apply(image, place, data):
    """Write into the bytes, or end them there."""
    if data is None:
        image[place:] = bytes(max(0, place - len(image)))
        return
    if len(image) < place:
        image.extend(bytes(place - len(image)))
    image[place : place + len(data)] = data


class Disk:
    """The files below a folder, as of any moment of the record."""

    def __init__(self, root, report, first):
        self.root = str(root)
        self.files = {name: File(bytearray(data)) for name, data in first.items()}
        # A write counts from its end; a sync, with what came before its beginning, likewise.
        self.calls = sorted(calls(report), key=lambda call: call.ended)
        self.next, self.places = 0, {}

    def go_to(self, moment):
        """Everything that had ended by then has happened."""
        while self.next < len(self.calls) and self.calls[self.next].ended <= moment:
            call = self.calls[self.next]
            self.next += 1
            if act := getattr(self, f"_{call.name}", None):
                act(call)

    def images(self, survives):
        """The files by name, with those unsynced writes of which `survives()` says so."""
        return {name: each.image(survives) for name, each in self.files.items()}

    def _of(self, path):
        if not path.startswith(self.root + "/"):
            return None
        return self.files.setdefault(path[len(self.root) + 1 :], File(bytearray()))

    def _split(self, call):
        parts = FILE.match(call.words)
        return parts[1], self._of(_path(parts[2])) if parts else None, parts[3]

    def _pwrite64(self, call):
        _fd, file, words = self._split(call)
        if file:
            file.write(call.ended, int(words.rpartition(", ")[2]), _written(words, call))

    def _pwritev(self, call):
        _fd, file, words = self._split(call)
        if file:
            file.write(call.ended, int(words.rpartition(", ")[2]), _written(words, call))

    def _write(self, call):
        fd, file, words = self._split(call)
        if file:
            place = self.places.get((call.pid, fd), 0)
            file.write(call.ended, place, _written(words, call))
            self.places[call.pid, fd] = place + call.result

    def _lseek(self, call):
        fd, file, _words = self._split(call)
        if file:
            self.places[call.pid, fd] = call.result

    def _openat(self, call):
        path = _path(call.opened)
        # Folders are opened, too: they are no files of ours.
        is_file = self._name(path) in self.files or "O_CREAT" in call.words
        if is_file and (file := self._of(path)):
            self.places[call.pid, str(call.result)] = 0
            if "O_TRUNC" in call.words:
                file.write(call.ended, 0, None)

    def _ftruncate(self, call):
        _fd, file, words = self._split(call)
        if file:
            file.write(call.ended, int(words), None)

    def _fsync(self, call):
        parts = FILE.match(call.words)
        name = _path(parts[2])[len(self.root) + 1 :]
        if name in self.files:
            self.files[name].sync(call.begun)

    _fdatasync = _fsync

    def _rename(self, call):
        old, new = (self._name(_path(text)) for text in TEXT.findall(call.words))
        if old in self.files:
            self.files[new] = self.files.pop(old)

    def _link(self, call):
        # PostgreSQL gives a piece of its log that is done with a new name, then takes the old one away.
        old, new = (self._name(_path(text)) for text in TEXT.findall(call.words))
        if old in self.files:
            self.files[new] = self.files[old]

    def _unlink(self, call):
        self.files.pop(self._name(_path(TEXT.search(call.words)[1])), None)

    def _name(self, path):
        """Below the folder; PostgreSQL works in it, and its paths begin there."""
        return path.removeprefix(self.root + "/")
