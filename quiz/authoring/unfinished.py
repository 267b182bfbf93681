"""A question as far as it was typed: the part that can be made of it, whatever is missing or wrong."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quiz.bank.pack import OptionPart, PairPart, QuestionPart, SentencePart
from quiz.bank.pack_base import Text
from quiz.domain.kinds import Kind, Scope
from quiz.domain.responses import BadResponse, read_number
from quiz.web.bilingual import LANGUAGES

EMPTY = Text.model_construct(ja="", en="")
# Fewer can be neither chosen among nor ordered.
FEWEST = 2
# What is chosen among, ordered, paired or sorted, by kind; what was typed for another kind is not shown.
USED: Mapping[Kind, frozenset[str]] = {
    Kind.SINGLE: frozenset({"options"}),
    Kind.MULTIPLE: frozenset({"options"}),
    Kind.TRUE_FALSE: frozenset(),
    Kind.NUMERIC: frozenset(),
    Kind.ORDERING: frozenset({"items"}),
    Kind.MATCHING: frozenset({"pairs", "extra"}),
    Kind.LABELLING: frozenset({"sentences"}),
}
LISTS = frozenset().union(*USED.values())


def words(raw: Any) -> Text | None:
    """A text as far as it was typed; None where it says nothing in either language."""
    found = raw if isinstance(raw, Mapping) else {}
    ja, en = (text.strip() if isinstance(text := found.get(name), str) else "" for name in LANGUAGES)
    return Text.model_construct(ja=ja, en=en) if ja or en else None


def rows(raw: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The lines of a list with the code of each, which is its place where none was given."""
    lines = raw if isinstance(raw, list) else []
    for place, line in enumerate(lines, 1):
        if isinstance(line, Mapping):
            yield str(line.get("code") or place), line


def names(raw: Any) -> list[str]:
    """The codes of a list of codes."""
    return [code for code in raw if isinstance(code, str) and code] if isinstance(raw, list) else []


def question_part(code: str, raw: Mapping[str, Any]) -> QuestionPart:
    """The question as far as it was typed. Nothing is checked; of an unknown kind it is without a kind."""
    kind, scope, answer = raw.get("kind"), raw.get("scope"), raw.get("answer")
    used = USED[Kind(kind)] if kind in set(Kind) else frozenset()
    raw = {name: value for name, value in raw.items() if name not in LISTS - used}
    return QuestionPart.model_construct(
        code=code,
        kind=cast("Kind", Kind(kind) if kind in set(Kind) else None),
        scope=Scope(scope) if scope in set(Scope) else None,
        topic=str(raw.get("topic") or ""),
        rests_on=names(raw.get("rests_on")),
        stem=words(raw.get("stem")) or EMPTY,
        options=_options(raw.get("options")),
        answer=answer if isinstance(answer, bool) or answer is None else _number(answer),
        tolerance=_number(raw.get("tolerance") or "0"),
        unit=str(raw.get("unit") or ""),
        feedback=words(raw.get("feedback")),
        feedback_right=words(raw.get("feedback_right")),
        items=_options(raw.get("items")),
        pairs=[
            PairPart.model_construct(
                code=name, left=words(line.get("left")) or EMPTY, right=words(line.get("right")) or EMPTY
            )
            for name, line in rows(raw.get("pairs"))
        ],
        extra=_options(raw.get("extra")),
        sentences=[
            SentencePart.model_construct(
                code=name, claim=str(line.get("claim") or ""), text=words(line.get("text"))
            )
            for name, line in rows(raw.get("sentences"))
        ],
        explanation=words(raw.get("explanation")) or EMPTY,
        credit=words(raw.get("credit")),
    )


def _options(raw: Any) -> list[OptionPart]:
    return [
        OptionPart.model_construct(
            code=name,
            text=words(line.get("text")) or EMPTY,
            right=line.get("right") is True,
            pinned=line.get("pinned") is True,
            feedback=words(line.get("feedback")),
            look=str(line.get("look") or "") or None,
        )
        for name, line in rows(raw)
    ]


def _number(raw: Any) -> str:
    """A number as readers' numbers are read; what is none stays as it was typed, and is no key."""
    try:
        return f"{read_number(str(raw)):f}"
    except BadResponse:
        return str(raw)


def has_key(part: QuestionPart) -> bool:
    """Whether an answer can be marked by what was typed so far."""
    return part.kind is not None and _has_enough(part) and KEYED[part.kind](part)


def lacks(part: QuestionPart, *, alone: bool = False) -> list[Promise]:
    """What is still missing before readers can be asked, in the order of the form. `alone`: only what no
    question can do without anywhere, so neither its grounds nor its explanation.
    """
    rests = alone or bool(part.rests_on) or part.kind is Kind.LABELLING
    found: list[tuple[bool, Promise]] = [
        (part.kind is None, _("It is not said yet how the question is answered.")),
        (part.stem == EMPTY, _("The question has no words yet.")),
        (not rests, _("It rests on no claim yet.")),
        (_has_blank(part), _("Something that can be chosen has no words yet.")),
        (part.kind is not None and not _has_enough(part), _("There is too little to choose from yet.")),
        (part.kind is not None and not has_key(part), _("It is not said yet what is right.")),
        (not alone and part.explanation == EMPTY, _("Nothing explains the answer yet.")),
    ]
    return [says for is_missing, says in found if is_missing]


def _has_blank(part: QuestionPart) -> bool:
    texts = [line.text for line in (*part.options, *part.items, *part.extra)]
    texts += [text for pair in part.pairs for text in (pair.left, pair.right)]
    return EMPTY in texts


def _has_enough(part: QuestionPart) -> bool:
    if part.kind in (Kind.TRUE_FALSE, Kind.NUMERIC):
        return True
    lists = (part.options, part.items, part.pairs, part.sentences)
    return any(len(each) >= FEWEST for each in lists)


def _is_number(text: Any) -> bool:
    try:
        return isinstance(text, str) and read_number(text) is not None
    except BadResponse:
        return False


def _one_right(part: QuestionPart) -> bool:
    return sum(option.right for option in part.options) == 1


KEYED: Mapping[Kind, Callable[[QuestionPart], bool]] = {
    Kind.SINGLE: _one_right,
    Kind.MULTIPLE: lambda part: any(option.right for option in part.options),
    Kind.TRUE_FALSE: lambda part: isinstance(part.answer, bool),
    Kind.NUMERIC: lambda part: _is_number(part.answer) and _is_number(part.tolerance),
    # What they look like when they are right is how they are written.
    Kind.ORDERING: lambda _part: True,
    Kind.MATCHING: lambda _part: True,
    Kind.LABELLING: lambda _part: True,
}
