"""One question of an attempt, ready to be answered: its options in the order of the attempt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quiz.bank.models import Option, Question
from quiz.domain.kinds import Kind
from quiz.domain.responses import Response, Shape
from quiz.domain.shuffle import shuffled
from quiz.taking.marking import shape_of
from quiz.taking.models import Answer, Attempt


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as an attempt shows it: a page knows it by its place, which tells nothing of the key."""

    token: str
    option: Option


@dataclass(frozen=True, slots=True)
class Sheet:
    """One question of an attempt, ready to be answered."""

    answer: Answer
    question: Question
    left: tuple[Choice, ...]
    right: tuple[Choice, ...]
    shape: Shape
    asks_confidence: bool = True

    @property
    def number(self) -> int:
        """Its place in the attempt, from 1."""
        return self.answer.number

    @property
    def texts(self) -> tuple[str, ...]:
        """What a reader reads of it: the stem, all that can be chosen, the unit."""
        return (self.question.stem, *self.choices, self.question.unit)

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be chosen, given or ordered, in words."""
        return tuple(choice.option.text for choice in (*self.left, *self.right))

    def codes(self) -> dict[str, str]:
        """From a left token to the option's code."""
        return {choice.token: choice.option.code for choice in self.left}

    def targets(self) -> dict[str, str]:
        """From a right token to what it stands for; labels stand for themselves."""
        if self.shape.kind is Kind.LABELLING:
            return {label: label for label in self.shape.targets}
        return {choice.token: choice.option.code for choice in self.right}


@dataclass(frozen=True, slots=True)
class Given:
    """What a form brought: the response in codes, how sure, flagged; which save it is, what it replaces."""

    response: Response | None
    confidence: int | None
    is_flagged: bool
    tab: str
    serial: int
    seen: int | None


def sheet_of(answer: Answer, options: Iterable[Option], attempt: Attempt) -> Sheet:
    """The sheet of one answer; the order of its options depends on the attempt's seed only."""
    listed = list(options)
    left, right = in_order(answer.question, listed, attempt.seed)
    return Sheet(
        answer, answer.question, left, right, shape_of(answer.question, listed), attempt.asks_confidence
    )


def in_order(
    question: Question, options: Sequence[Option], seed: int
) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """What can be chosen or is given something, and what is given, as the seed orders them."""
    keep = question.kind == Kind.TRUE_FALSE
    left, right = (
        _in_order([option for option in options if option.side == side], question.pk, seed, keep=keep)
        for side in (Option.Side.LEFT, Option.Side.RIGHT)
    )
    return left, right


def _in_order(options: Sequence[Option], question_id: int, seed: int, *, keep: bool) -> tuple[Choice, ...]:
    by_code = {option.code: option for option in options}
    salt = f"{question_id}{options[0].side}" if options else ""
    loose = [option.code for option in options if not option.is_pinned]
    pinned = [option.code for option in options if option.is_pinned]
    codes = list(by_code) if keep else [*shuffled(loose, seed=seed, salt=salt), *pinned]
    return tuple(Choice(str(place), by_code[code]) for place, code in enumerate(codes, 1))
