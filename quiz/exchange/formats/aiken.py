"""Aiken: choices of one, in lines of plain text. Followed: MoodleDocs, "Aiken format"."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath
from string import ascii_uppercase

from quiz.domain.kinds import Kind
from quiz.exchange.formats.decoding import text_of
from quiz.exchange.formats.format import LONGEST, MOST_QUESTIONS, Format
from quiz.exchange.formats.markup import escaped, stripped
from quiz.exchange.formats.plain import (
    Batch,
    Note,
    NotRead,
    Option,
    Question,
    Raw,
    Read,
    Refused,
    Split,
    not_read,
    words_of,
)
from quiz.exchange.formats.rules import Rule

OPTION = re.compile(r"[ \t]*([A-Z])[.)](.*)")
ANSWER = re.compile(r"[ \t]*ANSWER[ \t]*[:：](.*)", re.IGNORECASE)
LETTER = re.compile(r"([A-Z])[.)]?", re.IGNORECASE)
LIKE = (re.compile(rf"^{OPTION.pattern}", re.MULTILINE), re.compile(r"^[ \t]*ANSWER[:：]", re.MULTILINE))
SUFFIXES = {".txt", ".aiken", ""}
FEWEST = 2
LONGEST_QUESTION = 200_000
# Seen by nobody: before a question that begins as an option or an answer does.
JOINER = "\u2060"
Line = tuple[int, str]


def split(data: bytes) -> Split:
    """The questions of an Aiken file. Raises Refused: what is not text, an empty file."""
    text, notes = text_of(data)
    # One more than the most is enough to refuse the file.
    found = islice(_questions(text), MOST_QUESTIONS + 1)
    return Split(tuple(Raw("\n".join(lines), start) for start, lines in found), notes)


def _questions(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines that make a question, with the number of the first.

    One ends with its answer, and where that was forgotten, before a line that is no option.
    """
    start, lines = 1, list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        if lines and _begins(line, lines):
            yield start, lines
            lines = []
        if not lines:
            start = number
        if line.strip() or lines:
            lines.append(line)
        if ANSWER.match(line):
            yield start, lines
            lines = []
    if lines:
        yield start, lines


def _begins(line: str, before: list[str]) -> bool:
    """Whether a line begins another question: it is text and follows an option or a blank line."""
    is_text = line.strip() and not OPTION.match(line) and not ANSWER.match(line)
    return bool(is_text and (not before[-1].strip() or OPTION.match(before[-1])))


def read(raw: Raw) -> Read:
    """What becomes of one question; raises nothing."""
    if len(raw.body) > LONGEST_QUESTION:
        return not_read(raw, Rule.TOO_LONG, str(LONGEST_QUESTION))
    lines = [(at, line) for at, line in enumerate(raw.body.split("\n"), raw.line) if line.strip()]
    try:
        question = _question(lines)
    except NotRead as found:
        return Read(None, (found.note,), raw.line, raw.file, words_of(raw.body))
    return Read(question, (), raw.line, raw.file, words_of(question.stem))


def _question(lines: list[Line]) -> Question:
    begin = next((at for at, (_no, line) in enumerate(lines) if _is_marked(line)), len(lines))
    if not begin:
        raise NotRead(Note(Rule.NO_STEM, lines[0][0]))
    marked = lines[begin:]
    answer = marked.pop() if marked and ANSWER.match(marked[-1][1]) else None
    if len(marked) < FEWEST:
        raise NotRead(Note(Rule.TOO_FEW, lines[-1][0]))
    texts = [_option(line, letter) for line, letter in zip(marked, _letters(marked), strict=True)]
    if answer is None:
        raise NotRead(Note(Rule.NO_ANSWER, lines[-1][0], "ANSWER:"))
    right = _right(answer, len(texts))
    options = tuple(Option(text, at == right) for at, text in enumerate(texts))
    return Question(Kind.SINGLE, "\n".join(map(_text, lines[:begin])), options=options)


def _is_marked(line: str) -> bool:
    return bool(OPTION.match(line) or ANSWER.match(line))


def _letters(options: list[Line]) -> str:
    """The letters that the options should have. Raises NotRead: SYNTAX where there are not so many."""
    if len(options) > len(ascii_uppercase):
        number, line = options[len(ascii_uppercase)]
        raise NotRead(Note(Rule.SYNTAX, number, words_of(line)))
    return ascii_uppercase[: len(options)]


def _option(line: Line, letter: str) -> str:
    number, text = line
    found = OPTION.match(text)
    if found is None or found[1] != letter:
        raise NotRead(Note(Rule.SYNTAX, number, words_of(text)))
    if not found[2].strip():
        raise NotRead(Note(Rule.NO_TEXT, number))
    return _text((number, found[2]))


def _right(line: Line, many: int) -> int:
    number, text = line
    said = ANSWER.sub(r"\1", text).strip()
    letter = LETTER.fullmatch(said)
    if letter is None:
        raise NotRead(Note(Rule.SYNTAX, number, words_of(text)))
    at = ascii_uppercase.index(letter[1].upper())
    if at >= many:
        raise NotRead(Note(Rule.NO_RIGHT, number, said))
    return at


def _text(line: Line) -> str:
    number, text = line
    if len(text) > LONGEST:
        raise NotRead(Note(Rule.TOO_LONG, number, str(LONGEST)))
    return escaped(" ".join(text.replace(JOINER, "").split()))


def write(batch: Batch) -> bytes:
    """The file, in UTF-8."""
    return "\n".join(map(_written, batch.questions)).encode()


def _written(question: Question) -> str:
    stem = _plain(question.stem)
    lines = [f"{JOINER}{stem}" if _is_marked(stem) else stem]
    lines += [
        f"{letter}) {_plain(each.text)}"
        for letter, each in zip(ascii_uppercase, question.options, strict=False)
    ]
    right = next(at for at, each in enumerate(question.options) if each.is_right)
    return "\n".join([*lines, f"ANSWER: {ascii_uppercase[right]}", ""])


def _plain(text: str) -> str:
    return " ".join(stripped(text).split())


def _looks_like(data: bytes, name: str) -> bool:
    if PurePath(name).suffix not in SUFFIXES:
        return False
    try:
        text, _notes = text_of(data)
    except Refused:
        return False
    return all(each.search(text) for each in LIKE)


AIKEN = Format(
    name="aiken",
    suffix=".aiken.txt",
    media="text/plain; charset=utf-8",
    kinds=frozenset({Kind.SINGLE}),
    features=frozenset(),
    looks_like=_looks_like,
    split=split,
    read=read,
    write=write,
    most_options=len(ascii_uppercase),
)
