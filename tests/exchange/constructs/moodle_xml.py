"""Each construct of Moodle XML in the smallest file that shows it."""

from quiz.domain.kinds import Kind
from quiz.exchange.formats.plain import Option, Pair, Question
from quiz.exchange.formats.rules import Rule
from tests.exchange.constructs import Example

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
STEM = "How much memory does the H20 have?"
ASKED = f'<questiontext format="html"><text>{STEM}</text></questiontext>'


def text(said):
    return f"<text>{said}</text>"


def file(kind, inside, *, stem=ASKED, before=""):
    question = f'<question type="{kind}">\n<name>{text("h20")}</name>\n{stem}\n{inside}\n</question>'
    return f"{HEAD}{before}{question}\n</quiz>\n".encode()


def asked(said, form="html"):
    return f'<questiontext format="{form}">{text(said)}</questiontext>'


def answer(fraction, said, more=""):
    return f'<answer fraction="{fraction}" format="html">{text(said)}{more}</answer>\n'


def fed(said):
    return f'<feedback format="html">{text(said)}</feedback>'


TWO = answer(100, "96 GB") + answer(0, "40 GB")
SINGLE = Question(Kind.SINGLE, STEM, "h20", options=(Option("96 GB", is_right=True), Option("40 GB")))
RIGHT, WRONG = SINGLE.options
TRUTH = answer(100, "true", fed("It does.")) + answer(0, "false", fed("Read again."))
NUMBER = Question(Kind.NUMERIC, STEM, "h20", answer="96")
PAIRS = (Pair("H20", "96 GB"), Pair("A100", "80 GB"))
SIDES = "".join(
    f'<subquestion format="html">{text(each.left)}<answer>{text(each.right)}</answer></subquestion>\n'
    for each in PAIRS
)
ITEMS = "".join(answer(place, said) for place, said in enumerate(("V100", "A100", "H100"), start=1))


def single(inside, *rules, **changes):
    """A question of one choice with something besides."""
    return Example(file("multichoice", TWO + inside), _changed(SINGLE, changes), rules)


def stemmed(stem, shown, *rules):
    """A question of one choice with this stem."""
    return Example(file("multichoice", TWO, stem=stem), _changed(SINGLE, {"stem": shown}), rules)


def choice(inside, kind, options, *rules):
    return Example(file("multichoice", inside), Question(kind, STEM, "h20", options=options), rules)


def number(inside, *rules, **changes):
    return Example(file("numerical", inside), _changed(NUMBER, changes), rules)


def unread(kind, inside, *rules):
    return Example(file(kind, inside), None, rules)


def _changed(question, changes):
    return Question(**{name: getattr(question, name) for name in question.__slots__} | changes)


def category(path, more=""):
    return f'<question type="category"><category>{text(path)}</category>{more}</question>\n'


KINDS = (
    "shortanswer", "essay", "cloze", "calculated", "calculatedsimple", "calculatedmulti", "ddwtos",
    "gapselect", "ddimageortext", "ddmarker", "random", "randomsamatch", "description", "missingtype",
    "coderunner",
)  # fmt: skip
SEVERAL = "<single>false</single>"

