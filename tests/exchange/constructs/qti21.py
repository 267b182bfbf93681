"""Constructs of QTI 2.1."""

from dataclasses import replace

from quiz.domain.kinds import Kind
from quiz.exchange.formats.plain import Option, Pair
from quiz.exchange.formats.rules import Rule
from tests.exchange.constructs import Example
from tests.exchange.constructs.qti_pieces import (
    CHOICES,
    CORRECT,
    MAP_RESPONSE,
    MATCH_CORRECT,
    STEM,
    archive,
    asked,
    choice,
    declared,
    item,
    manifest,
    options,
    question,
)

TWO = "<correctResponse><value>A</value><value>B</value></correctResponse>"
ANY = 'maxChoices="0"'
MULTIPLE = question(kind=Kind.MULTIPLE, options=options("AB"))


def mapped(inside, bounds='lowerBound="0" upperBound="1"'):
    entries = "".join(f'<mapEntry mapKey="{key}" mappedValue="{points}"/>' for key, points in inside.items())
    return f'<mapping {bounds} defaultValue="0">{entries}</mapping>'


def rules(*inside):
    return f"<responseProcessing>{''.join(inside)}</responseProcessing>"


def when(condition, *then, otherwise=""):
    other = f"<responseElse>{otherwise}</responseElse>" if otherwise else ""
    return (
        f"<responseCondition><responseIf>{condition}{''.join(then)}</responseIf>{other}</responseCondition>"
    )


def put(outcome, expression):
    return f'<setOutcomeValue identifier="{outcome}">{expression}</setOutcomeValue>'


def base(value, kind="identifier"):
    return f'<baseValue baseType="{kind}">{value}</baseValue>'


VARIABLE = '<variable identifier="RESPONSE"/>'
SCORED = put("SCORE", base("1", "float"))
IS_RIGHT = f'<match>{VARIABLE}<correct identifier="RESPONSE"/></match>'


def shown(kind, name, text, outcome="FEEDBACK"):
    return f'<{kind} outcomeIdentifier="{outcome}" identifier="{name}" showHide="show">{text}</{kind}>'


def modal(name, text, outcome="FEEDBACK"):
    return shown("modalFeedback", name, text, outcome)


FIELD = "<textEntryInteraction responseIdentifier='RESPONSE'/>"


def number(processing=MATCH_CORRECT, body=f"<p>{FIELD} GB</p>", value="96", kind="float", mapping=""):
    key = f"<correctResponse><value>{value}</value></correctResponse>" if value else ""
    return item(body, declared(key + mapping, kind=kind), processing)


def bounds(lower, low, upper, high):
    ends = ((lower, low), (upper, high))
    inside = (f"<{name}>{VARIABLE}{base(end, 'float')}</{name}>" for name, end in ends)
    return f"<and>{''.join(inside)}</and>"


def compared(condition):
    return rules(when(condition, SCORED))


NUMBER = question(kind=Kind.NUMERIC, options=(), answer="96", unit="GB")
CORRECTED = '<correct identifier="RESPONSE"/>'
SIDES = (
    '<simpleMatchSet><simpleAssociableChoice identifier="a" matchMax="1">H20</simpleAssociableChoice>'
    '<simpleAssociableChoice identifier="b" matchMax="1">H100</simpleAssociableChoice></simpleMatchSet>'
    '<simpleMatchSet><simpleAssociableChoice identifier="x" matchMax="0">96 GB</simpleAssociableChoice>'
    '<simpleAssociableChoice identifier="y" matchMax="0">80 GB</simpleAssociableChoice>'
    '<simpleAssociableChoice identifier="z" matchMax="0">8 GB</simpleAssociableChoice></simpleMatchSet>'
)
PAIRS = "<correctResponse><value>a x</value><value>b y</value></correctResponse>"
HALVES = mapped({"a x": "0.5", "b y": "0.5"})
MATCHED = question(
    kind=Kind.MATCHING,
    options=(),
    pairs=(Pair("H20", "96 GB"), Pair("H100", "80 GB")),
    extra=(Option("8 GB"),),
)


