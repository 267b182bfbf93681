"""Questions and notes of a file as the database keeps them: JSON, and only signs that it can keep."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from quiz.domain.kinds import Kind
from quiz.exchange.formats.plain import Note, Option, Pair, Question
from quiz.exchange.formats.rules import Rule

# PostgreSQL keeps neither; halves of signs stand in no file that is UTF-8, but in JSON and XML they may.
UNKEPT = re.compile("[\0\ud800-\udfff]")
NOTHING = "\ufffd"


def storable(text: str) -> str:
    """The text, with the sign for "unreadable" in place of what no database keeps."""
    return UNKEPT.sub(NOTHING, text)


def _kept(raw: Any) -> Any:
    """What JSON has for it: of what has fields an object, and all texts storable."""
    if isinstance(raw, str):
        return storable(raw)
    if isinstance(raw, tuple):
        return [_kept(each) for each in raw]
    if isinstance(raw, (Question, Option, Pair, Note)):
        return {field.name: _kept(getattr(raw, field.name)) for field in fields(raw)}
    return raw


def question_as_json(question: Question) -> dict[str, Any]:
    """A question as it is kept."""
    found: dict[str, Any] = _kept(question)
    return found


def question_of_json(raw: Mapping[str, Any]) -> Question:
    """The question that was kept."""
    lists = {
        "options": tuple(Option(**each) for each in raw["options"]),
        "pairs": tuple(Pair(**each) for each in raw["pairs"]),
        "extra": tuple(Option(**each) for each in raw["extra"]),
        "items": tuple(raw["items"]),
    }
    return Question(**{**raw, **lists, "kind": Kind(raw["kind"])})


def notes_as_json(notes: Iterable[Note]) -> list[dict[str, Any]]:
    """Notes as they are kept."""
    return [_kept(note) for note in notes]


def notes_of_json(raw: Iterable[Mapping[str, Any]]) -> tuple[Note, ...]:
    """The notes that were kept."""
    return tuple(Note(**{**each, "rule": Rule(each["rule"])}) for each in raw)
