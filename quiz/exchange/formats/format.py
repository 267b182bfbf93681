"""What a file format is to the rest: how it is told from others, read and written, and what it holds."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from quiz.domain.kinds import Kind
from quiz.exchange.formats.markup import canonical, escaped, stripped
from quiz.exchange.formats.plain import Batch, Option, Pair, Question, Raw, Read, Split

MOST_BYTES = 10 * 2**20
MOST_QUESTIONS = 5_000
# Of one question: more than anybody reads.
MOST_OPTIONS = 1_000
LONGEST = 20_000  # characters of one text


class Feature(StrEnum):
    """What some formats hold and others do not."""

    FEEDBACK = "feedback"  # a line for each option
    EXPLANATION = "explanation"
    EMPHASIS = "emphasis"  # emphasis, lists and links; without it a text is plain
    SOURCE = "source"  # Markdown as it was typed; without it what shows the same
    LINES = "lines"  # more than one line in a text
    UNIT = "unit"
    TOLERANCE = "tolerance"
    NAME = "name"
    CATEGORY = "category"
    PINNED = "pinned"  # options that stay last
    EXTRA = "extra"  # right-hand sides that belong to no prompt
    EXTRA_FEEDBACK = "extra_feedback"  # a line for each of them
    SIDES = "sides"  # emphasis in right-hand sides; without it they are plain


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    `looks_like(data, name)` tells whether a file is of this format; `split` parts it and raises Refused;
    `read` understands one of its questions and raises nothing; `write` gives the file, of questions that are
    held (`held`); `most_options` where it has no place for more.
    """

    name: str
    suffix: str
    media: str
    kinds: frozenset[Kind]
    features: frozenset[Feature]
    looks_like: Callable[[bytes, str], bool]
    split: Callable[[bytes], Split]
    read: Callable[[Raw], Read]
    write: Callable[[Batch], bytes]
    most_options: int = MOST_OPTIONS


def held(target: Format, question: Question) -> Question | None:
    """What is left of a question in this format; None where it has no such questions."""
    if question.kind not in target.kinds or len(question.options) > target.most_options:
        return None
    has = target.features

    def kept(text: str, *needed: Feature) -> str:
        return _text(text, has) if has.issuperset(needed) else ""

    def side(text: str) -> str:
        return _text(text, has if Feature.SIDES in has else has - {Feature.EMPHASIS, Feature.SOURCE})

    def extra(each: Option) -> Option:
        feedback = kept(each.feedback, Feature.FEEDBACK, Feature.EXTRA_FEEDBACK)
        return Option(side(each.text), each.is_right, feedback)

    def option(each: Option) -> Option:
        pinned = each.is_pinned and Feature.PINNED in has
        return Option(kept(each.text), each.is_right, kept(each.feedback, Feature.FEEDBACK), pinned)

    return replace(
        question,
        stem=kept(question.stem),
        name=question.name if Feature.NAME in has else "",
        options=tuple(map(option, question.options)),
        tolerance=question.tolerance if Feature.TOLERANCE in has else "0",
        unit=question.unit if Feature.UNIT in has else "",
        feedback=kept(question.feedback, Feature.FEEDBACK),
        feedback_right=kept(question.feedback_right, Feature.FEEDBACK),
        items=tuple(map(kept, question.items)),
        pairs=tuple(Pair(kept(each.left), side(each.right)) for each in question.pairs),
        extra=tuple(map(extra, question.extra)) if Feature.EXTRA in has else (),
        explanation=kept(question.explanation, Feature.EXPLANATION),
        category=question.category if Feature.CATEGORY in has else "",
    )


def _text(text: str, has: frozenset[Feature]) -> str:
    if Feature.SOURCE in has:
        return text
    if Feature.EMPHASIS in has:
        return canonical(text)
    plain = stripped(text)
    return escaped(plain if Feature.LINES in has else " ".join(plain.split()))
