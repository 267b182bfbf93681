import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.domain.kinds import Kind
from quiz.exchange.formats.format import LONGEST, held
from quiz.exchange.formats.gift import GIFT
from quiz.exchange.formats.known import split
from quiz.exchange.formats.plain import Batch, Note, Option, Pair, Question, Refused
from quiz.exchange.formats.rules import Level, Rule, level_of
from quiz.exchange.losses import Loss, lost


def read(text):
    return [GIFT.read(raw) for raw in split(GIFT, text.encode()).raws]


def written(question):
    return GIFT.write(Batch("Chips", "en", (held(GIFT, question),))).decode()


def single(stem, *options, **more):
    return Question(Kind.SINGLE, stem, options=options or (Option("H20", True), Option("A100")), **more)


FAULTY = """\
::first:: Which chip was made for export? {=H20 ~A100}

// The closing brace is missing.
::second:: Which has more memory? {
    =H100
    ~T4

::third:: How many GB? {
    # about 96
}

It has HBM3. {T}

::fourth:: Which colour is a lime? {
    =green
    ~blue {dark}
}

$CATEGORY: Fruit

Which colour is a plum? {~green =blue}
"""


def test_each_of_three_faults_is_named_by_its_line_and_the_others_are_read():
    found = read(FAULTY)

    assert [(each.line, each.question and each.question.stem) for each in found] == [
        (1, "Which chip was made for export?"),
        (4, None),
        (8, None),
        (12, "It has HBM3."),
        (14, None),
        (21, "Which colour is a plum?"),
    ]
    assert [note for each in found for note in each.notes] == [
        Note(Rule.UNCLOSED, 4, "{"),
        Note(Rule.NOT_A_NUMBER, 9, "about 96"),
        Note(Rule.SYNTAX, 16, "{"),
    ]
    assert found[-1].question.category == "Fruit"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Which?\n{\n=H20\n=H800\n~A100}", Note(Rule.ANY_RIGHT, 4, "H800")),
        ("Which?\n{\n~H20\n~%25%H800\n=A100}", Note(Rule.PARTIAL, 4, "25 % H800")),
        ("Which? {\n~%50%a\n~%50%b\n~c\n~d}", Note(Rule.WEIGHTS, 4, "50 %, 50 %, 0 %, 0 %")),
        ("Which?\n{\n~H20\n~H800}", Note(Rule.NO_RIGHT, 3)),
        ("Which? }\n=H20 ~A100", Note(Rule.SYNTAX, 1, "}")),
        ("Which? {=H20 ~A100}\nAnd which? {T}", Note(Rule.SYNTAX, 2, "{")),
        ("Which? {\nH20\n~A100 =T4}", Note(Rule.SYNTAX, 2, "H20")),
        ("Which? {\n=H20\n~%101%A100}", Note(Rule.SYNTAX, 3, "101 %")),
        ("Match.\n{\n=lime -> green\n// A comment counts as a line.\n=plum}", Note(Rule.SYNTAX, 5, "plum")),
        ("Match. {=lime -> green\n=plum ->\n}", Note(Rule.NO_TEXT, 2)),
        ("Match. {=lime -> green}", Note(Rule.TOO_FEW, 1)),
        ("Which? {\n=H20\n~ # not this\n}", Note(Rule.NO_TEXT, 3)),
        ("How many? {#\n=*\n}", Note(Rule.NOT_A_NUMBER, 2, "*")),
        ("How many? {#=%50%96}", Note(Rule.NO_RIGHT, 1)),
        ("How many? {#}", Note(Rule.NO_ANSWER, 1)),
        ("How many? {#９６}", Note(Rule.NOT_A_NUMBER, 1, "９６")),
        ("How many? {#1e999999999}", Note(Rule.NOT_A_NUMBER, 1, "1e999999999")),
        (f"Which? {{=H20\n~{'a' * (LONGEST + 1)}}}", Note(Rule.TOO_LONG, 2, str(LONGEST))),
    ],
)
def test_what_is_told_stands_in_its_line(text, note):
    (found,) = read(text)

    assert found.notes == (note,)
    assert (found.question is None) == (level_of(note.rule) is Level.NOT_READ)


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        # Within braces, it belongs to its question.
        ("A? {\n\n=a\n\n\n~b\n\n}\n\nB? {T}", ["A?", "B?"]),
        # The closing brace was forgotten: the next one opens again.
        ("A? {\n\n=a\n\nB? {T}\n\nC? {F}", [None, None, "B?", "C?"]),
        ("A? {=a\n\n::b::B? no braces }\n\nC? {F}", [None, None, "C?"]),
        ("A? {=a\n\n$CATEGORY: x\n~b}\n\nC? {F}", [None, None, "C?"]),
        # An escaped one, or one in a comment, opens nothing.
        ("A \\{ {T}\n// {\n\nB {F}", ["A {", "B"]),
    ],
)
def test_a_blank_line_parts_questions_and_loses_none(text, stems):
    assert [each.question and each.question.stem for each in read(text)] == stems


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("$CATEGORY: $course$/top/半導体", "半導体"),
        ("$CATEGORY: $module$/Chips", "Chips"),
        ("$CATEGORY:top/Chips/Memory", "Chips/Memory"),
        ("  $CATEGORY: topmost", "topmost"),
        ("$CATEGORY: $course$/top", ""),
    ],
)
def test_a_category_holds_until_the_next(line, name):
    found = read(f"A {{T}}\n\n{line}\n\nB {{T}}\n\nC {{T}}\n\n$CATEGORY: other\nD {{T}}")

    assert [each.question.category for each in found] == ["", name, name, "other"]


