"""What docs/exchange.md promises of each construct of each format: an example, and what becomes of it."""

from dataclasses import dataclass

from quiz.exchange.formats.plain import Question
from quiz.exchange.formats.rules import Rule


@dataclass(frozen=True)
class Example:
    """A file of one question, what becomes of it, and the rules that are told, in their order."""

    data: bytes
    becomes: Question | None
    rules: tuple[Rule, ...] = ()
