"""What changed between two texts, and between two versions of something that has fields: to be read.

Japanese is compared sign by sign, other scripts word by word (difflib, Ratcliff and Obershelp).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

# A word, spaces, or one sign: kana and kanji are no words here, for no space ends them.
PIECE = re.compile(
    r"[^\W\u3040-\u30ff\u3400-\u9fff_]+(?:['’.,-][^\W\u3040-\u30ff\u3400-\u9fff_]+)*|\s+|.", re.DOTALL
)
# What two changes have between them and is shorter than this only makes them hard to read.
SHORTEST = 2  # signs
# Longer texts are compared line by line: the time grows with the square.
MOST = 3000  # pieces
NAMES = ("code", "key", "anchor", "slug")
# Fields that mean the same as if they were not there while they are false.
SILENT = {"right", "pinned"}


class Way(StrEnum):
    """What became of a run of words, a field or an entry."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed, went or came."""

    way: Way
    words: str


def compared(before: str, after: str) -> list[Run]:
    """The two texts as one: runs that stayed, went and came, in the order in which to read them.

    What went stands before what came in its place. Joined, SAME and GONE give `before`, SAME and NEW `after`.
    """
    left, right = PIECE.findall(before), PIECE.findall(after)
    if max(len(left), len(right)) > MOST:
        left, right = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[tuple[str, str]] = []  # what went, what came; the same twice where it stayed
    steps = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    for number, (tag, i, j, k, m) in enumerate(steps):
        gone, new = "".join(left[i:j]), "".join(right[k:m])
        is_between = tag == "equal" and 0 < number < len(steps) - 1 and _says_little(gone)
        if tag == "equal" and not is_between:
            found.append((gone, gone))
            continue
        if found and found[-1][0] != found[-1][1] and number:
            was = found.pop()
            gone, new = was[0] + gone, was[1] + new
        found.append((gone, new))
    return [run for pair in found for run in _runs(*pair)]


def _says_little(words: str) -> bool:
    return len(words.strip()) < SHORTEST


def _runs(gone: str, new: str) -> Iterator[Run]:
    if gone == new:
        yield Run(Way.SAME, gone)
        return
    if gone:
        yield Run(Way.GONE, gone)
    if new:
        yield Run(Way.NEW, new)


def flat(value: Any, path: str = "") -> dict[str, str]:
    """An entry as one text a field, by dotted names; lines of lists are named by their code, else counted.

    Fields that say nothing are left out, so that it is no change to have them or not. A list of lines with
    codes is a field of its own as well: which there are, in which order.
    """
    if isinstance(value, Mapping):
        parts = [(str(name), inner) for name, inner in value.items() if name not in NAMES or not path]
        return _joined(parts, path)
    if isinstance(value, list) and any(isinstance(line, Mapping) for line in value):
        codes = [_code(line) for line in value]
        order = {path: ", ".join(codes)} if all(codes) else {}
        return order | _joined(
            [(code or str(n), line) for n, (code, line) in enumerate(zip(codes, value, strict=True), 1)], path
        )
    words = ", ".join(map(str, value)) if isinstance(value, list) else _said(value, path)
    return {path: words} if words else {}


def _joined(parts: list[tuple[str, Any]], path: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, inner in parts:
        found |= flat(inner, f"{path}.{name}" if path else name)
    return found


def _code(line: Any) -> str:
    names = (line.get(name) for name in NAMES) if isinstance(line, Mapping) else ()
    return str(next((name for name in names if name), ""))


def _said(value: Any, path: str) -> str:
    if value is None or (value is False and path.rpartition(".")[2] in SILENT):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


@dataclass(frozen=True, slots=True)
class Change:
    """A field that is not as it was, by its dotted name."""

    field: str
    before: str
    after: str


def fields_changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """The fields in which two versions of an entry differ, in the order of the later one."""
    was, now = flat(before), flat(after)
    return [
        Change(name, was.get(name, ""), now.get(name, ""))
        for name in dict.fromkeys([*now, *was])
        if was.get(name, "") != now.get(name, "")
    ]
