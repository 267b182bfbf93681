"""What was answered, and what is right, in words: for whoever reads answers instead of giving them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from quiz.bank.models import Option, Question
from quiz.domain.kinds import Kind
from quiz.domain.responses import Response
from quiz.taking.marking import Held
from quiz.web.templatetags.ui import LABELS


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a question's options by their codes, in their order, and its unit."""

    kind: Kind
    left: Mapping[str, str]
    right: Mapping[str, str]
    unit: str


def texts_of(question: Question, options: Iterable[Option]) -> Texts:
    """The texts in the language of the page."""
    sides: dict[str, dict[str, str]] = {side: {} for side in Option.Side}
    for option in options:
        sides[option.side][option.code] = option.text
    left, right = sides[Option.Side.LEFT], sides[Option.Side.RIGHT]
    return Texts(Kind(question.kind), left, right, question.unit)


def worded(texts: Texts, response: Response | None) -> str:
    """A response as text, pairs one a line; "" where nothing was answered."""
    return "" if response is None else WORDS[texts.kind](texts, response)


def worded_key(texts: Texts, held: Held) -> str:
    """What is right as text; "" for an exercise that has no key."""
    solution = held.solution
    if texts.kind is Kind.LABELLING:
        return ""
    if texts.kind is Kind.NUMERIC:
        value, tolerance = worded(texts, solution["value"]), solution["tolerance"]
        return value if tolerance in ("0", "0.0") else f"{value} ± {tolerance}"
    return worded(texts, solution.get("right") or solution.get("order") or solution.get("pairs"))


def _chosen(texts: Texts, response: Response) -> str:
    chosen = {response} if isinstance(response, str) else set(response)
    return " · ".join(text for code, text in texts.left.items() if code in chosen)


def _number(texts: Texts, response: Response) -> str:
    return f"{response} {texts.unit}".strip()


def _in_order(texts: Texts, response: Response) -> str:
    return " → ".join(texts.left.get(code, "–") for code in response)


def _paired(texts: Texts, response: Response) -> str:
    given = response if isinstance(response, dict) else {}
    return "\n".join(
        f"{text}: {texts.right.get(given.get(code, ''), '–')}" for code, text in texts.left.items()
    )


def _labelled(texts: Texts, response: Response) -> str:
    given = response if isinstance(response, dict) else {}
    return "\n".join(
        f"{text}: {LABELS[given[code]][1]}" for code, text in texts.left.items() if given.get(code) in LABELS
    )


WORDS: Mapping[Kind, Callable[[Texts, Response], str]] = {
    Kind.SINGLE: _chosen,
    Kind.MULTIPLE: _chosen,
    Kind.TRUE_FALSE: _chosen,
    Kind.NUMERIC: _number,
    Kind.ORDERING: _in_order,
    Kind.MATCHING: _paired,
    Kind.LABELLING: _labelled,
}