def match(key=PAIRS + HALVES, sides=SIDES, rest=MAP_RESPONSE):
    return item(
        asked("matchInteraction", sides, 'maxAssociations="2"'),
        declared(key, "multiple", "directedPair"),
        rest,
    )


def unread(name, inside=""):
    return Example(item(asked(name, inside)), None, (Rule.KIND,))


FRUIT = "".join(
    f'<simpleAssociableChoice identifier="{name}" matchMax="1">{text}</simpleAssociableChoice>'
    for name, text in {"p": "apple", "q": "red", "r": "pear", "s": "green"}.items()
)
TEST = (
    '<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="t" title="Chips">'
    '<testPart identifier="p" navigationMode="linear" submissionMode="individual">'
    '{more}<assessmentSection identifier="s" title="Memory" visible="true">'
    '<assessmentItemRef identifier="i" href="i.xml">{within}</assessmentItemRef></assessmentSection>'
    "</testPart></assessmentTest>"
)


def in_a_test(more="", within=""):
    return archive(
        imsmanifest__xml=manifest("t.xml", "i.xml"),
        t__xml=TEST.format(more=more, within=within),
        i__xml=item(),
    )


IN_MEMORY = replace(question(), category="Memory")
ORDER = "<correctResponse><value>C</value><value>A</value><value>B</value></correctResponse>"

