import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.domain.kinds import Kind
from quiz.exchange.formats.plain import Question
from quiz.exchange.texts import as_markdown, as_own

LINES = st.text(alphabet="ab *_`[]()<>&;#1.-+>\\「」あ:/", min_size=1, max_size=14)


def asked(text):
    return Question(Kind.NUMERIC, stem=text, answer="1", explanation=text)


@pytest.mark.parametrize(
    ("markdown", "stem", "explanation", "is_less"),
    [
        ("2 \\* 3 \\< 7", "2 * 3 < 7", "2 * 3 < 7", False),
        ("a\n\nb", "a\nb", "a\nb", False),
        ("It is *not* so", "It is **not** so", "It is not so", True),
        ("- a\n- b", "- a\n- b", "- a\n- b", True),
        ("1. a\n2. b", "1. a\n2. b", "1. a\n2. b", True),
        ("[here](<https://x.example>)", "here (https://x.example)", "here (https://x.example)", True),
        ("https://x.example", "https://x.example", "https://x.example", False),
    ],
)
def test_markdown_becomes_what_is_shown_here(markdown, stem, explanation, is_less):
    own, told = as_own(asked(markdown))

    assert (own.stem, own.explanation, told) == (stem, explanation, is_less)


def test_the_stress_of_a_stem_stays():
    own = asked("記事が**述べていない**のはどれですか。")

    assert as_markdown(own).stem == own.stem
    assert as_own(as_markdown(own))[0].stem == own.stem


def test_a_stress_that_markdown_would_not_see_goes_and_not_its_words():
    assert as_markdown(asked("**「輸出」**の話")).stem == "「輸出」の話"


@given(LINES)
@settings(max_examples=300)
def test_what_is_written_here_comes_back_as_it_was(text):
    words = " ".join(text.split())

    own, is_less = as_own(as_markdown(asked(words)))

    assert (own.explanation, is_less) == (words, False)
