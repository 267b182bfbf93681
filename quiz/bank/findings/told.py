"""A finding, and going over the questions and texts of a pack."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from quiz.bank.pack import PackPart, QuestionPart, TermPart
from quiz.bank.pack_base import Text

LANGUAGES = ("ja", "en")
# How often chance alone may bring a pattern about before it counts as a cue.
FAR_MORE = 0.05


class Level(StrEnum):
    """What a finding asks for."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    level: Level
    line: str


def error(line: str) -> Finding:
    return Finding(Level.ERROR, line)


def questions_of(pack: PackPart) -> Iterator[tuple[str, QuestionPart]]:
    for quiz in pack.quizzes:
        for question in quiz.questions:
            yield f"quizzes/{quiz.slug}: {question.code}", question


def both(text: Text) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        yield language, said(text, language)


def said(text: Text, language: str) -> str:
    return str(getattr(text, language))


def texts_of(question: QuestionPart) -> list[Text]:
    """All that stands on the page before it is answered."""
    options = [option.text for option in (*question.options, *question.items, *question.extra)]
    return [question.stem, *options, *(text for pair in question.pairs for text in (pair.left, pair.right))]


def names_of(term: TermPart, language: str) -> list[str]:
    """The ways in which a term of the glossary stands in texts."""
    return [said(term.term, language), *getattr(term.also, language)]
