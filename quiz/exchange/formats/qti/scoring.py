"""Response processing to be written: points as quiz/domain/scoring.py gives them, as nearly as QTI can."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_UP, Decimal

from lxml import etree

from quiz.exchange.formats.qti.making import made

RESPONSE, SCORE, FEEDBACK, GENERAL = "RESPONSE", "SCORE", "FEEDBACK", "GENERAL"
# Everybody sees it.
SHOWN = "general"
PLACES = Decimal("0.000001")


def share(many: int) -> str:
    """One part of so many, rounded up: all together reach the whole, and the upper bound holds it there."""
    return f"{(1 / Decimal(many)).quantize(PLACES, ROUND_UP).normalize():f}"


def declared(
    cardinality: str, kind: str, correct: Iterable[str], points: Mapping[str, str]
) -> etree._Element:
    """The declaration of the response with its key and, where parts are worth something, the points."""
    values = made("correctResponse", *(made("value", each) for each in correct))
    declaration = made(
        "responseDeclaration", values, identifier=RESPONSE, cardinality=cardinality, baseType=kind
    )
    if points:
        entries = (made("mapEntry", mapKey=key, mappedValue=value) for key, value in points.items())
        mapping = made("mapping", *entries, lowerBound="0", upperBound="1", defaultValue="0")
        declaration.append(mapping)
    return declaration


def outcome(identifier: str, cardinality: str, kind: str) -> etree._Element:
    """The declaration of an outcome."""
    return made("outcomeDeclaration", identifier=identifier, cardinality=cardinality, baseType=kind)


def variable(identifier: str = RESPONSE) -> etree._Element:
    """The value of a response or an outcome."""
    return made("variable", identifier=identifier)


def value(kind: str, text: str) -> etree._Element:
    """A value that stands in the rules."""
    return made("baseValue", text, baseType=kind)


def setting(identifier: str, to: etree._Element) -> etree._Element:
    """The rule that sets an outcome."""
    return made("setOutcomeValue", to, identifier=identifier)


def matched() -> etree._Element:
    """One point where the response is the correct one."""
    return all_or_nothing(made("match", variable(), made("correct", identifier=RESPONSE)))


def mapped() -> etree._Element:
    """The points of the mapping, none without a response."""
    points = setting(SCORE, made("mapResponse", identifier=RESPONSE))
    nothing = made("responseIf", made("isNull", variable()), setting(SCORE, value("float", "0")))
    return made("responseCondition", nothing, made("responseElse", points))


def near(tolerance: str) -> etree._Element:
    """One point where the number is near enough, both ends included."""
    limits = {"toleranceMode": "exact"}
    if tolerance != "0":
        limits = {"toleranceMode": "absolute", "tolerance": f"{tolerance} {tolerance}"}
    return all_or_nothing(made("equal", variable(), made("correct", identifier=RESPONSE), **limits))


def all_or_nothing(condition: etree._Element) -> etree._Element:
    """One point where a condition is met."""
    right = made("responseIf", condition, setting(SCORE, value("float", "1")))
    wrong = made("responseElse", setting(SCORE, value("float", "0")))
    return made("responseCondition", right, wrong)


def chosen_with(choice: str, prompts: Iterable[str]) -> etree._Element:
    """Show the feedback of a right-hand side where it was given to any of the prompts."""
    pairs = (value("directedPair", f"{prompt} {choice}") for prompt in prompts)
    any_of = made("or", *(made("member", pair, variable()) for pair in pairs))
    more = made("multiple", variable(FEEDBACK), value("identifier", choice))
    return made("responseCondition", made("responseIf", any_of, setting(FEEDBACK, more)))
