"""Questions as a Moodle XML file. Texts are HTML: Moodle's Markdown takes no backslash before a < and joins
lines, so that ours would not look there as it does here.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape

from quiz.domain.kinds import Kind
from quiz.exchange.formats.markup import stripped, to_html
from quiz.exchange.formats.plain import Batch, Question, words_of

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ALONE = re.compile(r"<p>((?:(?!</?p>).)*)</p>", re.DOTALL)
TYPES: Mapping[Kind, str] = {
    Kind.SINGLE: "multichoice",
    Kind.MULTIPLE: "multichoice",
    Kind.TRUE_FALSE: "truefalse",
    Kind.NUMERIC: "numerical",
    Kind.ORDERING: "ordering",
    Kind.MATCHING: "matching",
}


def write(batch: Batch) -> bytes:
    """A file that Moodle imports."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    category = ""
    for each in batch.questions:
        if each.category != category:
            category = each.category
            lines += _category(category)
        lines += _question(each)
    return "\n".join([*lines, "</quiz>", ""]).encode()


def _category(path: str) -> Iterator[str]:
    # Moodle puts what has a context before it below the top of its own accord.
    yield '  <question type="category">'
    yield f"    <category>{_text('$course$/' + (path or 'top'))}</category>"
    yield "  </question>"


def _question(question: Question) -> Iterator[str]:
    name = question.name or words_of(stripped(question.stem))
    yield f'  <question type="{TYPES[question.kind]}">'
    yield f"    <name>{_text(name)}</name>"
    yield f"    {_html('questiontext', question.stem)}"
    yield f"    {_html('generalfeedback', question.explanation)}"
    yield "    <defaultgrade>1</defaultgrade>"
    yield f"    <penalty>{1 if question.kind is Kind.TRUE_FALSE else '0.3333333'}</penalty>"
    yield "    <hidden>0</hidden>"
    yield from WRITERS[question.kind](question)
    yield "  </question>"


def _choice(question: Question) -> Iterator[str]:
    right = sum(each.is_right for each in question.options)
    wrong = len(question.options) - right
    is_single = question.kind is Kind.SINGLE
    yield f"    <single>{'true' if is_single else 'false'}</single>"
    yield "    <shuffleanswers>true</shuffleanswers>"
    yield "    <answernumbering>abc</answernumbering>"
    for each in question.options:
        part = 100 / right if each.is_right else 0 if is_single else -100 / wrong
        # So many digits Moodle itself writes: 33.33333.
        fraction = f"{part:.5f}".rstrip("0").rstrip(".")
        yield from _answer(f'fraction="{fraction}" format="html"', _shown(each.text), each.feedback)


def _truth(question: Question) -> Iterator[str]:
    for value in (True, False):
        is_right = value is question.answer
        said = question.feedback_right if is_right else question.feedback
        yield from _answer(f'fraction="{100 if is_right else 0}"', str(value).lower(), said)


def _number(question: Question) -> Iterator[str]:
    tolerance = f"      <tolerance>{_plain(question.tolerance)}</tolerance>"
    yield from _answer('fraction="100"', str(question.answer), "", tolerance)
    # Who writes the unit is right, and so is who does not.
    yield "    <unitgradingtype>0</unitgradingtype>"
    yield "    <unitpenalty>0</unitpenalty>"
    yield f"    <showunits>{0 if question.unit else 3}</showunits>"
    yield "    <unitsleft>0</unitsleft>"
    if question.unit:
        unit = f"<multiplier>1</multiplier><unit_name>{_plain(question.unit)}</unit_name>"
        yield f"    <units><unit>{unit}</unit></units>"


def _order(question: Question) -> Iterator[str]:
    yield "    <layouttype>VERTICAL</layouttype>"
    yield "    <selecttype>ALL</selecttype>"
    yield f"    <selectcount>{len(question.items)}</selectcount>"
    # Of what Moodle offers, on average the nearest to our marking, over all orders of three to six items.
    yield "    <gradingtype>ABSOLUTE_POSITION</gradingtype>"
    yield "    <showgrading>SHOW</showgrading>"
    yield "    <numberingstyle>none</numberingstyle>"
    for at, each in enumerate(question.items, start=1):
        yield from _answer(f'fraction="{at}" format="html"', _shown(each), "")


def _pairs(question: Question) -> Iterator[str]:
    yield "    <shuffleanswers>true</shuffleanswers>"
    sides = [(each.left, each.right) for each in question.pairs]
    sides += [("", each.text) for each in question.extra]
    for left, right in sides:
        # Moodle shows a right-hand side in a menu, without its tags.
        shown = _shown(right)
        alone = ALONE.fullmatch(shown)
        yield '    <subquestion format="html">'
        yield f"      {_text(_shown(left))}"
        yield f"      <answer>{_text(alone[1] if alone else shown)}</answer>"
        yield "    </subquestion>"


WRITERS: Mapping[Kind, Callable[[Question], Iterator[str]]] = {
    Kind.SINGLE: _choice,
    Kind.MULTIPLE: _choice,
    Kind.TRUE_FALSE: _truth,
    Kind.NUMERIC: _number,
    Kind.ORDERING: _order,
    Kind.MATCHING: _pairs,
}


def _answer(attributes: str, text: str, feedback: str, more: str = "") -> Iterator[str]:
    yield f"    <answer {attributes}>"
    yield f"      {_text(text)}"
    yield f"      {_html('feedback', feedback)}"
    yield from filter(None, [more])
    yield "    </answer>"


def _shown(markdown: str) -> str:
    return to_html(NOT_IN_XML.sub("", markdown))


def _html(tag: str, markdown: str) -> str:
    return f'<{tag} format="html">{_text(_shown(markdown))}</{tag}>'


def _text(text: str) -> str:
    """The text in its element; what has signs of XML lies in CDATA, as Moodle writes it."""
    clean = NOT_IN_XML.sub("", text)
    if escape(clean) != clean:
        clean = "<![CDATA[" + clean.replace("]]>", "]]]]><![CDATA[>") + "]]>"
    return f"<text>{clean}</text>"


def _plain(text: str) -> str:
    return escape(NOT_IN_XML.sub("", text))
