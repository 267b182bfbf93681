"""When two questions are the same: the same stem with the same answers, however they are set."""

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation

from quiz.domain.kinds import Kind
from quiz.exchange.formats.plain import Option, Question

# Signs of emphasis and of what is escaped; spaces go too.
SIGNS = str.maketrans("", "", "*_`\\")


def digest_of(question: Question) -> str:
    """Equal for questions that ask the same and have the same key, whatever the width and case of their
    letters, spaces, emphasis, and the order in which options stand.
    """
    told = "\x1f".join([bare(question.stem), *ANSWERS[question.kind](question)])
    return hashlib.sha256(told.encode(errors="replace")).hexdigest()


def bare(text: str) -> str:
    """The text without what sets it: width, case, spaces, emphasis."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(folded.split()).translate(SIGNS)


def _options(options: Iterable[Option]) -> list[str]:
    return sorted(f"{'+' if each.is_right else '-'}{bare(each.text)}" for each in options)


def _number(question: Question) -> list[str]:
    try:
        # With its exponent: written out, a number of nine signs may have a thousand million.
        value, around = (Decimal(str(each)).normalize() for each in (question.answer, question.tolerance))
    except InvalidOperation:
        return [f"={question.answer}"]
    return [f"={value}", f"±{around}"] if around else [f"={value}"]


def _pairs(question: Question) -> list[str]:
    pairs = sorted(f"{bare(each.left)}\x1e{bare(each.right)}" for each in question.pairs)
    return [*pairs, *_options(question.extra)]


ANSWERS: Mapping[Kind, Callable[[Question], list[str]]] = {
    Kind.SINGLE: lambda question: _options(question.options),
    Kind.MULTIPLE: lambda question: _options(question.options),
    Kind.TRUE_FALSE: lambda question: [f"={question.answer}"],
    Kind.NUMERIC: _number,
    Kind.ORDERING: lambda question: [bare(each) for each in question.items],
    Kind.MATCHING: _pairs,
}
