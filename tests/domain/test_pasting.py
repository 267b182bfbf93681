from hypothesis import given
from hypothesis import strategies as st

from quiz.domain.pasting import Section, cut


def test_blank_lines_part_passages_and_signs_make_headings():
    text = "# 規制の始まり\n\nH20は売れない。\n規制があるからだ。\n\n二つ目の段落。\n\n＃ その後\n三つ目。"

    assert cut(text) == [
        Section("規制の始まり", ("H20は売れない。規制があるからだ。", "二つ目の段落。")),
        Section("その後", ("三つ目。",)),
    ]


def test_a_short_line_alone_is_a_heading():
    text = "How it began\n\nIn 2022 the rules\nwere new.\n\nThey were strict.\n\nWhat came of it\n\nLittle."

    assert cut(text) == [
        Section("How it began", ("In 2022 the rules were new.", "They were strict.")),
        Section("What came of it", ("Little.",)),
    ]


def test_a_title_above_the_first_heading_makes_no_section():
    assert cut("On fruit\n\n# Kiwi\n\nIt is green.") == [Section("Kiwi", ("It is green.",))]


def test_a_blank_line_may_hold_full_width_spaces_and_an_indent_begins_a_passage():
    assert cut("　一つ目。\n　　\n　二つ目。\n　三つ目。") == [
        Section("", ("一つ目。", "二つ目。", "三つ目。"))
    ]


def test_without_blank_lines_each_line_is_a_passage():
    assert cut("はじめに\n一つ目の段落です。\n二つ目です。") == [
        Section("はじめに", ("一つ目の段落です。", "二つ目です。"))
    ]


def test_lines_that_break_off_in_sentences_are_joined():
    text = (
        "In 2022 the rules on chips were\nnew, and nobody knew what they\nmeant.\n"
        "Later the rules became known to\neverybody who sold any of those\nchips."
    )

    assert cut(text) == [
        Section(
            "",
            (
                "In 2022 the rules on chips were new, and nobody knew what they meant.",
                "Later the rules became known to everybody who sold any of those chips.",
            ),
        )
    ]


def test_a_short_line_that_ends_the_text_is_a_passage():
    assert cut("A first passage.\n\nThe end") == [Section("", ("A first passage.", "The end"))]


def test_nothing_makes_nothing():
    assert cut(" \n　\n") == []


@given(st.text(alphabet="ab。.　 \n#", max_size=60))
def test_no_letter_of_a_passage_is_lost(text):
    kept = "".join(section.heading + "".join(section.passages) for section in cut(text))

    # Only a title with nothing below it goes.
    assert set(kept) <= set(text) | {" "}