EXAMPLES = {
    # The file.
    "another-encoding": Example(
        file("multichoice", TWO, stem=asked("メモリは？"))
        .replace(b"UTF-8", b"UTF-16")
        .decode()
        .encode("utf-16"),
        _changed(SINGLE, {"stem": "メモリは？"}),
    ),
    "number-of-moodle": single("<!-- question: 12 -->"),
    "comment": single("<!-- Ask Mori about this. -->", Rule.COMMENT),
    "category": Example(
        file("multichoice", TWO, before=category("$course$/top/Chips/Memory")),
        _changed(SINGLE, {"category": "Chips/Memory"}),
    ),
    "category-with-a-slash": Example(
        file("multichoice", TWO, before=category("$module$/In//Out")),
        _changed(SINGLE, {"category": "In/Out"}),
    ),
    "category-info": Example(
        file("multichoice", TWO, before=category("$course$/Chips", f"<info>{text('All of them')}</info>")),
        _changed(SINGLE, {"category": "Chips"}),
        (Rule.CATEGORY,),
    ),
    "something-else": Example(file("multichoice", TWO, before="<settings/>"), SINGLE, (Rule.SETTING,)),
    "empty-file": Example(b" \n", None, (Rule.EMPTY_FILE,)),
    "not-xml": Example(b"<quiz>\n<question>\n</quiz>", None, (Rule.NOT_XML,)),
    "doctype": Example(b'<!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>', None, (Rule.DOCTYPE,)),
    "too-deep": Example(b"<quiz>" + b"<a>" * 50 + b"</a>" * 50 + b"</quiz>", None, (Rule.TOO_DEEP,)),
    "no-questions": Example(b"<quiz></quiz>", None, (Rule.NO_QUESTIONS,)),
    # Texts.
    "html": stemmed(asked("&lt;p&gt;a &lt;b&gt;b&lt;/b&gt;&lt;/p&gt;"), "a **b**"),
    "cdata": stemmed(asked("<![CDATA[<ul><li>a</li><li>b</li></ul>]]>"), "- a\n- b"),
    "html-as-elements": stemmed(asked("<p>a <b>b</b></p>"), "a **b**"),
    "auto-format": stemmed(asked("a\nb", "moodle_auto_format"), "a\nb"),
    "plain-text": stemmed(asked("a *b* &lt;c&gt;", "plain_text"), "a \\*b\\* \\<c>"),
    "markdown": stemmed(asked("a **b**\n\n- c", "markdown"), "a **b**\n\n- c"),
    "tags-of-html": stemmed(asked("<![CDATA[10<sup>3</sup>]]>"), "10^3", Rule.MARKUP),
    "tex": stemmed(asked("$$x^2$$"), "$$x^2$$", Rule.MARKUP),
    "image": stemmed(
        '<questiontext format="html"><text><![CDATA[a <img src="@@PLUGINFILE@@/die%20a.png">]]></text>'
        '<file name="die a.png" path="/" encoding="base64">AAAA</file></questiontext>',
        "a",
        Rule.IMAGE,
    ),
    "image-only": Example(
        file("multichoice", TWO + answer(0, '<![CDATA[<img src="die.png">]]>')),
        _changed(SINGLE, {"options": (RIGHT, WRONG, Option("die.png"))}),
        (Rule.IMAGE,),
    ),
    "media": stemmed(
        '<questiontext format="html"><text>a</text>'
        '<file name="die.mp4" encoding="base64">AAAA</file></questiontext>',
        "a",
        Rule.MEDIA,
    ),
    "image-of-1-9": single("<image>die.png</image><image_base64>AAAA</image_base64>", Rule.IMAGE),
    "no-stem": Example(file("multichoice", TWO, stem=""), None, (Rule.NO_STEM,)),
    "too-long": Example(file("multichoice", TWO, stem=asked("a" * 20_001)), None, (Rule.TOO_LONG,)),
    # What every question has.
    "general-feedback": single(
        f'<generalfeedback format="html">{text("See the data sheet.")}</generalfeedback>',
        explanation="See the data sheet.",
    ),
    "defaults": single(
        "<defaultgrade>1.0000000</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden>"
        "<idnumber></idnumber>"
        "<showstandardinstruction>0</showstandardinstruction><shownumcorrect/>"
    ),
    "grade": single("<defaultgrade>2.0000000</defaultgrade>", Rule.POINTS),
    "penalty": single("<penalty>0.5000000</penalty>", Rule.PENALTY),
    "hidden": single("<hidden>1</hidden>", Rule.SETTING),
    "idnumber": single("<idnumber>mem-1</idnumber>", Rule.IDENTIFIER),
    "tags": single(f"<tags><tag>{text('memory')}</tag></tags>", Rule.TAGS),
    "hint": single(f'<hint format="html">{text("Look at the table.")}<clearwrong/></hint>', Rule.HINT),
    "of-a-plugin": single("<wirisquestion>x</wirisquestion>", Rule.SETTING),
    # Multichoice.
    "single": choice(
        "<single>true</single>" + answer(100, "96 GB", fed("So it is.")) + answer(0, "40 GB"),
        Kind.SINGLE,
        (Option("96 GB", is_right=True, feedback="So it is."), WRONG),
    ),
    "several": choice(
        SEVERAL + answer(50, "a") + answer(50, "b") + answer("-33.33333", "c") * 3,
        Kind.MULTIPLE,
        (Option("a", is_right=True), Option("b", is_right=True), *(Option("c"),) * 3),
    ),
    "weights": choice(
        SEVERAL + answer(70, "a") + answer(30, "b") + answer(-100, "c"),
        Kind.MULTIPLE,
        (Option("a", is_right=True), Option("b", is_right=True), Option("c")),
        Rule.WEIGHTS,
    ),
    "partly-right": choice(
        answer(50, "80 GB") + TWO, Kind.SINGLE, (Option("80 GB"), RIGHT, WRONG), Rule.PARTIAL
    ),
    "wrong-costs": choice(
        TWO + answer(-25, "0 GB"), Kind.SINGLE, (RIGHT, WRONG, Option("0 GB")), Rule.WEIGHTS
    ),
    "any-right": choice(
        TWO + answer(100, "All of it"),
        Kind.MULTIPLE,
        (RIGHT, WRONG, Option("All of it", is_right=True)),
        Rule.ANY_RIGHT,
    ),
    "empty-answer": single(answer(0, "")),
    "numbering": single("<answernumbering>ABCD</answernumbering>", Rule.SETTING),
    "not-shuffled": single("<shuffleanswers>false</shuffleanswers>", Rule.SETTING),
    "stock-feedback": single(
        f"<correctfeedback>{text('Your answer is correct.')}</correctfeedback>"
        f"<incorrectfeedback>{text('あなたの答えは正しくありません。')}</incorrectfeedback>"
    ),
    "combined-feedback": single(
        f"<correctfeedback>{text('Well read.')}</correctfeedback>"
        f"<partiallycorrectfeedback>{text('Nearly.')}</partiallycorrectfeedback>"
        f"<incorrectfeedback>{text('Read again.')}</incorrectfeedback>",
        Rule.FEEDBACK_MOVED,
        Rule.FEEDBACK_MOVED,
        Rule.FEEDBACK_MOVED,
        options=(
            Option("96 GB", is_right=True, feedback="Well read."),
            Option("40 GB", feedback="Read again."),
        ),
        explanation="Nearly.",
    ),
    "combined-feedback-of-several": Example(
        file(
            "multichoice",
            SEVERAL
            + answer(100, "96 GB")
            + answer(-100, "40 GB")
            + f"<incorrectfeedback>{text('Read again.')}</incorrectfeedback>",
        ),
        _changed(SINGLE, {"kind": Kind.MULTIPLE, "explanation": "Read again."}),
        (Rule.FEEDBACK_MOVED,),
    ),
    "one-answer": unread("multichoice", answer(100, "96 GB"), Rule.TOO_FEW),
    "none-right": unread("multichoice", answer(50, "96 GB") + answer(0, "40 GB"), Rule.NO_RIGHT),
    "broken-fraction": unread("multichoice", answer("all", "96 GB") + answer(0, "40 GB"), Rule.SYNTAX),
    # True or false.
    "truefalse": Example(
        file("truefalse", TRUTH),
        Question(
            Kind.TRUE_FALSE, STEM, "h20", answer=True, feedback="Read again.", feedback_right="It does."
        ),
    ),
    "truefalse-in-words": Example(
        file("truefalse", answer(0, "○") + answer(100, "×")),
        Question(Kind.TRUE_FALSE, STEM, "h20", answer=False),
        (Rule.READ_AS, Rule.READ_AS),
    ),
    # Numerical.
    "numerical": number(answer(100, "96", "<tolerance>0.5</tolerance>"), tolerance="0.5"),
    "unit": number(
        answer(100, "96")
        + "<units><unit><multiplier>1</multiplier><unit_name>GB</unit_name></unit></units>"
        + "<unitgradingtype>0</unitgradingtype><unitpenalty>0.1</unitpenalty><showunits>0</showunits>"
        + "<unitsleft>0</unitsleft>",
        unit="GB",
    ),
    "units": number(
        answer(100, "96")
        + "<units><unit><multiplier>1</multiplier><unit_name>GB</unit_name></unit>"
        + "<unit><multiplier>1000</multiplier><unit_name>MB</unit_name></unit></units>",
        Rule.UNIT,
        unit="GB",
    ),
    "unit-graded": number(
        answer(100, "96")
        + "<units><unit><multiplier>1</multiplier><unit_name>GB</unit_name></unit></units>"
        + "<unitgradingtype>1</unitgradingtype><showunits>1</showunits>",
        Rule.SETTING,
        Rule.SETTING,
        unit="GB",
    ),
    "more-answers": number(answer(100, "96") + answer(50, "80"), Rule.MORE_ANSWERS),
    "anything-else": number(
        answer(100, "96") + answer(0, "*", fed("Look at the table.")),
        Rule.FEEDBACK_MOVED,
        explanation="Look at the table.",
    ),
    "instructions": number(
        answer(100, "96") + f"<instructions>{text('Without a unit.')}</instructions>",
        Rule.FEEDBACK_MOVED,
        explanation="Without a unit.",
    ),
    "exponent": number(answer(100, "9.6e1"), Rule.READ_AS),
    "decimal-comma": number(answer(100, "96,5"), Rule.READ_AS, answer="96.5"),
    "comma-that-may-mean-two": unread("numerical", answer(100, "1,500"), Rule.NOT_A_NUMBER),
    "infinite": unread("numerical", answer(100, "inf"), Rule.NOT_A_NUMBER),
    "any-number": unread("numerical", answer(100, "*"), Rule.NOT_A_NUMBER),
    # Matching.
    "matching": Example(file("matching", SIDES), Question(Kind.MATCHING, STEM, "h20", pairs=PAIRS)),
    "extra-side": Example(
        file("matching", f"{SIDES}<subquestion><text/><answer>{text('0 GB')}</answer></subquestion>"),
        Question(Kind.MATCHING, STEM, "h20", pairs=PAIRS, extra=(Option("0 GB"),)),
    ),
    "shared-side": Example(
        file("matching", f"{SIDES}<subquestion>{text('H800')}<answer>{text('80 GB')}</answer></subquestion>"),
        Question(Kind.MATCHING, STEM, "h20", pairs=(*PAIRS, Pair("H800", "80 GB"))),
        (Rule.SHARED,),
    ),
    "prompt-without-side": unread(
        "matching",
        f"{SIDES}<subquestion>{text('H800')}<answer><text/></answer></subquestion>",
        Rule.NO_ANSWER,
    ),
    # Ordering.
    "ordering": Example(
        file("ordering", f"<gradingtype>ABSOLUTE_POSITION</gradingtype>{ITEMS}"),
        Question(Kind.ORDERING, STEM, "h20", items=("V100", "A100", "H100")),
    ),
    "ordering-settings": Example(
        file(
            "ordering",
            "<layouttype>HORIZONTAL</layouttype><selecttype>RANDOM</selecttype><selectcount>2</selectcount>"
            f"<gradingtype>LONGEST_ORDERED_SUBSET</gradingtype>{ITEMS}",
        ),
        Question(Kind.ORDERING, STEM, "h20", items=("V100", "A100", "H100")),
        (Rule.SETTING,) * 3,
    ),
    "ordering-feedback": Example(
        file("ordering", ITEMS + answer(4, "H20", fed("The last."))),
        Question(Kind.ORDERING, STEM, "h20", items=("V100", "A100", "H100", "H20"), explanation="The last."),
        (Rule.FEEDBACK_MOVED,),
    ),
    **{kind: unread(kind, "", Rule.KIND) for kind in KINDS},
}
