"""How two contents of a pack differ, piece by piece and field by field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quiz.authoring.assembling import NAMES, Entry, entries_of
from quiz.authoring.models import PieceKind
from quiz.domain.differences import Change, Way, fields_changed

Content = Mapping[str, Any]
# Where a quotation stands among all of its source says nothing to whoever reads.
UNTOLD = {"at"}


@dataclass(frozen=True, slots=True)
class PieceChange:
    """A piece that is new, gone or changed; or, without a key, a kind whose order is another one."""

    way: Way
    kind: PieceKind
    key: str = ""
    parent: str = ""
    fields: tuple[Change, ...] = ()


def differences(before: Content | None, after: Content) -> list[PieceChange]:
    """From one content to the next; from nothing, everything is new. Both as `PackPart` writes them."""
    was, now = entries_of(before) if before else [], entries_of(after)
    return [change for kind in PieceKind for change in _of_kind(kind, _only(was, kind), _only(now, kind))]


def _only(entries: Sequence[Entry], kind: PieceKind) -> list[Entry]:
    return [entry for entry in entries if entry.kind is kind]


def _of_kind(kind: PieceKind, was: list[Entry], now: list[Entry]) -> Iterator[PieceChange]:
    pairs = _by_name(was, now) if kind in NAMES or kind is PieceKind.SOURCE else _by_likeness(was, now)
    for before, after in pairs:
        if before is None and after is not None:
            yield PieceChange(Way.NEW, kind, after.key, after.parent, tuple(_fields(None, after)))
        elif before is not None and after is None:
            yield PieceChange(Way.GONE, kind, before.key, before.parent, tuple(_fields(before, None)))
        elif before is not None and after is not None and (fields := tuple(_fields(before, after))):
            yield PieceChange(Way.CHANGED, kind, after.key, after.parent, fields)
    if _order(was, now) != _order(now, was):
        yield PieceChange(Way.MOVED, kind)


def _by_name(was: list[Entry], now: list[Entry]) -> Iterator[tuple[Entry | None, Entry | None]]:
    before, after = ({entry.key: entry for entry in side} for side in (was, now))
    for key in dict.fromkeys([*after, *before]):
        yield before.get(key), after.get(key)


def _by_likeness(was: list[Entry], now: list[Entry]) -> Iterator[tuple[Entry | None, Entry | None]]:
    """Entries without a name of their own: what is the same is left out, the others are paired in order."""
    before = [entry for entry in was if entry.content not in [other.content for other in now]]
    after = [entry for entry in now if entry.content not in [other.content for other in was]]
    for place in range(max(len(before), len(after))):
        yield (before[place] if place < len(before) else None, after[place] if place < len(after) else None)


def _order(entries: list[Entry], others: list[Entry]) -> list[tuple[str, str]]:
    """Those that both have, in their order; of an unnamed kind the order says nothing new."""
    shared = {(entry.parent, entry.key) for entry in others}
    found = [(entry.parent, entry.key) for entry in entries if (entry.parent, entry.key) in shared]
    return found if entries and entries[0].kind in NAMES else []


def _fields(before: Entry | None, after: Entry | None) -> list[Change]:
    return fields_changed(_told(before), _told(after))


def _told(entry: Entry | None) -> dict[str, Any]:
    if entry is None:
        return {}
    said = [
        {name: value for name, value in line.items() if name not in UNTOLD}
        for line in entry.content.get("quotations", ())
    ]
    return {"quiz": entry.parent} | dict(entry.content) | {"quotations": said}
