"""What changed between two texts, and between two versions of an entry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.domain.differences import MOST, Change, Run, Way, compared, fields_changed

TEXTS = st.text(st.sampled_from("ab 米国はが、。\n"), max_size=30)


def joined(runs, without):
    return "".join(run.words for run in runs if run.way is not without)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off_the_comparison(before, after):
    runs = compared(before, after)

    assert joined(runs, Way.NEW) == before
    assert joined(runs, Way.GONE) == after
    assert [run for run in runs if not run.words] == []


def test_words_are_compared_whole_and_numbers_too():
    assert compared("It was sold in 2025.", "It was banned in 2026.") == [
        Run(Way.SAME, "It was "), Run(Way.GONE, "sold"), Run(Way.NEW, "banned"), Run(Way.SAME, " in "),
        Run(Way.GONE, "2025"), Run(Way.NEW, "2026"), Run(Way.SAME, "."),
    ]  # fmt: skip


def test_japanese_is_compared_sign_by_sign():
    assert compared("米国は輸出を止めた。", "米国政府は輸出を止めた。") == [
        Run(Way.SAME, "米国"), Run(Way.NEW, "政府"), Run(Way.SAME, "は輸出を止めた。"),
    ]  # fmt: skip


def test_a_single_sign_between_two_changes_is_read_with_them():
    assert compared("甲乙の丙丁", "子丑の寅卯") == [Run(Way.GONE, "甲乙の丙丁"), Run(Way.NEW, "子丑の寅卯")]


def test_the_same_text_is_one_run_and_no_text_none():
    assert compared("Same.", "Same.") == [Run(Way.SAME, "Same.")]
    assert compared("", "") == []


def test_a_very_long_text_is_compared_line_by_line():
    lines = [f"{place} lies here.\n" for place in range(MOST)]

    runs = compared("".join(lines), "".join([*lines, "One more."]))

    assert runs[-1] == Run(Way.NEW, "One more.")


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"text": {"ja": "a", "en": "b"}}, {"text": {"ja": "a", "en": "c"}}, [Change("text.en", "b", "c")]),
        ({"rests_on": ["C1"]}, {"rests_on": ["C1", "C2"]}, [Change("rests_on", "C1", "C1, C2")]),
        ({"answer": True}, {"answer": False}, [Change("answer", "true", "false")]),
        # What is not there says the same as what is empty.
        ({"note": None, "also": {"ja": []}, "unit": ""}, {}, []),
        (
            {"options": [{"code": "a", "right": True}, {"code": "b", "right": False}]},
            {"options": [{"code": "b"}, {"code": "a", "right": True}]},
            [Change("options", "a, b", "b, a")],
        ),
        (
            {"options": [{"code": "a", "right": True}, {"code": "b"}]},
            {"options": [{"code": "a"}, {"code": "b", "right": True}]},
            [Change("options.b.right", "", "true"), Change("options.a.right", "true", "")],
        ),
        (
            {"later": [{"date": "2025"}]},
            {"later": [{"date": "2026"}]},
            [Change("later.1.date", "2025", "2026")],
        ),
    ],
)  # fmt: skip
def test_fields_are_told_by_their_dotted_names(before, after, found):
    assert fields_changed(before, after) == found
