"""Questions as every format has them: plain data in one language, and what is to be told of a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from quiz.domain.kinds import Kind
from quiz.exchange.formats.rules import Rule


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to be told: the rule, where it stands, and the words that it is about (a tag, a number, what
    was expected). Line 0 where the format has no lines; file "" where there is but one.
    """

    rule: Rule
    line: int = 0
    words: str = ""
    file: str = ""


class Refused(Exception):
    """Nothing of the file is read; `note` says why and where."""

    def __init__(self, note: Note) -> None:
        super().__init__(note)
        self.note = note


class NotRead(Exception):
    """One question is not read; `note` says why and where. Raised and caught within a format."""

    def __init__(self, note: Note) -> None:
        super().__init__(note)
        self.note = note


@dataclass(frozen=True, slots=True)
class Option:
    """A choice, with what is said to whoever chooses it. A pinned one stays last."""

    text: str
    is_right: bool = False
    feedback: str = ""
    is_pinned: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A prompt and what belongs to it."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its key. Texts are the Markdown of quiz/web/markdown.py, in one language.

    Which fields are used, by kind: SINGLE and MULTIPLE `options`; TRUE_FALSE `answer` (bool),
    `feedback` (for who chooses wrongly) and `feedback_right`; NUMERIC `answer` (a plain decimal number as
    text), `tolerance` (the same, not negative, both ends count) and `unit`; ORDERING `items` in their order;
    MATCHING `pairs` and `extra` (right-hand sides that belong to none). LABELLING never comes here.
    """

    kind: Kind
    stem: str
    name: str = ""
    options: tuple[Option, ...] = ()
    answer: bool | str | None = None
    tolerance: str = "0"
    unit: str = ""
    feedback: str = ""
    feedback_right: str = ""
    items: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
    extra: tuple[Option, ...] = ()
    explanation: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Raw:
    """One question as it stands in its file, not understood yet; what `body` is, each format decides."""

    body: Any
    line: int = 0
    file: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """A file parted into questions, in its order; notes are about the file as a whole."""

    raws: tuple[Raw, ...]
    notes: tuple[Note, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one question of a file: the question, or none; what was not taken as it stands.

    `words` are the first of the stem or of what stands there, to know it by.
    """

    question: Question | None
    notes: tuple[Note, ...] = ()
    line: int = 0
    file: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """Questions for a file: its title, their language ("ja" or "en"), and themselves."""

    title: str
    language: str
    questions: tuple[Question, ...]


WORDS = 80


def words_of(text: str) -> str:
    """The first words of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= WORDS else f"{line[: WORDS - 1]}…"


def not_read(raw: Raw, rule: Rule, words: str = "", *, line: int = 0, seen: Iterable[Note] = ()) -> Read:
    """What `read` returns for a question that is not read, with what was noted before that was seen."""
    note = Note(rule, line or raw.line, words, raw.file)
    return Read(None, (*seen, note), raw.line, raw.file, words_of(str(raw.body)))
