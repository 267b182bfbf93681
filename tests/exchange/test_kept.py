import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.domain.kinds import Kind
from quiz.exchange.formats.plain import Note, Option, Question
from quiz.exchange.formats.rules import Rule
from quiz.exchange.kept import notes_as_json, notes_of_json, question_as_json, question_of_json, storable
from quiz.exchange.sameness import digest_of
from tests.exchange.made import questions


@given(questions())
@settings(max_examples=100)
def test_what_the_database_keeps_is_the_question_that_was_read(question):
    told = json.loads(json.dumps(question_as_json(question)))

    assert question_of_json(told) == question
    assert digest_of(question_of_json(told)) == digest_of(question)


@given(st.text(alphabet="a\0\ud800\udfff\U0010ffffあ"))
@settings(max_examples=50)
def test_no_database_meets_a_sign_that_it_cannot_keep(text):
    question = Question(**{**Q, "stem": text, "options": (Option(text), Option("b"))})

    told = json.dumps(question_as_json(question), ensure_ascii=False) + storable(text)

    assert "\0" not in told
    assert "\\u0000" not in told
    told.encode()


Q = {"kind": "single", "stem": ""}


def test_notes_come_back_as_they_were():
    notes = (Note(Rule.IMAGE, 7, "map.png", "a.xml"), Note(Rule.KIND, words="essay"))

    assert notes_of_json(json.loads(json.dumps(notes_as_json(notes)))) == notes


def test_a_number_with_another_tolerance_is_another_key():
    exact = Question(Kind.NUMERIC, "When?", answer="1822")
    about = replace(exact, tolerance="5")

    assert digest_of(exact) != digest_of(about)
    assert digest_of(about) == digest_of(replace(about, answer="1822.0", tolerance="5.00"))
