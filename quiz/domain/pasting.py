"""A pasted text cut into sections and passages: blank lines, headings, indents with full-width spaces."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# In letters, a Japanese one as two: a longer line alone is a passage, not a heading.
LONGEST_HEADING = 80
# A line of hard-wrapped text that is shorter than this share of the longest ends its paragraph.
SHORT_LINE = 0.8
HEADING = re.compile(r"[#＃]{1,6}\s*(.*?)\s*#*$")
ENDS = re.compile(r"[。．.！!？?…][」』）)\"”’']*$")
NO_HEADING = re.compile(r"[、,:;：；]$|^[-*・•\d]+[.)）]?\s")
WIDE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff01-\uff60]")
TRACKS = re.compile(r"[ \t\u00a0\u3000]+")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (may be empty) and the passages under it."""

    heading: str
    passages: tuple[str, ...]


def cut(text: str) -> list[Section]:
    """The sections of a text.

    A heading begins with # or is a short line alone that ends like no sentence and has text below it. Blank
    lines part passages, and so does a line that is indented by a full-width space. In a text without a blank
    line each line is a passage, unless its lines were broken in the middle of sentences.
    """
    sections: list[Section] = []
    heading, passages = "", []
    blocks = list(_blocks(text))
    for number, block in enumerate(blocks):
        is_last = number + 1 == len(blocks)
        # A title right above the first heading is one as well.
        follows = not is_last and (number == 0 or not _marked(blocks[number + 1]))
        found = _marked(block) or (block if follows and _looks_like_heading(block) else "")
        if not found:
            passages.append(block)
            continue
        if passages or heading:
            sections.append(Section(heading, tuple(passages)))
        heading, passages = found, []
    if passages or heading:
        sections.append(Section(heading, tuple(passages)))
    # What has nothing below it, as a title above the first heading, makes no section.
    return [section for section in sections if section.passages]


def _marked(block: str) -> str:
    found = HEADING.match(block)
    return found[1] if found else ""


def _looks_like_heading(block: str) -> bool:
    width = len(block) + len(WIDE.findall(block))
    return width <= LONGEST_HEADING and not ENDS.search(block) and not NO_HEADING.search(block)


def _blocks(text: str) -> Iterator[str]:
    """Headings and passages, each on one line."""
    lines = [line.rstrip(" \t\u00a0\u3000") for line in text.replace("\r\n", "\n").split("\n")]
    said = [line for line in lines if line]
    by_line = len(said) == len(_trimmed(lines)) and not _is_wrapped(said)
    longest = max(map(len, said), default=0)
    has_blank = len(said) != len(_trimmed(lines))
    held: list[str] = []
    for line in [*lines, ""]:
        is_heading = bool(HEADING.match(line.strip()))
        ends = not has_blank and bool(held) and _closes(held[-1], longest)
        if held and (not line or by_line or line.startswith("\u3000") or is_heading or ends):
            yield _joined(held)
            held = []
        if is_heading:
            yield line.strip()
        elif line:
            held.append(line)


def _trimmed(lines: Sequence[str]) -> Sequence[str]:
    """Without the empty lines at both ends."""
    filled = [number for number, line in enumerate(lines) if line]
    return lines[filled[0] : filled[-1] + 1] if filled else ()


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether most lines break off in the middle of a sentence."""
    text = [line for line in lines[:-1] if not HEADING.match(line)]
    return len(text) > 1 and sum(not ENDS.search(line) for line in text) > len(text) / 2


def _closes(line: str, longest: int) -> bool:
    return bool(ENDS.search(line)) and len(line) < SHORT_LINE * longest


def _joined(lines: Sequence[str]) -> str:
    """One line of several: with a space between, but for Japanese, which has none."""
    found = ""
    for line in lines:
        words = TRACKS.sub(" ", line.strip(" \t\u00a0\u3000"))
        is_wide = found and (WIDE.match(found[-1]) or WIDE.match(words[:1] or " "))
        found += words if not found or is_wide else f" {words}"
    return found