TRUTHS = (
    '<simpleChoice identifier="true">True</simpleChoice><simpleChoice identifier="false">False</simpleChoice>'
)
CHOICE = {
    "choice-one": Example(item(), question()),
    "choice-several": Example(
        item(
            choice(ANY), declared(TWO + mapped({"A": "0.5", "B": "0.5", "C": "-1"}), "multiple"), MAP_RESPONSE
        ),
        MULTIPLE,
    ),
    "choice-all-or-nothing": Example(item(choice(ANY), declared(TWO, "multiple")), MULTIPLE, (Rule.WEIGHTS,)),
    "choice-weights": Example(
        item(choice(ANY), declared(TWO + mapped({"A": "0.8", "B": "0.2"}), "multiple"), MAP_RESPONSE),
        MULTIPLE,
        (Rule.WEIGHTS,),
    ),
    "choice-partial": Example(
        item(None, declared(CORRECT + mapped({"B": "1", "A": "0.5"})), MAP_RESPONSE),
        question(),
        (Rule.PARTIAL,),
    ),
    "choice-any-right": Example(
        item(None, declared(mapped({"A": "1", "B": "1"})), MAP_RESPONSE), MULTIPLE, (Rule.ANY_RIGHT,)
    ),
    "choice-limits": Example(
        item(
            choice('maxChoices="2"'),
            declared(TWO + mapped({"A": ".5", "B": ".5", "C": "-1"}), "multiple"),
            MAP_RESPONSE,
        ),
        MULTIPLE,
        (Rule.SETTING,),
    ),
    "choice-not-shuffled": Example(
        item(choice('maxChoices="1" shuffle="false"')), question(), (Rule.SETTING,)
    ),
    "choice-fixed-last": Example(
        item(choice(inside=CHOICES.replace('"C"', '"C" fixed="true"'))),
        question(options=(*options("B")[:2], Option("141 GB", is_pinned=True))),
    ),
    "choice-fixed-elsewhere": Example(
        item(choice(inside=CHOICES.replace('"A"', '"A" fixed="true"'))), question(), (Rule.SETTING,)
    ),
    "choice-true-false": Example(
        item(
            choice(inside=TRUTHS),
            declared("<correctResponse><value>false</value></correctResponse>"),
        ),
        question(kind=Kind.TRUE_FALSE, options=(), answer=False),
    ),
    "choice-conditions": Example(
        item(None, declared(""), rules(when(f"<match>{VARIABLE}{base('B')}</match>", SCORED))), question()
    ),
    "choice-identifier-twice": Example(item(choice(inside=CHOICES + CHOICES)), None, (Rule.SYNTAX,)),
    "choice-no-key": Example(item(None, declared("")), None, (Rule.NO_RIGHT,)),
    "prompt": Example(
        item(choice(inside="<prompt>Choose <em>one</em>.</prompt>" + CHOICES)),
        question(stem=f"{STEM}\n\nChoose *one*."),
    ),
}
OTHERS = {
    "order": Example(
        item(asked("orderInteraction", CHOICES, 'shuffle="true"'), declared(ORDER, "ordered")),
        question(kind=Kind.ORDERING, options=(), items=("141 GB", "80 GB", "96 GB")),
    ),
    "order-fixed": Example(
        item(
            asked("orderInteraction", CHOICES.replace('"A"', '"A" fixed="true"')), declared(ORDER, "ordered")
        ),
        question(kind=Kind.ORDERING, options=(), items=("141 GB", "80 GB", "96 GB")),
        (Rule.SETTING,),
    ),
    "order-some": Example(
        item(asked("orderInteraction", CHOICES, 'maxChoices="2"'), declared(TWO, "ordered")),
        None,
        (Rule.KIND,),
    ),
    "match": Example(match(), MATCHED),
    "match-all-or-nothing": Example(match(PAIRS, rest=MATCH_CORRECT), MATCHED, (Rule.WEIGHTS,)),
    "match-sorting": Example(
        match(
            "<correctResponse><value>a x</value><value>a y</value><value>b z</value></correctResponse>"
            + mapped({"a x": "1", "a y": "1", "b z": "1"}, 'upperBound="1"')
        ),
        replace(MATCHED, pairs=(Pair("96 GB", "H20"), Pair("80 GB", "H20"), Pair("8 GB", "H100")), extra=()),
        (Rule.READ_AS,),
    ),
    "match-many-to-many": Example(
        match("<correctResponse><value>a x</value><value>a y</value><value>b x</value></correctResponse>"),
        None,
        (Rule.WEIGHTS, Rule.KIND),
    ),
    "one-pair": Example(
        match(
            "<correctResponse><value>a x</value></correctResponse>" + mapped({"a x": "1"}),
            SIDES.replace(
                '<simpleAssociableChoice identifier="b" matchMax="1">H100</simpleAssociableChoice>', ""
            ),
        ),
        None,
        (Rule.TOO_FEW,),
    ),
    "associate": Example(
        item(
            asked("associateInteraction", FRUIT, 'maxAssociations="2"'),
            declared(
                "<correctResponse><value>p q</value><value>r s</value></correctResponse>"
                + mapped({"p q": "0.5", "r s": "0.5"}),
                "multiple",
                "pair",
            ),
            MAP_RESPONSE,
        ),
        question(kind=Kind.MATCHING, options=(), pairs=(Pair("apple", "red"), Pair("pear", "green"))),
        (Rule.READ_AS,),
    ),
}
ENTRY = {
    "entry-exact": Example(number(), NUMBER),
    "entry-tolerance": Example(
        number(
            compared(f'<equal toleranceMode="absolute" tolerance="0.5 0.5">{VARIABLE}{CORRECTED}</equal>')
        ),
        replace(NUMBER, tolerance="0.5"),
    ),
    "entry-relative": Example(
        number(compared(f'<equal toleranceMode="relative" tolerance="10">{VARIABLE}{CORRECTED}</equal>')),
        replace(NUMBER, tolerance="9.6"),
    ),
    "entry-range": Example(
        number(compared(bounds("gte", "95", "lte", "98"))),
        replace(NUMBER, answer="96.5", tolerance="1.5"),
    ),
    "entry-open-range": Example(
        number(compared(bounds("gt", "95", "lt", "97"))),
        replace(NUMBER, tolerance="1"),
        (Rule.RANGE,),
    ),
    "entry-rounded": Example(
        number(
            compared(
                f'<equalRounded roundingMode="decimalPlaces" figures="1">{VARIABLE}{CORRECTED}</equalRounded>'
            )
        ),
        replace(NUMBER, tolerance="0.05"),
        (Rule.RANGE,),
    ),
    "entry-more-answers": Example(
        number(MAP_RESPONSE, value="", mapping=mapped({"96": "1", "95": "0.5"})), NUMBER, (Rule.MORE_ANSWERS,)
    ),
    "entry-blank": Example(
        number(body=f"<p>It has {FIELD} gigabytes of memory, no more.</p>"),
        replace(NUMBER, stem=STEM + "\n\nIt has ＿＿＿ gigabytes of memory, no more.", unit=""),
        (Rule.BLANK,),
    ),
    "entry-number-as-text": Example(number(kind="string"), NUMBER, (Rule.READ_AS,)),
    "entry-text": Example(number(kind="string", value="HBM3"), None, (Rule.KIND,)),
    "entry-wide": Example(number(value="９６"), None, (Rule.NOT_A_NUMBER,)),
    "entry-no-answer": Example(number(value=""), None, (Rule.NO_ANSWER,)),
}
UNREAD = {
    "inline-choice": unread("inlineChoiceInteraction", '<inlineChoice identifier="B">96</inlineChoice>'),
    "extended-text": unread("extendedTextInteraction"),
    "hottext": unread("hottextInteraction", '<p><hottext identifier="B">96</hottext></p>'),
    "gap-match": unread("gapMatchInteraction", '<gapText identifier="B" matchMax="1">96</gapText>'),
    "hotspot": unread("hotspotInteraction"),
    "select-point": unread("selectPointInteraction"),
    "graphic-order": unread("graphicOrderInteraction"),
    "graphic-associate": unread("graphicAssociateInteraction"),
    "graphic-gap-match": unread("graphicGapMatchInteraction"),
    "position-object": unread("positionObjectInteraction"),
    "slider": unread("sliderInteraction"),
    "drawing": unread("drawingInteraction"),
    "upload": unread("uploadInteraction"),
    "media-interaction": unread("mediaInteraction"),
    "custom": unread("customInteraction"),
    "composite": Example(item(choice() + asked("endAttemptInteraction")), None, (Rule.KIND,)),
    "no-interaction": Example(item(""), None, (Rule.KIND,)),
    "template": Example(item(rest="<templateProcessing/><responseProcessing/>"), None, (Rule.KIND,)),
    "adaptive": Example(item().replace(b'adaptive="false"', b'adaptive="true"'), None, (Rule.KIND,)),
}
TOLD_ALL = put("GENERAL", base("g"))
FEEDBACK = {
    "feedback-by-answer": Example(
        item(
            rest=rules(when(IS_RIGHT, SCORED), put("FEEDBACK", VARIABLE))
            + modal("A", "<p>That is the H100.</p>")
        ),
        question(options=options("B", A="That is the H100.")),
    ),
    "feedback-by-condition": Example(
        item(
            rest=rules(
                when(IS_RIGHT, SCORED),
                when(f"<match>{VARIABLE}{base('A')}</match>", put("FEEDBACK", base("fa"))),
            )
            + modal("fa", "That is the H100.")
        ),
        question(options=options("B", A="That is the H100.")),
    ),
    "feedback-to-all": Example(
        item(rest=rules(when(IS_RIGHT, SCORED), TOLD_ALL) + modal("g", "See the data sheet.", "GENERAL")),
        question(explanation="See the data sheet."),
    ),
    "feedback-right-wrong": Example(
        item(
            rest=rules(
                when(IS_RIGHT, SCORED, put("FEEDBACK", base("ok")), otherwise=put("FEEDBACK", base("no")))
            )
            + modal("ok", "Yes.")
            + modal("no", "Look again.")
        ),
        question(explanation="Yes.\n\nLook again."),
        (Rule.FEEDBACK_MOVED, Rule.FEEDBACK_MOVED),
    ),
    "feedback-inline": Example(
        item(
            choice(
                inside=CHOICES.replace(
                    "80 GB",
                    "80 GB" + shown("feedbackInline", "A", "That is the H100."),
                )
            )
        ),
        question(options=options("B", A="That is the H100.")),
    ),
    "feedback-block": Example(
        item(choice() + shown("feedbackBlock", "more", "<p>See the data sheet.</p>", "HELP")),
        question(explanation="See the data sheet."),
        (Rule.FEEDBACK_MOVED,),
    ),
    "rubric-candidate": Example(
        item('<rubricBlock view="candidate"><p>One is right.</p></rubricBlock>' + choice()),
        question(stem=f"{STEM}\n\nOne is right."),
    ),
    "rubric-scorer": Example(
        item('<rubricBlock view="scorer"><p>Half a point for 80.</p></rubricBlock>' + choice()),
        question(),
        (Rule.COMMENT,),
    ),
}
BODY = {
    "emphasis": Example(
        item("<p>A <strong>chip</strong>.</p><ul><li>HBM</li></ul>" + choice()),
        question(stem=f"{STEM}\n\nA **chip**.\n\n- HBM"),
    ),
    "markup": Example(
        item("<table><tr><td>HBM</td></tr></table>" + choice()),
        question(stem=f"{STEM}\n\nHBM"),
        (Rule.MARKUP,),
    ),
    "mathml": Example(
        item(
            '<p><m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi>x</m:mi></m:math></p>' + choice()
        ),
        question(stem=f"{STEM}\n\nx"),
        (Rule.MARKUP,),
    ),
    "image": Example(item('<p><img src="chip.png" alt="a chip"/></p>' + choice()), question(), (Rule.IMAGE,)),
    "object": Example(
        item('<p><object data="chip.mp4" type="video/mp4"/></p>' + choice()), question(), (Rule.MEDIA,)
    ),
    "stylesheet": Example(
        item().replace(b"<itemBody>", b'<stylesheet href="a.css" type="text/css"/><itemBody>'),
        question(),
        (Rule.MARKUP,),
    ),
    "no-stem": Example(item().replace(STEM.encode(), b""), None, (Rule.NO_STEM,)),
    "points": Example(
        item().replace(b'baseType="float"/>', b'baseType="float" normalMaximum="2"/>'),
        question(),
        (Rule.POINTS,),
    ),
}
PACKAGE = {
    "package": Example(archive(imsmanifest__xml=manifest("i.xml"), i__xml=item()), question()),
    "package-missing": Example(archive(imsmanifest__xml=manifest("i.xml")), None, (Rule.MISSING_FILE,)),
    "package-not-listed": Example(
        archive(imsmanifest__xml=manifest("i.xml"), i__xml=item(), j__xml=item()),
        question(),
        (Rule.NOT_LISTED,),
    ),
    "package-broken-item": Example(
        archive(imsmanifest__xml=manifest("i.xml"), i__xml=item()[:-5]), None, (Rule.NOT_XML,)
    ),
    "no-manifest": Example(archive(i__xml=item()), None, (Rule.MISSING_FILE,)),
    "doctype": Example(
        item().replace(b"?>\n", b'?>\n<!DOCTYPE a [<!ENTITY x "y">]>\n'), None, (Rule.DOCTYPE,)
    ),
    "package-keywords": Example(
        archive(
            imsmanifest__xml=manifest("i.xml").replace(
                "<file", "<metadata><lom><keyword>HBM</keyword></lom></metadata><file"
            ),
            i__xml=item(),
        ),
        question(),
        (Rule.TAGS,),
    ),
    "test-sections": Example(in_a_test(), IN_MEMORY),
    "test-time": Example(in_a_test('<timeLimits maxTime="60"/>'), IN_MEMORY, (Rule.TIME_LIMIT,)),
    "test-weight": Example(in_a_test(within='<weight identifier="w" value="2"/>'), IN_MEMORY, (Rule.POINTS,)),
    "test-control": Example(in_a_test('<itemSessionControl maxAttempts="2"/>'), IN_MEMORY, (Rule.SETTING,)),
}
EXAMPLES = {**CHOICE, **OTHERS, **ENTRY, **UNREAD, **FEEDBACK, **BODY, **PACKAGE}
