import pytest

from quiz.domain.kinds import Kind
from quiz.exchange.formats.aiken import AIKEN
from quiz.exchange.formats.format import held
from quiz.exchange.formats.gift import GIFT
from quiz.exchange.formats.known import recognised, split
from quiz.exchange.formats.plain import Batch, Note, Option, Question
from quiz.exchange.formats.rules import Rule

FAULTY = """\
Which chip was made for export?
A) H20
B) A100
ANSWER: A

Which has more memory?
A) T4
B) H100

Which colour is a lime?

A. green
B. blue
ANSWER: D

A) no question
B) above
ANSWER: A
Which colour is a plum?
A. green
B. blue
ANSWER: B
"""


def read(text):
    return [AIKEN.read(raw) for raw in split(AIKEN, text.encode()).raws]


def written(*questions):
    return AIKEN.write(Batch("Chips", "en", tuple(held(AIKEN, each) for each in questions))).decode()


def test_each_of_three_faults_is_named_by_its_line_and_the_others_are_read():
    found = read(FAULTY)

    assert [each.question and each.question.stem for each in found] == [
        "Which chip was made for export?",
        None,
        None,
        None,
        "Which colour is a plum?",
    ]
    assert [note for each in found for note in each.notes] == [
        Note(Rule.NO_ANSWER, 8, "ANSWER:"),
        Note(Rule.NO_RIGHT, 14, "D"),
        Note(Rule.NO_STEM, 16),
    ]


def test_an_answer_that_was_forgotten_does_not_swallow_the_next_question():
    found = read("Which?\nA) H20\nB) A100\nAnd which?\nA) T4\nB) L4\nANSWER: B\n")

    assert [(each.line, each.notes) for each in found] == [
        (1, (Note(Rule.NO_ANSWER, 3, "ANSWER:"),)),
        (4, ()),
    ]


def test_more_options_than_letters_are_told():
    options = "".join(f"{chr(ord('A') + min(at, 25))}) chip {at}\n" for at in range(27))

    (found,) = read(f"Which?\n{options}ANSWER: A\n")

    assert found.notes == (Note(Rule.SYNTAX, 28, "Z) chip 26"),)


def test_more_options_than_letters_are_not_written():
    options = tuple(Option(f"chip {at}", at == 0) for at in range(27))

    assert held(AIKEN, Question(Kind.SINGLE, "Which?", options=options)) is None


def test_a_question_is_written_on_plain_lines():
    question = Question(
        Kind.SINGLE, "Which **chip**\nis it?", "chip", explanation="So.",
        options=(Option("- H20\n- H800", feedback="No."), Option("帯域 \\*", is_right=True)),
    )  # fmt: skip

    assert written(question) == "Which chip is it?\nA) H20 H800\nB) 帯域 *\nANSWER: B\n"


@pytest.mark.parametrize("stem", ["A. Turing was born when?", "ANSWER: is it one?", "Z) and then"])
def test_a_question_that_begins_as_an_option_does_comes_back(stem):
    question = Question(Kind.SINGLE, stem, options=(Option("1912", is_right=True), Option("1954")))

    assert [each.question for each in read(written(question, question))] == [question, question]


@pytest.mark.parametrize(
    ("text", "name", "format_"),
    [
        ("Which?\nA. H20\nB. {x}\nANSWER: A", "questions.txt", AIKEN),
        ("ANSWER? {=A. ~B.}", "questions.txt", GIFT),
        ("::a::Which {T}", "questions.txt", GIFT),
        ("Nothing yet.", "questions.gift", GIFT),
    ],
)
def test_text_files_are_told_apart_by_what_stands_in_them(text, name, format_):
    assert recognised(text.encode(), name).name == format_.name
