from quiz.domain.kinds import Kind
from quiz.exchange.formats.plain import Option, Pair, Question
from quiz.exchange.formats.rules import Rule
from tests.exchange.constructs import Example

FRUIT = (Option("Banana", is_right=True), Option("Apple"))
SINGLE = Question(Kind.SINGLE, "Which is yellow?", options=FRUIT)
BOTH = Question(
    Kind.MULTIPLE,
    "Which are yellow?",
    options=(Option("Banana", is_right=True), Option("Lemon", is_right=True), Option("Plum")),
)
HEADS = "Question,Option 1,Option 2,Right answer"
ROW = "Which is yellow?,Banana,Apple,A"
KAHOOT = (
    ",Question - max 120 characters,Answer 1 - max 75 characters,Answer 2 - max 75 characters,"
    "Answer 3 - max 75 characters,Answer 4 - max 75 characters,"
    '"Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",Correct answer(s) - choose at least one'
)
GOOGLE = "Question,Type,Option 1,Option 2,Option 3,Correct Answer"


def table(*lines, encoding="utf-8-sig"):
    return "".join(f"{line}\r\n" for line in lines).encode(encoding)


def unread(rule, *lines):
    return Example(table(*lines), None, (rule,))


EXAMPLES = {
    "single": Example(table("Kind,Question,Option 1,Option 2,Right answer", f"Single choice,{ROW}"), SINGLE),
    "multiple": Example(
        table(
            "Kind,Question,Option 1,Option 2,Option 3,Right answer",
            "Multiple answers,Which are yellow?,Banana,Lemon,Plum,A; B",
        ),
        BOTH,
    ),
    "true-false": Example(
        table(
            "Kind,Question,Right answer,Feedback 1,Feedback 2",
            "True or false,A tomato is a fruit.,TRUE,A berry even.,It has seeds.",
        ),
        Question(
            Kind.TRUE_FALSE, "A tomato is a fruit.", answer=True, feedback="It has seeds.",
            feedback_right="A berry even.",
        ),
    ),
    "number": Example(
        table("Kind,Question,Right answer,Tolerance,Unit", 'Number,"Bandwidth of the H20?","4,000",50,GB/s'),
        Question(Kind.NUMERIC, "Bandwidth of the H20?", answer="4000", tolerance="50", unit="GB/s"),
    ),
    "ordering": Example(
        table("Kind,Question,Option 1,Option 2,Option 3", "Ordering,The smallest first.,Plum,Apple,Melon"),
        Question(Kind.ORDERING, "The smallest first.", items=("Plum", "Apple", "Melon")),
    ),
    "matching": Example(
        table(
            "Kind,Question,Option 1,Option 2,Option 3,Feedback 3",
            "Matching,Which colour?,Banana → yellow,Plum = blue,→ red,None is.",
        ),
        Question(
            Kind.MATCHING, "Which colour?", pairs=(Pair("Banana", "yellow"), Pair("Plum", "blue")),
            extra=(Option("red", feedback="None is."),),
        ),
    ),
    "matching-sign": Example(
        table("Kind,Question,Option 1,Option 2", r"Matching,Which?,a\=b → yes,c = d = e"),
        Question(Kind.MATCHING, "Which?", pairs=(Pair("a=b", "yes"), Pair("c", "d = e"))),
    ),
    "japanese": Example(
        table("種類,設問,選択肢1,選択肢2,正解", "単一選択,黄色いのは？,バナナ,りんご,バナナ"),
        Question(
            Kind.SINGLE, "黄色いのは？", options=(Option("バナナ", is_right=True), Option("りんご"))
        ),
    ),
    "no-kind": Example(table(HEADS, ROW), SINGLE),
    "no-kind-several": Example(
        table("Question,A,B,C,Answer", 'Which are yellow?,Banana,Lemon,Plum,"A,B"'), BOTH
    ),
    "no-kind-number": Example(
        table("設問,正解,単位", "りんごは何個？,３,個"),
        Question(Kind.NUMERIC, "りんごは何個？", answer="3", unit="個"),
    ),
    "no-kind-truth": Example(
        table("設問,正解", "トマトは果実です。,○"),
        Question(Kind.TRUE_FALSE, "トマトは果実です。", answer=True),
    ),
    "no-kind-pairs": Example(
        table("Question,Option 1,Option 2", "Which colour?,Banana → yellow,Plum → blue"),
        Question(Kind.MATCHING, "Which colour?", pairs=(Pair("Banana", "yellow"), Pair("Plum", "blue"))),
    ),
    "right-text": Example(table(HEADS, "Which is yellow?,Banana,Apple,banana"), SINGLE),
    "right-number": Example(table(HEADS, "Which is yellow?,Banana,Apple,1"), SINGLE),
    "right-doubt": Example(
        table(HEADS, "How many?,2,1,1"),
        Question(Kind.SINGLE, "How many?", options=(Option("2"), Option("1", is_right=True))),
        (Rule.READ_AS,),
    ),
    "single-several": Example(
        table(
            "Kind,Question,Option 1,Option 2,Option 3,Right answer",
            "Single choice,Which are yellow?,Banana,Lemon,Plum,A;B",
        ),
        BOTH,
        (Rule.ANY_RIGHT,),
    ),
    "feedback": Example(
        table(f"{HEADS},Feedback 2,Explanation", f"{ROW},It is red.,Bananas are yellow."),
        Question(
            Kind.SINGLE, "Which is yellow?", options=(FRUIT[0], Option("Apple", feedback="It is red.")),
            explanation="Bananas are yellow.",
        ),
    ),
    "stays-last": Example(
        table(f"{HEADS},Stays last", f"{ROW},B"),
        Question(
            Kind.SINGLE, "Which is yellow?", options=(FRUIT[0], Option("Apple", is_pinned=True))
        ),
    ),
    "topic-name": Example(
        table(f"{HEADS},Topic,Name", f"{ROW},Fruit,fruit-1"),
        Question(Kind.SINGLE, "Which is yellow?", "fruit-1", FRUIT, category="Fruit"),
    ),
    "markdown": Example(
        table(HEADS, '"Which is *yellow*?\n\n- now\n- here",Banana,Apple,A'),
        Question(Kind.SINGLE, "Which is *yellow*?\n\n- now\n- here", options=FRUIT),
    ),
    "semicolons": Example(table(HEADS.replace(",", ";"), ROW.replace(",", ";")), SINGLE),
    "tabs": Example(table(HEADS.replace(",", "\t"), ROW.replace(",", "\t"), encoding="utf-16"), SINGLE),
    "formula": Example(
        table(HEADS, "Which is yellow?,'=Banana,Apple,A"),
        Question(Kind.SINGLE, "Which is yellow?", options=(Option("=Banana", is_right=True), FRUIT[1])),
    ),
    "shift-jis": Example(
        table("設問,正解,単位", "りんごは何個？,3,個", encoding="cp932"),
        Question(Kind.NUMERIC, "りんごは何個？", answer="3", unit="個"),
        (Rule.ENCODING,),
    ),
    "title": Example(table("A quiz about fruit", "", HEADS, ROW), SINGLE, (Rule.COMMENT,)),
    "unknown-column": Example(table(f"{HEADS},Difficulty", f"{ROW},easy"), SINGLE, (Rule.COLUMN,)),
    "no-use": Example(table(f"{HEADS},Unit", f"{ROW},GB/s"), SINGLE, (Rule.COLUMN,)),
    "points": Example(table(f"{HEADS},Points", f"{ROW},2"), SINGLE, (Rule.POINTS,)),
    "hint": Example(table(f"{HEADS},Hint", f"{ROW},It is long."), SINGLE, (Rule.HINT,)),
    "tags": Example(table(f"{HEADS},Tags", f"{ROW},easy"), SINGLE, (Rule.TAGS,)),
    "image": Example(table(f"{HEADS},Image URL", f"{ROW},https://x.example/a.png"), SINGLE, (Rule.IMAGE,)),
    "kahoot": Example(
        table(
            "", ",Quiz template", ",Add questions", "", KAHOOT, "1,Which is yellow?,Banana,Apple,,,20,1"
        ),
        SINGLE,
        (Rule.READ_AS, Rule.TIME_LIMIT),
    ),
    "kahoot-several": Example(
        table(KAHOOT, '1,Which are yellow?,Banana,Lemon,Plum,,20,"1,2"'),
        BOTH,
        (Rule.READ_AS, Rule.TIME_LIMIT, Rule.ANY_RIGHT),
    ),
    "kahoot-truth": Example(
        table(KAHOOT, "1,A tomato is a fruit.,True,False,,,20,1"),
        Question(Kind.TRUE_FALSE, "A tomato is a fruit.", answer=True),
        (Rule.READ_AS, Rule.TIME_LIMIT),
    ),
    "google": Example(
        table(GOOGLE, "Which is yellow?,Multiple Choice,Banana,Apple,,Banana"), SINGLE, (Rule.READ_AS,)
    ),
    "google-dropdown": Example(
        table(GOOGLE, "Which is yellow?,Dropdown,Banana,Apple,,Banana"), SINGLE, (Rule.READ_AS,)
    ),
    "google-checkbox": Example(
        table(GOOGLE, 'Which are yellow?,CHECKBOX,Banana,Lemon,Plum,"Banana, Lemon"'), BOTH, (Rule.READ_AS,)
    ),
    "google-any": Example(
        table(GOOGLE, "Which are yellow?,Multiple Choice,Banana,Lemon,Plum,Banana; Lemon"),
        BOTH,
        (Rule.READ_AS, Rule.ANY_RIGHT),
    ),
    "google-feedback": Example(
        table(f"{GOOGLE},Correct feedback", "Which is yellow?,Multiple Choice,Banana,Apple,,Banana,Yes."),
        Question(Kind.SINGLE, "Which is yellow?", options=FRUIT, explanation="Yes."),
        (Rule.READ_AS, Rule.FEEDBACK_MOVED),
    ),
    "google-points": Example(
        table(f"{GOOGLE},Points,Required", "Which is yellow?,Multiple Choice,Banana,Apple,,Banana,2,YES"),
        SINGLE,
        (Rule.READ_AS, Rule.POINTS, Rule.SETTING),
    ),
    "google-plain": Example(
        table(GOOGLE, "What is 2*3*4?,Multiple Choice,24,9,,24"),
        Question(Kind.SINGLE, r"What is 2\*3\*4?", options=(Option("24", is_right=True), Option("9"))),
        (Rule.READ_AS,),
    ),
    "google-text": Example(
        table(GOOGLE, "Name a fruit.,Short answer,,,,Banana"), None, (Rule.READ_AS, Rule.KIND)
    ),
    "unknown-kind": unread(Rule.KIND, f"Kind,{HEADS}", f"Essay,{ROW}"),
    "short-answer": unread(Rule.KIND, HEADS, "Which is yellow?,,,Banana"),
    "no-question": unread(Rule.NO_STEM, HEADS, ",Banana,Apple,A"),
    "no-right": unread(Rule.NO_RIGHT, HEADS, "Which is yellow?,Banana,Apple,"),
    "no-such-option": unread(Rule.SYNTAX, HEADS, "Which is yellow?,Banana,Apple,C"),
    "one-option": unread(Rule.TOO_FEW, HEADS, "Which is yellow?,Banana,,A"),
    "no-number": unread(Rule.NOT_A_NUMBER, f"Kind,{HEADS}", "Number,How many?,,,about 3"),
    "no-pair": unread(Rule.SYNTAX, f"Kind,{HEADS}", "Matching,Which colour?,Banana: yellow,Plum = blue,"),
    "quotes": unread(Rule.SYNTAX, HEADS, 'Which is "yellow"?,"Banana"!,Apple,A'),
    "too-long": unread(Rule.TOO_LONG, HEADS, f"Which is yellow?,{'a' * 20_001},Apple,A"),
    "no-headings": unread(Rule.NO_COLUMNS, ROW),
    "no-rows": unread(Rule.NO_QUESTIONS, HEADS),
    "empty": Example(b"\xef\xbb\xbf\r\n", None, (Rule.EMPTY_FILE,)),
    "no-text": Example(HEADS.encode() + b"\n\0,a,b,A\n", None, (Rule.NOT_TEXT,)),
}  # fmt: skip
