"""From a question as an editor writes it to its options and the values of its key, by kind."""

from collections.abc import Callable, Mapping
from typing import Any

from quiz.bank.models import Claim, Option, Question
from quiz.bank.pack import OptionPart, QuestionPart
from quiz.bank.pack_base import Text
from quiz.domain.kinds import Kind

TRUTH = (("true", Text(ja="正しい", en="True")), ("false", Text(ja="正しくない", en="False")))
LEFT, RIGHT = Option.Side.LEFT, Option.Side.RIGHT


def option_rows(part: QuestionPart, question: Question, claims: Mapping[str, Claim]) -> list[Option]:
    """The options of a question, not yet stored, in the order in which the editor wrote them."""
    rows: list[tuple[str, str, Text | None, Claim | None]] = [
        *((LEFT, line.code, line.text, None) for line in (*part.options, *part.items)),
        *((LEFT, pair.code, pair.left, None) for pair in part.pairs),
        *((RIGHT, pair.code, pair.right, None) for pair in part.pairs),
        *((RIGHT, line.code, line.text, None) for line in part.extra),
        *((LEFT, line.code, line.text, claims[line.claim]) for line in part.sentences),
    ]
    if part.kind is Kind.TRUE_FALSE:
        rows += [(LEFT, code, text, None) for code, text in TRUTH]
    pinned = {option.code for option in (*part.options, *part.extra) if option.pinned}
    return [
        Option(
            question=question, side=side, code=code, position=position, claim=claim,
            is_pinned=code in pinned,
            text_ja=text.ja if text else claim.text_ja if claim else "",
            text_en=text.en if text else claim.text_en if claim else "",
        )
        for position, (side, code, text, claim) in enumerate(rows, 1)
    ]  # fmt: skip


def key_fields(part: QuestionPart, claims: Mapping[str, Claim]) -> dict[str, Any]:
    """The `solution` and the `feedback` of a question's key."""
    said = [(line.code, line.feedback, line.look) for line in (*part.options, *part.extra)]
    if part.kind is Kind.TRUE_FALSE:
        right, wrong = ("true", "false") if part.answer else ("false", "true")
        said = [(right, part.feedback_right, None), (wrong, part.feedback, None)]
    lines = {
        code: text.model_dump() | _where(claims.get(look or next(iter(part.rests_on), "")))
        for code, text, look in said
        if text
    }
    return {"solution": SOLUTIONS[part.kind](part), "feedback": lines}


def _where(claim: Claim | None) -> dict[str, str]:
    """The passage to read again."""
    return {"section": claim.passage.section, "anchor": claim.passage.anchor} if claim else {}


def _choice(part: QuestionPart) -> dict[str, Any]:
    return {"right": _codes(part.options, right=True), "wrong": _codes(part.options, right=False)}


def _codes(options: list[OptionPart], *, right: bool) -> list[str]:
    return [option.code for option in options if option.right is right]


def _truth(part: QuestionPart) -> dict[str, Any]:
    codes = ["true", "false"] if part.answer else ["false", "true"]
    return {"right": codes[:1], "wrong": codes[1:]}


SOLUTIONS: Mapping[Kind, Callable[[QuestionPart], dict[str, Any]]] = {
    Kind.SINGLE: _choice,
    Kind.MULTIPLE: _choice,
    Kind.TRUE_FALSE: _truth,
    Kind.NUMERIC: lambda part: {"value": str(part.answer), "tolerance": part.tolerance},
    Kind.ORDERING: lambda part: {"order": [item.code for item in part.items]},
    Kind.MATCHING: lambda part: {"pairs": {pair.code: pair.code for pair in part.pairs}},
    Kind.LABELLING: lambda _part: {},
}
