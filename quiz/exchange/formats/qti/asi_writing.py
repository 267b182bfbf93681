"""Packages of QTI 1.2 as Canvas reads them: one file of items, and the manifest."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from lxml import etree

from quiz.domain.kinds import Kind
from quiz.exchange.formats.markup import to_html
from quiz.exchange.formats.numbers import EXACT
from quiz.exchange.formats.plain import Batch, Question
from quiz.exchange.formats.qti.asi import TOPIC
from quiz.exchange.formats.qti.asi_numbers import TOLERANCE
from quiz.exchange.formats.qti.making import lined, made
from quiz.exchange.formats.qti.names import named
from quiz.exchange.formats.qti.versions import QTI12
from quiz.exchange.formats.qti.writing import MANIFEST, manifest, resource, serialised
from quiz.web.zips import zipped

FOLDER = "questions"
RESPONSE = "response1"
TYPES = {
    Kind.SINGLE: "multiple_choice_question",
    Kind.MULTIPLE: "multiple_answers_question",
    Kind.TRUE_FALSE: "true_false_question",
    Kind.NUMERIC: "numerical_question",
    Kind.MATCHING: "matching_question",
}
GENERAL = "general_fb"


@dataclass(frozen=True, slots=True)
class Parts:
    """What an item asks, what it gives points for, and its feedback by the name that shows it."""

    responses: Sequence[etree._Element]
    conditions: Sequence[etree._Element]
    feedback: Mapping[str, str]


def write(batch: Batch) -> bytes:
    """A package of QTI 1.2."""
    path = f"{FOLDER}/{FOLDER}.xml"
    items = [_item(each, f"item{number:04}") for number, each in enumerate(batch.questions, 1)]
    section = made("section", *map(lined, items), ident="root_section")
    assessment = made("assessment", lined(section), ident="assessment", title=batch.title)
    root = named(lined(made("questestinterop", lined(assessment))), QTI12.space, is_three=False)
    files = {
        MANIFEST: manifest(QTI12, [resource(FOLDER, QTI12.item, path)]),
        path: serialised(root, QTI12.schema),
    }
    return zipped(files)


def _item(question: Question, name: str) -> etree._Element:
    parts = PARTS[question.kind](question)
    feedback = {**parts.feedback, GENERAL: question.explanation}
    shown = [_shown(GENERAL)] if question.explanation else []
    presentation = made("presentation", _material(question.stem), *parts.responses)
    outcomes = made(
        "outcomes", made("decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    )
    said = (
        made("itemfeedback", made("flow_mat", _material(text)), ident=each)
        for each, text in feedback.items()
        if text
    )
    processing = lined(made("resprocessing", outcomes, *shown, *parts.conditions))
    return made("item", _metadata(question), presentation, processing, *said, ident=name, title=question.name)


def _metadata(question: Question) -> etree._Element:
    fields = {"question_type": TYPES[question.kind], "points_possible": "1"}
    if question.category:
        fields[TOPIC] = question.category
    if question.kind is Kind.NUMERIC:
        fields[TOLERANCE] = question.tolerance
    listed = (
        made("qtimetadatafield", made("fieldlabel", label), made("fieldentry", entry))
        for label, entry in fields.items()
    )
    return made("itemmetadata", made("qtimetadata", *listed))


def _choice(question: Question) -> Parts:
    options = {f"choice{at}": each for at, each in enumerate(question.options, 1)}
    labels = [
        _label(name, _material(each.text), **({"rshuffle": "No"} if each.is_pinned else {}))
        for name, each in options.items()
    ]
    is_one = question.kind is Kind.SINGLE
    right = [_equal(name) for name, each in options.items() if each.is_right]
    asked = right
    if not is_one:
        asked = [
            made(
                "and",
                *(
                    _equal(name) if each.is_right else made("not", _equal(name))
                    for name, each in options.items()
                ),
            )
        ]
    feedback = {f"{name}_fb": each.feedback for name, each in options.items()}
    return Parts(
        [_lid(RESPONSE, "Single" if is_one else "Multiple", labels, shuffle="Yes")],
        [*_shown_for(feedback), _scored(asked)],
        feedback,
    )


def _truth(question: Question) -> Parts:
    """Canvas knows the two options by these words, whatever language it shows them in."""
    names = {"true": "True", "false": "False"}
    right = str(question.answer).lower()
    labels = [
        _label(name, made("material", made("mattext", text, texttype="text/plain")))
        for name, text in names.items()
    ]
    feedback = {
        f"{name}_fb": question.feedback_right if name == right else question.feedback for name in names
    }
    return Parts(
        [_lid(RESPONSE, "Single", labels)], [*_shown_for(feedback), _scored([_equal(right)])], feedback
    )


def _number(question: Question) -> Parts:
    answer = str(question.answer)
    with localcontext(prec=EXACT):
        low, high = (Decimal(answer) + sign * Decimal(question.tolerance) for sign in (-1, 1))
    ends = made("and", _equal(f"{low:f}", "vargte"), _equal(f"{high:f}", "varlte"))
    field = made("render_fib", made("response_label", ident="answer1"), fibtype="Decimal")
    unit = [made("material", made("mattext", question.unit))] if question.unit else []
    response = made("response_str", field, *unit, ident=RESPONSE, rcardinality="Single")
    return Parts([response], [_scored([made("or", _equal(answer), ends)])], {})


def _match(question: Question) -> Parts:
    texts = list(dict.fromkeys((*(each.right for each in question.pairs), *(e.text for e in question.extra))))
    rights = {text: f"choice{at}" for at, text in enumerate(texts, 1)}
    lefts = {f"response_prompt{at}": each for at, each in enumerate(question.pairs, 1)}
    responses = [
        _lid(
            name,
            "Single",
            [_label(choice, _material(text)) for text, choice in rights.items()],
            told=each.left,
        )
        for name, each in lefts.items()
    ]
    worth = f"{100 / len(lefts):.2f}"
    scored = [
        _scored([_equal(rights[each.right], respident=name)], worth, "Add") for name, each in lefts.items()
    ]
    feedback = {f"{rights[each.text]}_fb": each.feedback for each in question.extra if each.feedback}
    shown = [
        _shown(each, *(_equal(each.removesuffix("_fb"), respident=name) for name in lefts))
        for each in feedback
    ]
    return Parts(responses, [*scored, *shown], feedback)


def _material(markdown: str) -> etree._Element:
    return made("material", made("mattext", to_html(markdown), texttype="text/html"))


def _label(name: str, material: etree._Element, **attributes: str) -> etree._Element:
    return made("response_label", material, ident=name, **attributes)


def _lid(
    name: str, cardinality: str, labels: Iterable[etree._Element], told: str = "", **more: str
) -> etree._Element:
    material = [_material(told)] if told else []
    return made(
        "response_lid",
        *material,
        made("render_choice", *labels, **more),
        ident=name,
        rcardinality=cardinality,
    )


def _equal(text: str, name: str = "varequal", respident: str = RESPONSE) -> etree._Element:
    return made(name, text, respident=respident)


def _scored(asked: Iterable[etree._Element], points: str = "100", action: str = "Set") -> etree._Element:
    more = {"continue": "No"} if action == "Set" else {}
    return made(
        "respcondition",
        made("conditionvar", *asked),
        made("setvar", points, action=action, varname="SCORE"),
        **more,
    )


def _shown_for(feedback: Mapping[str, str]) -> list[etree._Element]:
    return [_shown(name, _equal(name.removesuffix("_fb"))) for name, text in feedback.items() if text]


def _shown(name: str, *asked: etree._Element) -> etree._Element:
    """Show a feedback to all, or where one of these is met."""
    met = [made("or", *asked)] if len(asked) > 1 else list(asked) or [made("other")]
    shows = made("displayfeedback", feedbacktype="Response", linkrefid=name)
    return made("respcondition", made("conditionvar", *met), shows, **{"continue": "Yes"})


PARTS: Mapping[Kind, Callable[[Question], Parts]] = {
    Kind.SINGLE: _choice,
    Kind.MULTIPLE: _choice,
    Kind.TRUE_FALSE: _truth,
    Kind.NUMERIC: _number,
    Kind.MATCHING: _match,
}
