"""Constructs of QTI 1.2, of Canvas and of others."""

from dataclasses import replace

from quiz.domain.kinds import Kind
from quiz.exchange.formats.plain import Option, Pair
from quiz.exchange.formats.rules import Rule
from tests.exchange.constructs import Example
from tests.exchange.constructs.qti_pieces import STEM, archive, manifest, options, question

SPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
TEXTS = {"A": "80 GB", "B": "96 GB", "C": "141 GB"}


def text(said, kind="text/plain"):
    return f'<material><mattext texttype="{kind}">{said}</mattext></material>'


def labels(texts=TEXTS, more=""):
    return "".join(
        f'<response_label ident="{name}" {more}>{text(said)}</response_label>' for name, said in texts.items()
    )


def lid(inside="", cardinality="Single", name="response1", before="", shuffle=""):
    render = f"<render_choice {shuffle}>{inside or labels()}</render_choice>"
    return f'<response_lid ident="{name}" rcardinality="{cardinality}">{before}{render}</response_lid>'


def equal(value, name="response1", more=""):
    return f'<varequal respident="{name}" {more}>{value}</varequal>'


def placed(value, index):
    return equal(value, more=f"index='{index}'")


def when(asked, points="", action="Set", shows="", more=""):
    score = f'<setvar action="{action}" varname="SCORE">{points}</setvar>' if points else ""
    link = f'<displayfeedback feedbacktype="Response" linkrefid="{shows}"/>' if shows else ""
    return f"<respcondition {more}><conditionvar>{asked}</conditionvar>{score}{link}</respcondition>"


def said(name, words):
    return f'<itemfeedback ident="{name}"><flow_mat>{text(words)}</flow_mat></itemfeedback>'


def wrapped(words, *names):
    before = "".join(f"<{name} ident='f'>" for name in names)
    return before + text(words) + "".join(f"</{name}>" for name in reversed(names))


def fields(**given):
    inside = "".join(
        f"<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{entry}</fieldentry></qtimetadatafield>"
        for label, entry in given.items()
        if entry
    )
    return f"<itemmetadata><qtimetadata>{inside}</qtimetadata></itemmetadata>" if inside else ""


def item(kind="multiple_choice_question", asked=None, processing=None, rest="", stem=STEM, **more):
    shown = stem if stem.startswith("<material>") else text(stem)
    return (
        f'<item ident="i" title="h20">{fields(question_type=kind, **more)}'
        f"<presentation>{shown}{lid() if asked is None else asked}</presentation>"
        f'<resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE"/></outcomes>'
        f"{when(equal('B'), '100') if processing is None else processing}</resprocessing>{rest}</item>"
    )


def within(inside, around=("", "")):
    before, after = around
    return f'<questestinterop xmlns="{SPACE}">{before}{inside}{after}</questestinterop>'.encode()


def alone(*given, **more):
    return within(item(*given, **more))


AND = "<and>{}</and>".format(equal("A") + equal("B") + f"<not>{equal('C')}</not>")
SEVERAL = question(kind=Kind.MULTIPLE, options=options("AB"))
TRUE = {"1": "True", "2": "False"}
TRUTH = question(kind=Kind.TRUE_FALSE, options=(), answer=True)
FIELD = (
    '<response_str ident="response1" rcardinality="Single"><render_fib fibtype="{}">'
    '<response_label ident="a"/></render_fib>{}</response_str>'
)
INTEGER = FIELD.format("Integer", "").replace("response_str", "response_num")
BANK = (
    "<objectbank ident='b'><qtimetadata><qtimetadatafield><fieldlabel>bank_title</fieldlabel>"
    "<fieldentry>Memory</fieldentry></qtimetadatafield></qtimetadata>"
)
DECIMAL = FIELD.format("Decimal", "")
NUMBER = question(kind=Kind.NUMERIC, options=(), answer="96")
SIDES = {"x": "96 GB", "y": "80 GB", "z": "8 GB"}
MATCH = lid(labels(SIDES), name="response_1", before=text("H20")) + lid(
    labels(SIDES), name="response_2", before=text("H100")
)
HALVES = when(equal("x", "response_1"), "50.00", "Add") + when(equal("y", "response_2"), "50.00", "Add")
MATCHED = question(
    kind=Kind.MATCHING,
    options=(),
    pairs=(Pair("H20", "96 GB"), Pair("H100", "80 GB")),
    extra=(Option("8 GB"),),
)
ORDERED = question(kind=Kind.ORDERING, options=(), items=("141 GB", "80 GB", "96 GB"))


