"""The answers of a Moodle question with what they earn, and what is said to all who answer in one way."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree

from quiz.exchange.formats.moodle_xml.numbers import plain
from quiz.exchange.formats.moodle_xml.texts import Reading, bare, source
from quiz.exchange.formats.plain import NotRead, words_of
from quiz.exchange.formats.rules import Rule

WHOLE = Decimal(100)
COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
# What Moodle says where nobody wrote anything: that an answer is right, wrong or partly so. So does a review.
STOCK = frozenset(
    {
        "Your answer is correct.", "Your answer is partially correct.", "Your answer is incorrect.",
        "あなたの答えは正解です。", "あなたの答えは部分的に正解です。", "あなたの答えは正しくありません。",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """An <answer>: where it stands, what stands there, and how much of the points it earns, in per cent."""

    at: etree._Element
    said: str
    fraction: Decimal

    @property
    def feedback(self) -> etree._Element | None:
        """What is said to who gives it."""
        return self.at.find("feedback")

    @property
    def earns(self) -> str:
        """What it earns, in words."""
        return f"{words_of(self.said)}: {self.fraction:f} %"


def answers_of(seen: Reading) -> list[Answer]:
    """The answers in their order. Raises NotRead (SYNTAX) where a fraction is no number."""
    return [Answer(each, source(each), _fraction(seen, each)) for each in seen.root.findall("answer")]


def _fraction(seen: Reading, at: etree._Element) -> Decimal:
    # As an element, a part of one instead of per cent, it stands in files before Moodle 2.0.
    old = at.findtext("fraction")
    said = old if old and at.get("fraction") is None else at.get("fraction") or "0"
    number = plain(said)
    if number is None:
        raise NotRead(seen.note(Rule.SYNTAX, at, f'fraction="{words_of(said)}"'))
    return Decimal(number) * (WHOLE if said is old else 1)


def fractions(answers: Iterable[Answer]) -> str:
    """What each earns, in words."""
    return ", ".join(f"{each.fraction:f} %" for each in answers)


def combined(seen: Reading, *names: str) -> None:
    """Move what is said to all who answer rightly, partly so or wrongly into the explanation."""
    for name in names:
        if (holder := own(seen, name)) is not None:
            seen.move(holder)


def own(seen: Reading, name: str) -> etree._Element | None:
    """Such a feedback where it says more than Moodle's own words."""
    holder = seen.root.find(name)
    return None if bare(holder) in STOCK else holder
