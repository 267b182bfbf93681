"""A question of a draft becomes plain data and a question of a draft again, with what it rests on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.domain.kinds import Kind, Scope
from quiz.exchange.contents import codes, content_of, in_either, question_of
from quiz.exchange.formats.markup import canonical, escaped, stripped
from quiz.exchange.grounds import Grounds, with_grounds, without_grounds
from quiz.exchange.texts import as_own
from tests.drafts import both
from tests.exchange.made import MAYBE, questions

LANGUAGES = st.sampled_from(["ja", "en"])
CLAIMS = st.lists(st.from_regex(r"[A-Z][0-9]{1,3}", fullmatch=True), max_size=4, unique=True).map(tuple)
PASSAGES = st.sampled_from([(), ("digest S1 Fruit",), ("要約 S2 果物", "要約 S3")])
GROUNDS = st.builds(Grounds, st.sampled_from(Scope), CLAIMS, PASSAGES)
NOTHING = Grounds()


# Questions with their texts as they are shown here.
OWN = questions().map(lambda question: as_own(question)[0])


@given(OWN, LANGUAGES)
@settings(max_examples=100)
def test_a_question_goes_through_a_draft_and_markdown_and_comes_back(question, language):
    content = content_of(question, language, "all")

    told = question_of(question.name, content, language, NOTHING, question.category)

    assert as_own(told) == (question, False)


@given(OWN, LANGUAGES, GROUNDS)
@settings(max_examples=100)
def test_a_draft_becomes_plain_data_and_the_same_draft_again(question, language, grounds):
    rests = {"scope": grounds.scope.value, "rests_on": list(grounds.claims)}
    draft = content_of(question, language, "all") | rests

    told, is_less = as_own(question_of(question.name, draft, language, grounds))
    again = content_of(told, language, "all", grounds.claims)

    assert (again, is_less) == (draft, False)


@given(MAYBE, LANGUAGES, GROUNDS)
@settings(max_examples=100)
def test_what_it_rests_on_is_read_again_as_it_was_told(explanation, language, grounds):
    told = with_grounds(explanation, grounds, language)

    assert without_grounds(told) == (explanation, Grounds(grounds.scope, grounds.claims))


@given(MAYBE, LANGUAGES, GROUNDS)
@settings(max_examples=100)
def test_it_is_read_again_where_a_format_keeps_html_or_plain_text_or_one_line(explanation, language, grounds):
    told = with_grounds(explanation, grounds, language)

    plain = escaped(stripped(told))
    for kept in (canonical(told), plain, " ".join(plain.split())):
        assert without_grounds(kept)[1] == Grounds(grounds.scope, grounds.claims)


@pytest.mark.parametrize(
    "explanation",
    [
        "",
        "It ripens in autumn (in Ehime).",
        "Asked according to the article",
        "(Asked according to the article: C1) and so on",
        "x(Asked according to the article: C1)",
    ],
)
def test_an_explanation_that_only_sounds_like_it_stays(explanation):
    assert without_grounds(explanation) == (explanation, Grounds())


def test_it_rests_only_on_claims_that_are_known():
    question = question_of(
        "q1", {"kind": "true_false", "stem": both("Fruit."), "answer": True}, "en",
        Grounds(Scope.FACT, ("C1", "C2")),
    )  # fmt: skip

    content = content_of(question, "en", "all", ["C2", "C3"])

    assert (content["scope"], content["rests_on"]) == ("fact", ["C2"])


def test_an_exercise_and_a_question_without_a_kind_are_no_plain_data():
    for kind in (Kind.LABELLING.value, None, ""):
        assert question_of("q1", {"kind": kind, "stem": both("Fruit.")}, "en", NOTHING) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [({"ja": "果物", "en": "Fruit"}, "Fruit"), ({"ja": "果物", "en": ""}, "果物"), (None, ""), ({}, "")],
)
def test_a_text_is_told_in_the_other_language_where_it_is_not_written(text, said):
    assert in_either(text, "en") == said


def test_options_are_named_by_letters():
    assert codes(3) == ["a", "b", "c"]
    assert codes(2, after=3) == ["d", "e"]
    assert codes(28)[-3:] == ["z", "a2", "b2"]
    assert len(set(codes(1000))) == 1000
