"""A passage sentence by sentence, in Japanese and English alike, with the claims that are marked in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MARKER = re.compile(r"\[\[([A-Za-z]+[0-9]+)\]\]")
# What may stand after the stop and still belongs to its sentence.
CLOSING = "」』）)]”’\"'"
BRACKETS = {"「": "」", "『": "』", "（": "）", "(": ")", "“": "”", "【": "】"}
STOP_JA = "。！？｡"
STOP_EN = ".!?．"
# Never the end of a sentence.
TITLES = re.compile(
    r"mrs?|ms|dr|prof|st|sr|jr|gen|gov|sen|rep|capt|lt|col|vs|cf|nos?|figs?|eq|sec|vol|pp?|eds?|dept|approx"
    r"|e\.g|i\.e|al|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec",
    re.IGNORECASE,
)
# The end of one only where the next word is one that begins sentences: "in the U.S. The …".
SHORT = re.compile(r"inc|ltd|co|corp|etc|ph\.d|(?:[a-z]\.)+[a-z]|[A-HJ-Z]", re.IGNORECASE)
STARTERS = re.compile(
    r"(?:the|an?|this|that|these|those|its?|he|she|they|we|i|you|in|on|at|but|and|so|yet|however|there|when"
    r"|while|for|as|if|after|before|by|since|although)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[A-Za-z](?:[A-Za-z.]*[A-Za-z])?$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without its markers, the codes marked in it, and where in the text a further one goes."""

    words: str
    codes: tuple[str, ...]
    at: int


def sentences_of(text: str) -> list[Sentence]:
    """The sentences of a passage, with the markers ([[C1]]) that stand in or after each.

    A stop inside brackets or quotation marks ends none, nor does one after an abbreviation or an initial; a
    line break ends each.
    """
    plain, marks = _unmarked(text)
    spans = list(_spans(plain))
    found = []
    for number, (start, end) in enumerate(spans):
        until = spans[number + 1][0] if number + 1 < len(spans) else len(plain)
        first = 0 if number == 0 else start + 1
        mine = [mark for mark in marks if first <= mark.plain <= until]
        # A marker at the very beginning of the next sentence closes this one.
        at = max([_raw(end, marks), *(mark.end for mark in mine)])
        found.append(Sentence(plain[start:end], tuple(mark.code for mark in mine), at))
    return found


def with_marker(text: str, sentence: Sentence, code: str) -> str:
    """The text with this claim marked at the end of the sentence."""
    return f"{text[: sentence.at]}[[{code}]]{text[sentence.at :]}"


def without_marker(text: str, code: str) -> str:
    """The text without the marker of this claim."""
    return text.replace(f"[[{code}]]", "")


@dataclass(frozen=True, slots=True)
class _Mark:
    code: str
    plain: int  # where it stood, in letters of the text without markers
    end: int  # where it ends in the text itself


def _unmarked(text: str) -> tuple[str, list[_Mark]]:
    pieces, marks, last, length = [], [], 0, 0
    for found in MARKER.finditer(text):
        pieces.append(text[last : found.start()])
        length += found.start() - last
        last = found.end()
        marks.append(_Mark(found[1], length, last))
    return "".join([*pieces, text[last:]]), marks


def _raw(plain: int, marks: list[_Mark]) -> int:
    """The place in the text itself of a place in the text without markers."""
    return plain + sum(len(mark.code) + 4 for mark in marks if mark.plain < plain)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for end in [*_ends(line[0]), len(line[0])]:
            words = text[start : line.start() + end]
            if words.strip():
                lead = len(words) - len(words.lstrip())
                yield start + lead, start + len(words.rstrip())
            start = line.start() + end


def _ends(line: str) -> Iterator[int]:
    """Where sentences end within a line."""
    inside = _inside(line)
    at = start = 0
    while at < len(line):
        if line[at] not in STOP_JA + STOP_EN:
            at += 1
            continue
        end = at + 1
        while end < len(line) and line[end] in STOP_JA + STOP_EN:
            end += 1
        after = end
        while after < len(line) and line[after] in CLOSING and (inside[at] or line[after] != '"'):
            after += 1
        if _is_end(line, start, at, after, inside):
            yield after
            start = after
        at = max(end, after)


def _is_end(line: str, start: int, stop: int, after: int, inside: list[bool]) -> bool:
    # Still within brackets behind the stop and what closes after it: "「はい。そうです。」と言った".
    if after < len(line) and inside[after]:
        return False
    rest = line[after:]
    if line[stop] in STOP_JA:
        # After a closing bracket a Japanese sentence goes on: 「はい。」と言った。
        return not inside[stop]
    if rest and not rest[0].isspace():
        return line[stop] == "．" and not rest[0].isdigit()
    return _ends_in_latin(line[start:stop], rest.lstrip(), line[stop])


def _ends_in_latin(before: str, rest: str, stop: str) -> bool:
    if rest[:1].islower():
        return False
    if stop != "." or not rest:
        return True
    word = WORD.search(before)
    if word and TITLES.fullmatch(word[0]):
        return False
    if word and SHORT.fullmatch(word[0]):
        return bool(STARTERS.match(rest))
    # The number of a list ends nothing.
    return not before.strip().isdigit()


def _inside(line: str) -> list[bool]:
    """For each letter whether it stands within brackets or quotation marks that are closed in this line."""
    found = [False] * len(line)
    opened: list[tuple[str, int]] = []
    for at, sign in enumerate(line):
        if opened and sign == opened[-1][0]:
            begun = opened.pop()[1]
            found[begun + 1 : at + 1] = [True] * (at - begun)
        elif sign in BRACKETS:
            opened.append((BRACKETS[sign], at))
        elif sign == '"':
            opened.append(('"', at))
    return found