def test_comments_beside_questions_are_told_with_the_file():
    parted = split(GIFT, b"// Chips\n// by memory\n\n//------\n\n// A [tag:x] [id:7]\nA {T}\n\n// end")

    assert parted.notes == (Note(Rule.COMMENT, 1, "Chips by memory"), Note(Rule.COMMENT, 9, "end"))
    assert GIFT.read(parted.raws[0]).notes == (
        Note(Rule.IDENTIFIER, 6, "7"),
        Note(Rule.TAGS, 6, "x"),
        Note(Rule.COMMENT, 6, "A"),
    )


def test_what_is_cut_of_a_text_is_told_where_it_stands():
    (found,) = read(
        "[html]Which? {\n=H20\n~<img src\\='a/b.png'>A100\n~<video src\\='c.mp4'>T4#<table>x</table>}"
    )

    assert found.notes == (
        Note(Rule.IMAGE, 3, "b.png"),
        Note(Rule.MEDIA, 4, "c.mp4"),
        Note(Rule.MARKUP, 4, "table"),
    )


def test_an_image_in_markdown_is_told_and_its_description_stays():
    (found,) = read("[markdown]![A die](https\\://x.example/die.png) Which? {T}")

    assert (found.question.stem, found.notes) == ("A die Which?", (Note(Rule.IMAGE, 1, "die.png"),))


def test_japanese_is_read_as_it_stands():
    (found,) = read(
        "::帯域::H20の帯域幅は{\n\t=4.0TB/秒#そのとおり。\n\t~2.0TB/秒\n\t####HBM3を積む。\n}です。"
    )

    assert found.question == Question(
        Kind.SINGLE, "H20の帯域幅は＿＿＿です。", "帯域", explanation="HBM3を積む。",
        options=(Option("4.0TB/秒", True, "そのとおり。"), Option("2.0TB/秒")),
    )  # fmt: skip
    assert found.notes == (Note(Rule.BLANK, 1, "＿＿＿"),)


def test_a_file_looks_as_moodle_would_write_it():
    question = single(
        "Which chip\nis *this*: {1}?",
        Option("%5 = ~", True, "#1"),
        Option("[html] b"),
        name="chip",
        explanation="So.\n\nIt is.",
        category="Chips/Memory",
    )

    assert written(question) == (
        "$CATEGORY: Chips/Memory\n\n"
        "::chip::[markdown]Which chip  \\nis *this*\\: \\{1\\}?{\n"
        "\t=[markdown]%5 \\= \\~#\\#1\n"
        "\t~\\\\[html\\\\] b\n"
        "####So.\\n\\nIt is.}\n"
    )


def test_an_arrow_in_a_prompt_is_not_taken_for_the_one_after_it():
    pairs = (Pair("a -> `b -> c`", "d -> e"), Pair("f", "g"))
    question = Question(Kind.MATCHING, "Match.", pairs=pairs)

    assert "=[html]<p>a -&gt; <code>b -&gt; c</code></p> -> d -> e\n" in written(question)
    assert [each.question for each in read(written(question))] == [question]


@pytest.mark.parametrize(("right", "wrong"), [(1, 1), (2, 3), (3, 6), (7, 7), (11, 12)])
def test_several_right_answers_share_the_whole_and_come_back_without_a_word(right, wrong):
    options = tuple(Option(f"chip {at}", at < right) for at in range(right + wrong))
    question = Question(Kind.MULTIPLE, "Which?", options=options)

    assert [(each.question, each.notes) for each in read(written(question))] == [(question, ())]


@pytest.mark.parametrize("category", ["top", "top/Chips", "$course$/Chips", "topic", ""])
def test_a_category_comes_back_whatever_it_begins_with(category):
    questions = (single("Which?", category="Chips"), single("And which?", category=category))

    text = GIFT.write(Batch("Chips", "en", questions)).decode()

    assert tuple(each.question for each in read(text)) == questions


def test_what_gift_has_no_place_for_is_known_beforehand():
    question = Question(
        Kind.MATCHING, "Match.", extra=(Option("red", feedback="No."),),
        pairs=(Pair("*lime*", "*green*"), Pair("plum", "blue")),
    )  # fmt: skip

    kept = held(GIFT, question)

    assert kept.pairs == (Pair("*lime*", "green"), Pair("plum", "blue"))
    assert kept.extra == (Option("red"),)
    assert lost(question, kept) == {Loss.FEEDBACK, Loss.EMPHASIS}
    assert held(GIFT, Question(Kind.ORDERING, "Order.", items=("a", "b", "c"))) is None


def test_a_file_of_blocks_without_end_is_refused():
    with pytest.raises(Refused) as refused:
        split(GIFT, b"}{\n\n" * 30_000)

    assert refused.value.note == Note(Rule.TOO_MANY, 40_001, "5000")


HOSTILE = [
    *["{", "}", "=", "~", "#", "####", "->", "::", "\\", "\n", "\n\n", "// ", "[html]", "[markdown]"],
    *["%50%", "%-1%", "1..5", "3:2", "1e99", "*", "$CATEGORY:", "T", "FALSE", "&#xD800;", "<![", "<!--"],
    *["<b>" * 60, "<blockquote>" * 60, "<img src=", "![](", "漢", "\u3000", "\ufeff", "[tag:", "a"],
]


@given(st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=40).map("".join))
@settings(max_examples=200)
def test_whatever_stands_in_a_file_is_read_or_told(text):
    found = [GIFT.read(raw) for raw in GIFT.split(f"a{text}".encode()).raws]

    assert all(each.question or level_of(each.notes[-1].rule) is Level.NOT_READ for each in found)
    assert all(1 <= note.line <= text.count("\n") + 1 for each in found for note in each.notes)
