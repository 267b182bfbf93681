"""What becomes of each construct of GIFT: MoodleDocs, "GIFT format"."""

from quiz.domain.kinds import Kind
from quiz.exchange.formats.plain import Option, Pair, Question
from quiz.exchange.formats.rules import Rule
from tests.exchange.constructs import Example

RIGHT, WRONG = Option("H20", is_right=True), Option("A100")
ONE = Question(Kind.SINGLE, "Which chip?", options=(RIGHT, WRONG))
TRUE = Question(Kind.TRUE_FALSE, "It has HBM3.", answer=True)
NUMBER = Question(Kind.NUMERIC, "How many GB?", answer="96")
BOTH = (Option("A100", is_right=True), Option("H100", is_right=True), Option("T4"), Option("L4"))
SEVERAL = Question(Kind.MULTIPLE, "Which two?", options=BOTH)
COLOURS = Question(Kind.MATCHING, "Which colour?", pairs=(Pair("lime", "green"), Pair("plum", "blue")))


def example(text, becomes, *rules):
    return Example(text.encode(), becomes, rules)


def of(question, **more):
    return Question(**{name: getattr(question, name) for name in question.__slots__} | more)


EXAMPLES = {
    "single": example("Which chip? {=H20 ~A100}", ONE),
    "title": example("::chip:: Which chip? {=H20 ~A100}", of(ONE, name="chip")),
    "no_text": example("::chip:: {=H20 ~A100}", None, Rule.NO_STEM),
    "feedback": example(
        "Which chip? {=H20#Made for export. ~A100#Older.}",
        of(ONE, options=(Option("H20", True, "Made for export."), Option("A100", feedback="Older."))),
    ),
    "general_feedback": example(
        "Which chip? {=H20 ~A100 ####See the rules of 2022.}",
        of(ONE, explanation="See the rules of 2022."),
    ),
    "partial": example("Which chip? {=H20 ~%50%A100}", ONE, Rule.PARTIAL),
    "negative": example("Which chip? {=H20 ~%-50%A100}", ONE, Rule.WEIGHTS),
    "any_right": example(
        "Which chip? {=H20 =H800 ~A100}",
        of(ONE, kind=Kind.MULTIPLE, options=(RIGHT, Option("H800", is_right=True), WRONG)),
        Rule.ANY_RIGHT,
    ),
    "no_right": example("Which chip? {~H20 ~A100}", None, Rule.NO_RIGHT),
    "multiple": example("Which two? {~%50%A100 ~%50%H100 ~%-50%T4 ~%-50%L4}", SEVERAL),
    "multiple_weights": example("Which two? {~%50%A100 ~%50%H100 ~%-100%T4 ~L4}", SEVERAL, Rule.WEIGHTS),
    "true_false": example("It has HBM3. {T}", TRUE),
    "true_false_feedback": example(
        "It has HBM2. {FALSE#It has HBM3.#Well read.}",
        of(TRUE, stem="It has HBM2.", answer=False, feedback="It has HBM3.", feedback_right="Well read."),
    ),
    "missing_word": example(
        "The chip {=H20 ~A100} was made for export.",
        of(ONE, stem="The chip ＿＿＿ was made for export."),
        Rule.BLANK,
    ),
    "matching": example("Which colour? {=lime -> green =plum -> blue}", COLOURS),
    "matching_extra": example(
        "Which colour? {=lime -> green =plum -> blue = -> red}", of(COLOURS, extra=(Option("red"),))
    ),
    "matching_broken": example("Which colour? {=lime -> green =plum}", None, Rule.SYNTAX),
    "number": example("How many GB? {#96}", NUMBER),
    "number_tolerance": example("How many GB? {#96:0.5}", of(NUMBER, tolerance="0.5")),
    "number_range": example("How many GB? {#80..96}", of(NUMBER, answer="88", tolerance="8")),
    "number_range_backwards": example(
        "How many GB? {#96..80}", of(NUMBER, answer="88", tolerance="8"), Rule.RANGE
    ),
    "number_answers": example("How many GB? {#=96 =%50%96:8}", NUMBER, Rule.MORE_ANSWERS),
    "number_feedback": example(
        "How many GB? {#=96#As much as that. ~#Look again.}",
        of(NUMBER, explanation="As much as that.\n\nLook again."),
        Rule.FEEDBACK_MOVED, Rule.FEEDBACK_MOVED,
    ),
    "number_long": example("How many GB? {#9.6e40}", None, Rule.NOT_A_NUMBER),
    "number_words": example("How many GB? {#about 96}", None, Rule.NOT_A_NUMBER),
    "short_answer": example("Which chip? {=H20 =%50%h-20}", None, Rule.KIND),
    "essay": example("Why? {}", None, Rule.KIND),
    "description": example("Now some questions on chips.", None, Rule.KIND),
    "category": example(
        "$CATEGORY: $course$/top/Chips/Memory\n\nWhich chip? {=H20 ~A100}",
        of(ONE, category="Chips/Memory"),
    ),
    "escapes": example(
        r"::a\:b:: Is 1 \= \{1\}? {=\~yes\#\\ ~no\nor so}",
        Question(
            Kind.SINGLE, "Is 1 = {1}?", "a:b", (Option("~yes#\\\\", is_right=True), Option("no\nor so"))
        ),
    ),
    "signs_in_text": example("Is 1+1=2, ~ or # : at http://a.example? {T}", of(
        TRUE, stem="Is 1+1=2, ~ or # : at http://a.example?"
    )),
    "comment": example("// From last year.\nWhich chip? {=H20 ~A100}", ONE, Rule.COMMENT),
    "comment_of_moodle": example("// question: 7  name: chip\n::chip::Which chip? {=H20 ~A100}", of(
        ONE, name="chip"
    )),
    "identifier": example("// [id:c-1]\nWhich chip? {=H20 ~A100}", ONE, Rule.IDENTIFIER),
    "tags": example("// [tag:chips] [tag:memory]\nWhich chip? {=H20 ~A100}", ONE, Rule.TAGS),
    "html": example("[html]<p>Which <b>chip</b>?</p> {=H20 ~A100}", of(ONE, stem="Which **chip**?")),
    "html_cut": example("[html]<table><tr><td>Which chip?</td></tr></table> {=H20 ~A100}", ONE, Rule.MARKUP),
    "image": example(
        '[html]<img src\\="@@PLUGINFILE@@/die.png">Which chip? {=H20 ~A100}', ONE, Rule.IMAGE
    ),
    "markdown": example("[markdown]Which *chip*? {=H20 ~A100}", of(ONE, stem="Which *chip*?")),
    "plain": example("[plain]Which <b> chip? {=H20 ~A100}", of(ONE, stem=r"Which \<b> chip?")),
    "moodle": example("Which <b>chip</b>?\nOne. {=H20 ~A100}", of(ONE, stem="Which **chip**?\nOne.")),
    "format_of_an_answer": example("Which chip? {=[html]<i>H20</i> ~A100}", of(
        ONE, options=(Option("*H20*", is_right=True), WRONG)
    )),
    "blank_lines_within": example("Which chip? {\n\n=H20\n\n~A100\n\n}", ONE),
    "byte_order_mark": example("\ufeffWhich chip? {=H20 ~A100}", ONE),
    "shift_jis": Example(
        "どの半導体? {=H20 ~A100}".encode("cp932"), of(ONE, stem="どの半導体?"), (Rule.ENCODING,)
    ),
    "unclosed": example("Which chip? {=H20 ~A100", None, Rule.UNCLOSED),
    "unclosed_title": example("::chip Which chip? {=H20 ~A100}", None, Rule.UNCLOSED),
    "stray_brace": example("Which chip? {=H20 ~A{1}00}", None, Rule.SYNTAX),
    "one_answer": example("Which chip? {~H20}", None, Rule.TOO_FEW),
    "empty_answer": example("Which chip? {=H20 ~}", None, Rule.NO_TEXT),
}  # fmt: skip
