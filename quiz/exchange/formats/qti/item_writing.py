"""Questions as items of QTI 2 and 3."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from quiz.domain.kinds import Kind
from quiz.exchange.formats.plain import Question
from quiz.exchange.formats.qti import scoring
from quiz.exchange.formats.qti.making import made, xhtml
from quiz.exchange.formats.qti.names import AROUND
from quiz.exchange.formats.qti.scoring import FEEDBACK, GENERAL, RESPONSE, SCORE, SHOWN

# The words of the two options of a true/false question.
TRUTHS = {"ja": ("正しい", "誤り"), "en": ("True", "False")}

FIXED = {"fixed": "true"}


@dataclass(frozen=True, slots=True)
class Parts:
    """What an item is made of: the declaration of the response, the interaction (and what stands around it),
    the rule that gives points and the standard template that says the same, the feedback by the identifier
    that shows it, and the rules that show it where the answer itself does not.
    """

    declaration: etree._Element
    interaction: etree._Element
    points: etree._Element
    template: str
    feedback: Mapping[str, str]
    shows: tuple[etree._Element, ...] = ()


def item(
    question: Question, identifier: str, language: str, templates: Callable[[str], str]
) -> etree._Element:
    """A question as an item, its names without a namespace; `templates` gives the address of a standard
    template of response processing, or nothing for none.
    """
    parts = PARTS[question.kind](question, language)
    cardinality = parts.declaration.get("cardinality", "single")
    root = made(
        "assessmentItem", parts.declaration, scoring.outcome(SCORE, "single", "float"),
        identifier=identifier, title=question.name, adaptive="false", timeDependent="false",
    )  # fmt: skip
    feedback = {name: text for name, text in parts.feedback.items() if text}
    if feedback:
        one = "single" if cardinality == "single" else "multiple"
        root.append(scoring.outcome(FEEDBACK, one, "identifier"))
    if question.explanation:
        root.append(scoring.outcome(GENERAL, "single", "identifier"))
    root.append(made("itemBody", made("div", *xhtml(question.stem)), parts.interaction))
    rules = [*(parts.shows or [scoring.setting(FEEDBACK, scoring.variable())])] if feedback else []
    if question.explanation:
        rules.append(scoring.setting(GENERAL, scoring.value("identifier", SHOWN)))
    root.append(_processing(parts.points, rules, templates(parts.template)))
    for name, text in feedback.items():
        root.append(_feedback(FEEDBACK, name, text))
    if question.explanation:
        root.append(_feedback(GENERAL, SHOWN, question.explanation))
    return root


def _processing(points: etree._Element, rules: list[etree._Element], template: str) -> etree._Element:
    if template and not rules:
        return made("responseProcessing", template=template)
    return made("responseProcessing", points, *rules)


def _feedback(outcome: str, name: str, text: str) -> etree._Element:
    return made(
        "modalFeedback",
        made(AROUND, *xhtml(text)),
        outcomeIdentifier=outcome,
        identifier=name,
        showHide="show",
    )


def _choice(question: Question, _language: str) -> Parts:
    right = [f"choice{at}" for at, each in enumerate(question.options, 1) if each.is_right]
    wrong = [f"choice{at}" for at, each in enumerate(question.options, 1) if not each.is_right]
    is_one = question.kind is Kind.SINGLE
    points = {}
    if not is_one:
        points = dict.fromkeys(right, scoring.share(len(right)))
        points |= {name: f"-{scoring.share(len(wrong))}" for name in wrong}
    choices = [
        made("simpleChoice", *xhtml(each.text), identifier=f"choice{at}", **(FIXED if each.is_pinned else {}))
        for at, each in enumerate(question.options, 1)
    ]
    return Parts(
        scoring.declared("single" if is_one else "multiple", "identifier", right, points),
        _asking("choiceInteraction", choices, maxChoices="1" if is_one else "0", shuffle="true"),
        scoring.matched() if is_one else scoring.mapped(),
        "match_correct" if is_one else "map_response",
        {f"choice{at}": each.feedback for at, each in enumerate(question.options, 1)},
    )


def _truth(question: Question, language: str) -> Parts:
    right = str(question.answer).lower()
    names = ("true", "false")
    choices = [
        made("simpleChoice", text, identifier=name)
        for name, text in zip(names, TRUTHS.get(language, TRUTHS["en"]), strict=True)
    ]
    feedback = {name: question.feedback_right if name == right else question.feedback for name in names}
    return Parts(
        scoring.declared("single", "identifier", [right], {}),
        _asking("choiceInteraction", choices, maxChoices="1"),
        scoring.matched(),
        "match_correct",
        feedback,
    )


def _number(question: Question, _language: str) -> Parts:
    field = _asking("textEntryInteraction", (), expectedLength="12")
    unit = f" {question.unit}" if question.unit else ""
    return Parts(
        scoring.declared("single", "float", [str(question.answer)], {}),
        made("p", field, unit),
        scoring.near(question.tolerance),
        "",
        {},
    )


def _order(question: Question, _language: str) -> Parts:
    names = [f"choice{at}" for at in range(1, len(question.items) + 1)]
    choices = [
        made("simpleChoice", *xhtml(text), identifier=name)
        for name, text in zip(names, question.items, strict=True)
    ]
    return Parts(
        scoring.declared("ordered", "identifier", names, {}),
        _asking("orderInteraction", choices, shuffle="true"),
        scoring.matched(),
        "match_correct",
        {},
    )


def _match(question: Question, _language: str) -> Parts:
    lefts = [f"prompt{at}" for at in range(1, len(question.pairs) + 1)]
    texts = list(dict.fromkeys((*(each.right for each in question.pairs), *(e.text for e in question.extra))))
    rights = {text: f"choice{at}" for at, text in enumerate(texts, 1)}
    key = [f"{left} {rights[each.right]}" for left, each in zip(lefts, question.pairs, strict=True)]
    sides = (
        made(
            "simpleMatchSet",
            *(_associable(name, each.left, "1") for name, each in zip(lefts, question.pairs, strict=True)),
        ),
        made("simpleMatchSet", *(_associable(name, text, "0") for text, name in rights.items())),
    )
    feedback = {rights[each.text]: each.feedback for each in question.extra if each.feedback}
    return Parts(
        scoring.declared("multiple", "directedPair", key, dict.fromkeys(key, scoring.share(len(key)))),
        _asking("matchInteraction", sides, shuffle="true", maxAssociations=str(len(lefts))),
        scoring.mapped(),
        "map_response",
        feedback,
        tuple(scoring.chosen_with(name, lefts) for name in feedback),
    )


def _associable(name: str, text: str, most: str) -> etree._Element:
    return made("simpleAssociableChoice", *xhtml(text), identifier=name, matchMax=most)


def _asking(name: str, inside: Iterable[etree._Element], **attributes: str) -> etree._Element:
    return made(name, *inside, responseIdentifier=RESPONSE, **attributes)


PARTS: Mapping[Kind, Callable[[Question, str], Parts]] = {
    Kind.SINGLE: _choice,
    Kind.MULTIPLE: _choice,
    Kind.TRUE_FALSE: _truth,
    Kind.NUMERIC: _number,
    Kind.ORDERING: _order,
    Kind.MATCHING: _match,
}
