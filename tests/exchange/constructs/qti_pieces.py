"""Pieces of QTI items, for examples and tests."""

import io
import zipfile

from quiz.domain.kinds import Kind
from quiz.exchange.formats.plain import Option, Question

SPACE = {
    "qti21": "http://www.imsglobal.org/xsd/imsqti_v2p1",
    "qti22": "http://www.imsglobal.org/xsd/imsqti_v2p2",
}
MANIFEST = "http://www.imsglobal.org/xsd/imscp_v1p1"
CHOICES = (
    '<simpleChoice identifier="A">80 GB</simpleChoice><simpleChoice identifier="B">96 GB</simpleChoice>'
    '<simpleChoice identifier="C">141 GB</simpleChoice>'
)
STEM = "How much memory has the H20?"
CORRECT = "<correctResponse><value>B</value></correctResponse>"
MATCH_CORRECT = (
    '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>'
)
MAP_RESPONSE = (
    '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>'
)


def declared(inside, cardinality="single", kind="identifier"):
    return (
        f'<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="{kind}">'
        f"{inside}</responseDeclaration>"
    )


def asked(name, inside="", more=""):
    return f'<{name} responseIdentifier="RESPONSE" {more}>{inside}</{name}>'


def choice(more='maxChoices="1"', inside=CHOICES):
    return asked("choiceInteraction", inside, more)


def item(body=None, declaration=None, rest=MATCH_CORRECT, more="", version="qti21"):
    """An item as bytes; without more, a choice of one."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<assessmentItem xmlns="{SPACE[version]}" identifier="i" title="h20" adaptive="false" '
        f'timeDependent="false" {more}>\n'
        f"{declared(CORRECT) if declaration is None else declaration}\n"
        f'<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>\n'
        f"<itemBody><p>{STEM}</p>\n{choice() if body is None else body}</itemBody>\n{rest}\n</assessmentItem>"
    ).encode()


def archive(**files):
    """A package; names have __ for each dot and ___ for each slash."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            opened.writestr(name.replace("___", "/").replace("__", "."), data)
    return made.getvalue()


def manifest(*hrefs, kind="imsqti_item_xmlv2p1", space=MANIFEST):
    resources = "".join(
        f'<resource identifier="r{at}" type="{kind}" href="{href}"><file href="{href}"/></resource>'
        for at, href in enumerate(hrefs)
    )
    inside = f"<organizations/><resources>{resources}</resources>"
    return f'<manifest xmlns="{space}" identifier="m">{inside}</manifest>'


def question(**more):
    """What becomes of the choice of one."""
    options = (Option("80 GB"), Option("96 GB", is_right=True), Option("141 GB"))
    return Question(**{"kind": Kind.SINGLE, "stem": STEM, "name": "h20", "options": options, **more})


def options(right, **feedback):
    """The three options, those right that are named, with their feedback."""
    texts = {"A": "80 GB", "B": "96 GB", "C": "141 GB"}
    return tuple(Option(text, name in right, feedback.get(name, "")) for name, text in texts.items())
