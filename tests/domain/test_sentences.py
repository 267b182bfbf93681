import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.domain.sentences import sentences_of, with_marker, without_marker


def words(text):
    return [sentence.words for sentence in sentences_of(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("H20は売れない。規制があるからだ。", ["H20は売れない。", "規制があるからだ。"]),
        ("彼は「売れない。規制だ。」と言った。次へ。", ["彼は「売れない。規制だ。」と言った。", "次へ。"]),
        ("本当か？！そうだ。", ["本当か？！", "そうだ。"]),
        ("価格は3.5万円（税込。送料別。）だ。", ["価格は3.5万円（税込。送料別。）だ。"]),
        ("閉じない「かぎ。次の文。", ["閉じない「かぎ。", "次の文。"]),
        ("題\n本文。続き", ["題", "本文。", "続き"]),
        ("Dr. Lee paid 3.5 million. He left.", ["Dr. Lee paid 3.5 million.", "He left."]),
        ("It works, e.g. in the U.S. and in the U.K. The rule is new.",
         ["It works, e.g. in the U.S. and in the U.K.", "The rule is new."]),
        ('She said "Go. Now." Then she left.', ['She said "Go. Now."', "Then she left."]),
        ('"Stop!" he said. “Why? Go.” Nobody did.', ['"Stop!" he said.', "“Why? Go.”", "Nobody did."]),
        ("J. Smith of Acme Inc. has it. Fig. 2 is it.", ["J. Smith of Acme Inc. has it.", "Fig. 2 is it."]),
        ("1. First point. 2. Second point.", ["1. First point.", "2. Second point."]),
        ("NVIDIAは売った。It sold. 終わり", ["NVIDIAは売った。", "It sold.", "終わり"]),
        ("(He left.) Then it rained.", ["(He left.)", "Then it rained."]),
        ("", []),
    ],
)  # fmt: skip
def test_a_passage_falls_into_its_sentences(text, found):
    assert words(text) == found


def test_a_marker_belongs_to_the_sentence_before_it():
    first, second = sentences_of("It sold.[[C01]][[C02]] The rule is new. [[C3]]")

    assert (first.words, first.codes) == ("It sold.", ("C01", "C02"))
    assert (second.words, second.codes) == ("The rule is new.", ("C3",))


def test_a_further_claim_is_marked_behind_the_others():
    text = "売れない。[[C1]]規制だ。"
    first, second = sentences_of(text)

    assert with_marker(text, first, "C2") == "売れない。[[C1]][[C2]]規制だ。"
    assert with_marker(text, second, "C2") == "売れない。[[C1]]規制だ。[[C2]]"


def test_a_marker_in_the_middle_leaves_the_next_at_the_end():
    text = "It sold[[C1]] well. So it goes."

    assert with_marker(text, sentences_of(text)[0], "C2") == "It sold[[C1]] well.[[C2]] So it goes."


@given(st.text(alphabet='ab。. 「」"(A)!\n'), st.integers(0, 20))
def test_marking_and_taking_the_mark_away_changes_nothing(text, number):
    found = sentences_of(text)
    if not found:
        return
    chosen = found[number % len(found)]

    marked = with_marker(text, chosen, "C7")

    assert [each.words for each in sentences_of(marked)] == [each.words for each in found]
    assert sentences_of(marked)[number % len(found)].codes == ("C7",)
    assert without_marker(marked, "C7") == text


@given(st.text(alphabet='ab。. 「」"(A)!\n'))
def test_no_letter_is_lost(text):
    assert "".join("".join(words(text)).split()) == "".join(text.split())