def bounds(low, high, lower="vargte"):
    return f"<{lower} respident='response1'>{low}</{lower}><varlte respident='response1'>{high}</varlte>"


def near(exact, inside):
    return when(f"<or>{equal(exact)}<and>{inside}</and></or>", "100")


def numeric(processing, **more):
    return alone("numerical_question", DECIMAL, processing, **more)


def unread(kind, asked=DECIMAL):
    return Example(alone(kind, asked), None, (Rule.KIND,))


CANVAS = {
    "canvas-multiple-choice": Example(alone(), question()),
    "canvas-multiple-answers": Example(
        alone("multiple_answers_question", lid(cardinality="Multiple"), when(AND, "100")), SEVERAL
    ),
    "canvas-true-false": Example(
        alone("true_false_question", lid(labels(TRUE)), when(equal("1"), "100"), said("2_fb", "Look again.")),
        replace(TRUTH, feedback="Look again."),
    ),
    "canvas-numerical-exact": Example(numeric(when(f"<or>{equal('96')}</or>", "100")), NUMBER),
    "canvas-numerical-margin": Example(
        numeric(near("96.0", bounds("95.5", "96.5"))), replace(NUMBER, answer="96.0", tolerance="0.5")
    ),
    "canvas-numerical-range": Example(
        numeric(when(bounds("95", "98"), "100")), replace(NUMBER, answer="96.5", tolerance="1.5")
    ),
    "canvas-numerical-precision": Example(
        numeric(near("96", bounds("95.5", "96.5", "vargt"))), replace(NUMBER, tolerance="0.5"), (Rule.RANGE,)
    ),
    "canvas-numerical-several": Example(
        numeric(when(equal("96"), "100") + when(equal("95"), "100")), NUMBER, (Rule.MORE_ANSWERS,)
    ),
    "canvas-matching": Example(alone("matching_question", MATCH, HALVES), MATCHED),
    "canvas-ordering": Example(
        alone(
            "ordering_question", lid(cardinality="Ordered"), when(equal("C") + equal("A") + equal("B"), "100")
        ),
        ORDERED,
    ),
    "canvas-short-answer": unread("short_answer_question"),
    "canvas-essay": unread("essay_question"),
    "canvas-blanks": unread("fill_in_multiple_blanks_question"),
    "canvas-dropdowns": unread("multiple_dropdowns_question", MATCH),
    "canvas-calculated": unread("calculated_question"),
    "canvas-file-upload": unread("file_upload_question"),
    "canvas-text-only": unread("text_only_question", ""),
    "canvas-points": Example(alone(points_possible="2.0"), question(), (Rule.POINTS,)),
    "canvas-answer-comments": Example(
        alone(rest=said("A_fb", "That is the H100.")), question(options=options("B", A="That is the H100."))
    ),
    "canvas-general-comments": Example(
        alone(rest=said("general_fb", "See the data sheet.")), question(explanation="See the data sheet.")
    ),
    "canvas-right-wrong-comments": Example(
        alone(rest=said("correct_fb", "Yes.") + said("general_incorrect_fb", "Look again.")),
        question(explanation="Yes.\n\nLook again."),
        (Rule.FEEDBACK_MOVED, Rule.FEEDBACK_MOVED),
    ),
    "canvas-bank": Example(within(item(), (BANK, "</objectbank>")), question(category="Memory")),
    "canvas-quiz-settings": Example(
        archive(
            imsmanifest__xml=manifest(
                "g___g.xml".replace("___", "/"), "g/assessment_meta.xml", kind="imsqti_xmlv1p2"
            ),
            g___g__xml=alone(),
            g___assessment_meta__xml='<quiz xmlns="http://canvas.instructure.com/xsd/cccv1p0"><title>Chips</title></quiz>',
        ),
        question(),
        (Rule.SETTING,),
    ),
}
ASI = {
    "choice-one": Example(alone(""), question()),
    "choice-one-points": Example(
        alone("", processing=when(equal("B"), "1") + when(equal("A"), "0.5")), question(), (Rule.PARTIAL,)
    ),
    "choice-any-right": Example(
        alone("", processing=when(f"<or>{equal('A')}{equal('B')}</or>", "1")), SEVERAL, (Rule.ANY_RIGHT,)
    ),
    "choice-several": Example(
        alone(
            "",
            lid(cardinality="Multiple"),
            when(equal("A"), "50", "Add")
            + when(equal("B"), "50", "Add")
            + when(equal("C"), "100", "Subtract"),
        ),
        SEVERAL,
    ),
    "choice-several-weights": Example(
        alone("", lid(cardinality="Multiple"), when(equal("A"), "80", "Add") + when(equal("B"), "20", "Add")),
        SEVERAL,
        (Rule.WEIGHTS,),
    ),
    "choice-no-key": Example(alone("", processing=when(equal("A"), "0")), None, (Rule.NO_RIGHT,)),
    "shuffle-no": Example(alone("", lid(shuffle='shuffle="No"')), question(), (Rule.SETTING,)),
    "label-fixed": Example(
        alone(
            "",
            lid(
                labels({"A": "80 GB", "B": "96 GB"}) + labels({"C": "141 GB"}, 'rshuffle="No"'),
                shuffle='shuffle="Yes"',
            ),
        ),
        question(options=(*options("B")[:2], Option("141 GB", is_pinned=True))),
    ),
    "cartridge-profile": Example(
        alone("", lid(labels(TRUE)), when(equal("1"), "100"), cc_profile="cc.true_false.v0p1"), TRUTH
    ),
    "cartridge-unread": Example(alone("", DECIMAL, cc_profile="cc.fib.v0p1"), None, (Rule.KIND,)),
    "ordered": Example(
        alone(
            "",
            lid(cardinality="Ordered"),
            when(f"<and>{placed('A', 2)}{placed('B', 3)}{placed('C', 1)}</and>", "1"),
        ),
        ORDERED,
    ),
    "several-lid": Example(alone("", MATCH, HALVES), MATCHED),
    "response-num": Example(
        alone(
            "",
            INTEGER,
            when(equal("96"), "1"),
        ),
        NUMBER,
    ),
    "margin-percent": Example(
        numeric(when(equal("96", more="margintype='percent' margin='5'"), "100")), NUMBER, (Rule.RANGE,)
    ),
    "number-wide": Example(numeric(when(equal("９６"), "100")), None, (Rule.NOT_A_NUMBER,)),
    "one-pair": Example(
        alone("matching_question", lid(labels(SIDES), before=text("H20")), when(equal("x"), "100")),
        None,
        (Rule.TOO_FEW,),
    ),
    "fib-decimal-unit": Example(
        alone("", FIELD.format("Decimal", text("GB")), when(equal("96"), "1")), replace(NUMBER, unit="GB")
    ),
    "fib-string": unread("", FIELD.format("String", "")),
    "response-grp": unread(
        "",
        '<response_grp ident="g"><render_choice><response_label ident="A"/></render_choice></response_grp>',
    ),
    "response-xy": unread("", '<response_xy ident="x"><render_hotspot/></response_xy>'),
    "slider": unread(
        "", '<response_num ident="x"><render_slider lowerbound="0" upperbound="9"/></response_num>'
    ),
    "feedback-condition": Example(
        alone(
            "",
            processing=when(equal("B"), "1") + when(equal("A"), shows="why"),
            rest=said("why", "That is the H100."),
        ),
        question(options=options("B", A="That is the H100.")),
    ),
    "feedback-others": Example(
        alone(
            "",
            processing=when(equal("B"), "1") + when("<other/>", shows="no"),
            rest=said("no", "Look again."),
        ),
        question(explanation="Look again."),
        (Rule.FEEDBACK_MOVED,),
    ),
    "solution": Example(
        alone(
            "",
            rest=wrapped("See the data sheet.", "itemfeedback", "solution", "solutionmaterial"),
        ),
        question(explanation="See the data sheet."),
    ),
    "hint": Example(
        alone(
            "",
            rest=wrapped("More than the H100.", "itemfeedback", "hint", "hintmaterial"),
        ),
        question(),
        (Rule.HINT,),
    ),
    "rubric": Example(
        alone("", rest=f"<rubric>{text('For teachers.')}</rubric>"), question(), (Rule.COMMENT,)
    ),
    "duration": Example(
        alone("")
        .replace(b"<itemmetadata>", b"")
        .replace(b"<presentation>", b"<duration>PT1M</duration><presentation>"),
        question(),
        (Rule.TIME_LIMIT,),
    ),
    "html": Example(
        alone("", stem=text("&lt;p&gt;How much &lt;b&gt;memory&lt;/b&gt;?&lt;/p&gt;", "text/html")),
        question(stem="How much **memory**?"),
    ),
    "image-in-html": Example(
        alone("", stem=text(f"{STEM}&lt;img src='chip.png'&gt;", "text/html")), question(), (Rule.IMAGE,)
    ),
    "matimage": Example(
        alone("", stem=f'<material><mattext>{STEM}</mattext><matimage uri="chip.png"/></material>'),
        question(),
        (Rule.IMAGE,),
    ),
    "mataudio": Example(
        alone("", stem=f'<material><mattext>{STEM}</mattext><mataudio uri="chip.mp3"/></material>'),
        question(),
        (Rule.MEDIA,),
    ),
    "matemtext": Example(
        alone("", stem=f"<material><mattext>{STEM}</mattext><matemtext>In gigabytes.</matemtext></material>"),
        question(stem=f"{STEM}\n\n*In gigabytes.*"),
    ),
    "section": Example(
        within(
            item(""),
            (
                "<assessment ident='a' title='Chips'><section ident='s' title='Memory'>",
                "</section></assessment>",
            ),
        ),
        question(category="Memory"),
    ),
    "section-settings": Example(
        within(item(""), ("<section ident='s'><selection_ordering/>", "</section>")),
        question(),
        (Rule.SETTING,),
    ),
    "section-rubric": Example(
        within(item(""), (f"<section ident='s'><rubric>{text('Be quick.')}</rubric>", "</section>")),
        question(),
        (Rule.COMMENT,),
    ),
    "section-feedback": Example(
        within(
            item(""),
            ("<section ident='s'>", f"<sectionfeedback>{text('Well done.')}</sectionfeedback></section>"),
        ),
        question(),
        (Rule.FEEDBACK,),
    ),
    "item-control": Example(alone("", rest="<itemcontrol/>"), question(), (Rule.SETTING,)),
    "text-in-response": Example(
        alone("", lid(before=text("Choose one."))), question(stem=f"{STEM}\n\nChoose one.")
    ),
    "ident-twice": Example(alone("", lid(labels() + labels())), None, (Rule.SYNTAX,)),
    "points": Example(alone("", processing=when(equal("B"), "5")), question(), (Rule.POINTS,)),
    "package": Example(
        archive(imsmanifest__xml=manifest("q.xml", kind="imsqti_xmlv1p2"), q__xml=alone()), question()
    ),
    "doctype": Example(
        b'<!DOCTYPE questestinterop SYSTEM "ims_qtiasiv1p2.dtd">\n' + alone(), None, (Rule.DOCTYPE,)
    ),
}
EXAMPLES = {**CANVAS, **ASI}
