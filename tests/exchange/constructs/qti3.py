"""Constructs of QTI 3.0."""

from dataclasses import replace

from quiz.domain.kinds import Kind
from quiz.exchange.formats.plain import Option, Pair
from quiz.exchange.formats.rules import Rule
from tests.exchange.constructs import Example
from tests.exchange.constructs.qti_pieces import STEM, archive, manifest, options, question

SPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
TEMPLATES = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates"
CHOICES = "".join(
    f'<qti-simple-choice identifier="{name}">{text}</qti-simple-choice>'
    for name, text in {"A": "80 GB", "B": "96 GB", "C": "141 GB"}.items()
)


def template(name):
    return f'<qti-response-processing template="{TEMPLATES}/{name}.xml"/>'


def rules(*inside):
    return f"<qti-response-processing>{''.join(inside)}</qti-response-processing>"


def declared(*values, cardinality="single", kind="identifier", points=None):
    given = "".join(f"<qti-value>{value}</qti-value>" for value in values)
    entries = "".join(
        f'<qti-map-entry map-key="{key}" mapped-value="{worth}"/>' for key, worth in (points or {}).items()
    )
    mapping = f'<qti-mapping lower-bound="0" upper-bound="1" default-value="0">{entries}</qti-mapping>'
    return (
        f'<qti-response-declaration identifier="RESPONSE" cardinality="{cardinality}" base-type="{kind}">'
        f"<qti-correct-response>{given}</qti-correct-response>{mapping if points else ''}"
        f"</qti-response-declaration>"
    )


def asked(name, inside="", more=""):
    return f'<qti-{name}-interaction response-identifier="RESPONSE" {more}>{inside}</qti-{name}-interaction>'


def choice(more='max-choices="1"', inside=CHOICES):
    return asked("choice", inside, more)


def item(body=None, declaration=None, rest=None, before=""):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<qti-assessment-item xmlns="{SPACE}" identifier="i" title="h20" time-dependent="false">\n'
        f"{declaration or declared('B')}\n{before}"
        f'<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>\n'
        f"<qti-item-body><p>{STEM}</p>\n{choice() if body is None else body}</qti-item-body>\n"
        f"{rest or template('match_correct')}\n</qti-assessment-item>"
    ).encode()


def unread(name, inside=""):
    return Example(item(asked(name, inside)), None, (Rule.KIND,))


ASSOCIABLE = "qti-simple-associable-choice"


def side(**texts):
    inside = "".join(
        f'<{ASSOCIABLE} identifier="{name}" match-max="1">{text}</{ASSOCIABLE}>'
        for name, text in texts.items()
    )
    return f"<qti-simple-match-set>{inside}</qti-simple-match-set>"


MULTIPLE = question(kind=Kind.MULTIPLE, options=options("AB"))
SHARES = {"A": "0.5", "B": "0.5", "C": "-1"}
ENTRY = '<p><qti-text-entry-interaction response-identifier="RESPONSE"/> GB</p>'
VARIABLE = '<qti-variable identifier="RESPONSE"/>'
SCORED = (
    '<qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">1</qti-base-value>'
    "</qti-set-outcome-value>"
)
NEAR = (
    "<qti-response-condition><qti-response-if>"
    f'<qti-equal tolerance-mode="absolute" tolerance="0.5 0.5">{VARIABLE}<qti-correct identifier="RESPONSE"/>'
    f"</qti-equal>{SCORED}</qti-response-if></qti-response-condition>"
)
NUMBER = question(kind=Kind.NUMERIC, options=(), answer="96", tolerance="0.5", unit="GB")
FED = rules(f'<qti-set-outcome-value identifier="FEEDBACK">{VARIABLE}</qti-set-outcome-value>')
MODAL = (
    '<qti-modal-feedback outcome-identifier="FEEDBACK" identifier="A" show-hide="show">'
    "<qti-content-body><p>That is the H100.</p></qti-content-body></qti-modal-feedback>"
)
TEST = (
    f'<qti-assessment-test xmlns="{SPACE}" identifier="t" title="Chips">'
    '<qti-test-part identifier="p" navigation-mode="linear" submission-mode="individual">'
    '<qti-assessment-section identifier="s" title="Memory" visible="true">'
    '<qti-assessment-item-ref identifier="i" href="i.xml"/></qti-assessment-section></qti-test-part>'
    "</qti-assessment-test>"
)
V3 = {"kind": "imsqti_item_xmlv3p0", "space": "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"}

