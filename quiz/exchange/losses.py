"""What may become of a pack's questions in a file: what it does not hold of them, and why some stay out."""

from collections.abc import Iterator
from enum import StrEnum

from quiz.exchange.formats.format import Feature, Format
from quiz.exchange.formats.markup import is_formatted, stripped
from quiz.exchange.formats.plain import Option, Question
from quiz.exchange.grounds import without_grounds


class Stays(StrEnum):
    """Why something of a pack is not in the file."""

    UNFINISHED = "unfinished"
    KIND = "kind"
    EXERCISE = "exercise"
    OPINION = "opinion"
    PREDICTION = "prediction"


class Loss(StrEnum):
    """What of a question a file does not hold as it is. The first four no format has a place for."""

    GROUNDS = "grounds"
    CREDIT = "credit"
    LANGUAGE = "language"
    LOOK = "look"
    EXPLANATION = "explanation"
    FEEDBACK = "feedback"
    TOLERANCE = "tolerance"
    UNIT = "unit"
    EXTRA = "extra"
    PINNED = "pinned"
    EMPHASIS = "emphasis"
    LINES = "lines"
    CATEGORY = "category"
    NAME = "name"


class Fate(StrEnum):
    """What becomes of it: it stands elsewhere, or in another way, or nowhere."""

    MOVED = "moved"
    CHANGED = "changed"
    LEFT_OUT = "left_out"


IN_ANOTHER_WAY = frozenset({Loss.LANGUAGE, Loss.EMPHASIS, Loss.LINES, Loss.PINNED})
# At the end of the explanation, where the format has one.
TOLD_THERE = frozenset({Loss.GROUNDS, Loss.CREDIT})


def fate_of(loss: Loss, target: Format) -> Fate:
    """What becomes of it in this format."""
    if loss in IN_ANOTHER_WAY:
        return Fate.CHANGED
    is_told = loss in TOLD_THERE and Feature.EXPLANATION in target.features
    return Fate.MOVED if is_told else Fate.LEFT_OUT


def lost(question: Question, kept: Question) -> frozenset[Loss]:
    """What of a question is not in what a format keeps of it."""
    texts = [(was, is_now) for was, is_now in zip(_texts(question), _texts(kept), strict=False) if is_now]
    names = {
        Loss.EXPLANATION: bool(without_grounds(question.explanation)[0]) and not kept.explanation,
        Loss.FEEDBACK: _fed(kept) != _fed(question),
        Loss.TOLERANCE: kept.tolerance != question.tolerance,
        Loss.UNIT: kept.unit != question.unit,
        Loss.EXTRA: len(kept.extra) != len(question.extra),
        Loss.PINNED: _pinned(kept) != _pinned(question),
        Loss.EMPHASIS: any(is_formatted(was) and not is_formatted(is_now) for was, is_now in texts),
        Loss.LINES: any(_has_lines(was) and not _has_lines(is_now) for was, is_now in texts),
        Loss.CATEGORY: kept.category != question.category,
        Loss.NAME: kept.name != question.name,
    }
    return frozenset(loss for loss, is_so in names.items() if is_so)


def _texts(question: Question) -> Iterator[str]:
    """All texts, what may be left out whole last."""
    yield from (question.stem, question.explanation, question.feedback, question.feedback_right)
    yield from question.items
    yield from (text for pair in question.pairs for text in (pair.left, pair.right))
    yield from (text for each in _options(question) for text in (each.text, each.feedback))


def _options(question: Question) -> tuple[Option, ...]:
    return (*question.options, *question.extra)


def _fed(question: Question) -> int:
    lines = (each.feedback for each in _options(question))
    return sum(map(bool, (*lines, question.feedback, question.feedback_right)))


def _pinned(question: Question) -> tuple[bool, ...]:
    return tuple(each.is_pinned for each in question.options)


def _has_lines(text: str) -> bool:
    return "\n" in text and "\n" in stripped(text)
