"""Questions as a GIFT file, in what both Moodle and gift-pegjs take."""

import re
from collections.abc import Callable, Iterator, Mapping

from quiz.domain.kinds import Kind
from quiz.exchange.formats.gift.blocks import PLACE
from quiz.exchange.formats.markup import stripped, to_html
from quiz.exchange.formats.plain import Batch, Option, Question

SIGNS = re.compile(r"[\\~=#{}:]")
# A line that ends within a paragraph: elsewhere Markdown breaks it only after two spaces.
BREAK = re.compile(r"(?<=[^\n])\n(?=[^\n])")
MARKDOWN = "[markdown]"


def write(batch: Batch) -> bytes:
    """The file, in UTF-8 without a byte order mark, which gift-pegjs does not take."""
    return ("\n\n".join(_blocks(batch)) + "\n").encode()


def _blocks(batch: Batch) -> Iterator[str]:
    category = ""
    for each in batch.questions:
        if each.category != category:
            category = each.category
            yield f"$CATEGORY: {_place(category)}"
        yield _question(each)


def _place(category: str) -> str:
    """The path of a category; what would be taken for its beginning has that before it."""
    at = PLACE.match(category)
    return f"top/{category}" if not category or (at and at.end()) else category


def _question(question: Question) -> str:
    name = f"::{_signed(question.name)}::" if question.name else ""
    general = f"####{_text(question.explanation)}" if question.explanation else ""
    answers = ANSWERS[question.kind](question)
    return f"{name}{_text(question.stem, MARKDOWN)}{{{answers}{general}}}"


def _signed(text: str) -> str:
    """The text with its signs escaped, on one line."""
    return SIGNS.sub(r"\\\g<0>", text).replace("\n", r"\n")


def _text(text: str, form: str = "") -> str:
    """A text in the format of its question, which is told again where its first sign would be taken for a
    format or a weight.
    """
    form = form or (MARKDOWN if text[:1] in {"[", "%"} else "")
    return form + _signed(BREAK.sub("  \n", text))


def _plain(text: str) -> str:
    return _signed(stripped(text))


def _fed(text: str) -> str:
    return f"#{_text(text)}" if text else ""


def _listed(lines: list[str]) -> str:
    return "".join(f"\n\t{line}" for line in lines) + "\n"


def _single(question: Question) -> str:
    return _listed(
        [
            f"{'=' if each.is_right else '~'}{_text(each.text)}{_fed(each.feedback)}"
            for each in question.options
        ]
    )


def _multiple(question: Question) -> str:
    """All right ones together earn the whole, all wrong ones together cost it."""
    hits = sum(each.is_right for each in question.options)
    misses = len(question.options) - hits

    def line(each: Option) -> str:
        weight = _decimal(100 / hits) if each.is_right else _decimal(-100 / misses)
        return f"~%{weight}%{_text(each.text)}{_fed(each.feedback)}"

    return _listed(list(map(line, question.options)))


def _decimal(weight: float) -> str:
    return f"{weight:.5f}".rstrip("0").rstrip(".")


def _truth(question: Question) -> str:
    wrong, right = _fed(question.feedback), _fed(question.feedback_right)
    return f"{'TRUE' if question.answer else 'FALSE'}{wrong or ('#' if right else '')}{right}"


def _number(question: Question) -> str:
    return f"#={question.answer}:{question.tolerance}"


def _pairs(question: Question) -> str:
    pairs = [f"={_prompt(each.left)} -> {_plain(each.right)}" for each in question.pairs]
    return _listed([*pairs, *(f"= -> {_plain(each.text)}" for each in question.extra)])


def _prompt(text: str) -> str:
    """A prompt; in HTML where an arrow in it would be taken for the one after it, and cannot be escaped."""
    return f"[html]{_signed(to_html(text))}" if "->" in text else _text(text)


ANSWERS: Mapping[Kind, Callable[[Question], str]] = {
    Kind.SINGLE: _single,
    Kind.MULTIPLE: _multiple,
    Kind.TRUE_FALSE: _truth,
    Kind.NUMERIC: _number,
    Kind.MATCHING: _pairs,
}