RUBRIC = (
    '<qti-rubric-block view="scorer" use="scoring"><qti-content-body><p>Half.</p></qti-content-body>'
    "</qti-rubric-block>"
)

READ = {
    "choice-one": Example(item(), question()),
    "choice-several": Example(
        item(
            choice('max-choices="0"'),
            declared("A", "B", cardinality="multiple", points=SHARES),
            template("map_response"),
        ),
        MULTIPLE,
    ),
    "choice-min-choices": Example(item(choice('max-choices="1" min-choices="1"')), question()),
    "choice-fixed-last": Example(
        item(choice(inside=CHOICES.replace('"C"', '"C" fixed="true"'))),
        question(options=(*options("B")[:2], Option("141 GB", is_pinned=True))),
    ),
    "order": Example(
        item(asked("order", CHOICES), declared("C", "A", "B", cardinality="ordered")),
        question(kind=Kind.ORDERING, options=(), items=("141 GB", "80 GB", "96 GB")),
    ),
    "match": Example(
        item(
            asked("match", side(a="H20", b="H100") + side(x="96 GB", y="80 GB", z="8 GB")),
            declared(
                "a x", "b y", cardinality="multiple", kind="directedPair", points={"a x": "0.5", "b y": "0.5"}
            ),
            template("map_response"),
        ),
        question(
            kind=Kind.MATCHING,
            options=(),
            pairs=(Pair("H20", "96 GB"), Pair("H100", "80 GB")),
            extra=(Option("8 GB"),),
        ),
    ),
    "associate": Example(
        item(
            asked("associate", side(p="apple", q="red", r="pear", s="green")),
            declared("p q", "r s", cardinality="multiple", kind="pair", points={"p q": "0.5", "r s": "0.5"}),
            template("map_response"),
        ),
        question(kind=Kind.MATCHING, options=(), pairs=(Pair("apple", "red"), Pair("pear", "green"))),
        (Rule.READ_AS,),
    ),
    "entry-exact": Example(item(ENTRY, declared("96", kind="float")), replace(NUMBER, tolerance="0")),
    "entry-tolerance": Example(item(ENTRY, declared("96", kind="float"), rules(NEAR)), NUMBER),
    "entry-text": Example(item(ENTRY, declared("HBM3", kind="string")), None, (Rule.KIND,)),
    "feedback-by-answer": Example(
        item(rest=FED + MODAL), question(options=options("B", A="That is the H100."))
    ),
    "rubric-scorer": Example(
        item(RUBRIC + choice()),
        question(),
        (Rule.COMMENT,),
    ),
    "image": Example(item(f'<p><img src="chip.png" alt=""/></p>{choice()}'), question(), (Rule.IMAGE,)),
    "stimulus": Example(
        item(before='<qti-assessment-stimulus-ref identifier="s" href="passage.xml"/>'),
        question(),
        (Rule.MEDIA,),
    ),
    "catalog": Example(
        item(rest=template("match_correct") + "<qti-catalog-info/>"), question(), (Rule.SETTING,)
    ),
    "companion-materials": Example(
        item(before="<qti-companion-materials-info/>"), question(), (Rule.SETTING,)
    ),
    "package": Example(archive(imsmanifest__xml=manifest("i.xml", **V3), i__xml=item()), question()),
    "package-test": Example(
        archive(imsmanifest__xml=manifest("t.xml", "i.xml", **V3), t__xml=TEST, i__xml=item()),
        replace(question(), category="Memory"),
    ),
    "package-missing": Example(archive(imsmanifest__xml=manifest("i.xml", **V3)), None, (Rule.MISSING_FILE,)),
}
UNREAD = {
    "inline-choice": unread("inline-choice"),
    "extended-text": unread("extended-text"),
    "hottext": unread("hottext"),
    "gap-match": unread("gap-match"),
    "hotspot": unread("hotspot"),
    "select-point": unread("select-point"),
    "graphic-order": unread("graphic-order"),
    "graphic-associate": unread("graphic-associate"),
    "graphic-gap-match": unread("graphic-gap-match"),
    "position-object": unread("position-object"),
    "slider": unread("slider"),
    "drawing": unread("drawing"),
    "upload": unread("upload"),
    "media-interaction": unread("media"),
    "portable-custom": unread("portable-custom"),
    "composite": Example(item(choice() + asked("end-attempt")), None, (Rule.KIND,)),
    "template": Example(item(before='<qti-template-declaration identifier="t"/>'), None, (Rule.KIND,)),
}
EXAMPLES = {**READ, **UNREAD}
