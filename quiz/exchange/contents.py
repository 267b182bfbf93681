"""A question as a draft has it (quiz/bank/pack.py: QuestionPart, as JSON) and as formats have it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from string import ascii_lowercase
from typing import Any

from quiz.domain.kinds import GRADED, Kind
from quiz.exchange.formats.plain import Option, Pair, Question
from quiz.exchange.grounds import Grounds, with_grounds, without_grounds
from quiz.exchange.texts import as_markdown

Content = Mapping[str, Any]


def question_of(
    code: str, content: Content, language: str, grounds: Grounds, topic: str = ""
) -> Question | None:
    """A question of a draft in one language, or in the other where a text is missing in it; None for the
    labelling exercise, which is never graded, and for what has no kind yet. From whom it was copied and what
    it rests on are told at the end of its explanation. Its texts are Markdown, as formats have them.
    """
    kind = content.get("kind")
    if kind not in GRADED:
        return None

    def said(raw: Any) -> str:
        return in_either(raw, language)

    pairs = content.get("pairs") or ()
    own = Question(
        kind=Kind(kind),
        stem=said(content.get("stem")),
        name=code,
        options=_listed(content.get("options"), language),
        answer=content.get("answer"),
        tolerance=str(content.get("tolerance") or "0"),
        unit=str(content.get("unit") or ""),
        feedback=said(content.get("feedback")),
        feedback_right=said(content.get("feedback_right")),
        items=tuple(said(each.get("text")) for each in content.get("items") or ()),
        pairs=tuple(Pair(said(each.get("left")), said(each.get("right"))) for each in pairs),
        extra=_listed(content.get("extra"), language),
        explanation=with_grounds(_explained(content, language), grounds, language),
        category=topic,
    )
    return as_markdown(own)


def _listed(raw: Any, language: str) -> tuple[Option, ...]:
    return tuple(
        Option(
            text=in_either(each.get("text"), language),
            is_right=bool(each.get("right")),
            feedback=in_either(each.get("feedback"), language),
            is_pinned=bool(each.get("pinned")),
        )
        for each in raw or ()
    )


def _explained(content: Content, language: str) -> str:
    texts = (in_either(content.get(name), language) for name in ("explanation", "credit"))
    return "\n\n".join(filter(None, texts))


def content_of(question: Question, language: str, topic: str, known: Iterable[str] = ()) -> dict[str, Any]:
    """A question, its texts as they are shown here, as a draft has it in one language. It rests on those of
    the claims that it names which are `known`; where it names none, its scope and its claim are to be added
    before it is published.
    """
    explanation, grounds = without_grounds(question.explanation)
    told = set(known)
    return {
        "kind": question.kind.value,
        "scope": grounds.scope.value if grounds.scope else None,
        "topic": topic,
        "rests_on": [code for code in grounds.claims if code in told],
        "stem": _said(question.stem, language),
        **ANSWERS[question.kind](question, language),
        "explanation": _said(explanation, language),
    }


def in_either(raw: Any, language: str) -> str:
    """A text of a draft in this language, else in the other; "" where it has none yet."""
    texts = raw if isinstance(raw, Mapping) else {}
    return str(texts.get(language) or next(filter(None, texts.values()), ""))


def codes(many: int, after: int = 0) -> list[str]:
    """Names for so many options: a to z, then a2 and on; `after` so many that have theirs."""
    rounds = (divmod(at, len(ascii_lowercase)) for at in range(after, after + many))
    return [f"{ascii_lowercase[at]}{turn + 1 if turn else ''}" for turn, at in rounds]


def _said(text: str, language: str) -> dict[str, str]:
    return {"ja": "", "en": "", language: text}


def _options(given: Sequence[Option], language: str, after: int = 0) -> list[dict[str, Any]]:
    return [
        {
            "code": code,
            "text": _said(each.text, language),
            "right": each.is_right,
            "pinned": each.is_pinned,
            "feedback": _said(each.feedback, language) if each.feedback else None,
        }
        for code, each in zip(codes(len(given), after), given, strict=True)
    ]


def _choices(question: Question, language: str) -> dict[str, Any]:
    return {"options": _options(question.options, language)}


def _truth(question: Question, language: str) -> dict[str, Any]:
    feedback, right = _said(question.feedback, language), _said(question.feedback_right, language)
    return {"answer": question.answer, "feedback": feedback, "feedback_right": right}


def _number(question: Question, _language: str) -> dict[str, Any]:
    return {"answer": question.answer, "tolerance": question.tolerance, "unit": question.unit}


def _order(question: Question, language: str) -> dict[str, Any]:
    return {"items": _options([Option(text) for text in question.items], language)}


def _pairs(question: Question, language: str) -> dict[str, Any]:
    pairs = [
        {"code": code, "left": _said(each.left, language), "right": _said(each.right, language)}
        for code, each in zip(codes(len(question.pairs)), question.pairs, strict=True)
    ]
    return {"pairs": pairs, "extra": _options(question.extra, language, after=len(pairs))}


ANSWERS: Mapping[Kind, Callable[[Question, str], dict[str, Any]]] = {
    Kind.SINGLE: _choices,
    Kind.MULTIPLE: _choices,
    Kind.TRUE_FALSE: _truth,
    Kind.NUMERIC: _number,
    Kind.ORDERING: _order,
    Kind.MATCHING: _pairs,
}
