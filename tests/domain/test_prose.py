from decimal import Decimal

import pytest

from quiz.domain.prose import (
    chance_of_at_least,
    numbers_as_words,
    numbers_in,
    sections_in,
    sentences_in,
    unmarked_negations,
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("H20は148 TFLOPS（FP16）、RTX 5090、70B級", {148, 5090}),
        ("1,979 and 3.35 TB/s", {1979, Decimal("3.35")}),
        ("最大約55億ドル、20万個、5兆ドル", {55 * 10**8, 200_000, 5 * 10**12}),
        ("up to $5.5 billion, 200,000 chips, $5 trillion", {55 * 10**8, 200_000, 5 * 10**12}),
        ("26 August 2022", {26, 8, 2022}),
        ("2022年8月26日", {26, 8, 2022}),
        ("要約の第2節と第7節に300〜350 W", {300, 350}),
        ("Sections 2, 4 and 7 say 300–350 W", {300, 350}),
        ("第1段落の2番目の文に70", {2, 70}),
        ("Paragraph 1 and passage 3 say 70", {70}),
        ("LLaMA 3, Q4_K_M", {3}),
    ],
)
def test_numbers_are_read_alike_in_both_languages(text, numbers):
    assert numbers_in(text) == numbers


def test_small_numbers_may_be_words():
    assert numbers_as_words("Four people, twice") == {1, 2, 4}
    assert numbers_as_words("二人と四つ") == {1, 2, 4}


def test_sections_are_found_however_listed():
    assert sections_in("section 2; sections 1 and 7, see Section 4") == {"S1", "S2", "S4", "S7"}
    assert sections_in("要約の第1節と第7節") == {"S1", "S7"}


def test_a_stop_in_a_number_or_in_brackets_ends_no_sentence():
    assert len(sentences_in("It is 3.35 TB/s (see there). So.", "en")) == 2
    assert len(sentences_in("3.35です（要約。）そうです。はい。", "ja")) == 2


def test_a_marked_negation_is_no_finding():
    assert list(unmarked_negations("What is **not** named?", "en")) == []
    assert list(unmarked_negations("What is not named?", "en")) == ["not"]
    assert list(unmarked_negations("**述べていない**もの", "ja")) == []


def test_the_chance_is_that_of_the_binomial_where_all_are_alike():
    # 3 or more of 4 fair coins: (4 + 1) / 16.
    assert chance_of_at_least(3, [0.5] * 4) == pytest.approx(5 / 16)
    assert chance_of_at_least(0, [0.2, 0.7]) == pytest.approx(1)
    # Independent events of .2 and .7: both .14, one or both 1 - .8 x .3.
    assert chance_of_at_least(2, [0.2, 0.7]) == pytest.approx(0.14)
    assert chance_of_at_least(1, [0.2, 0.7]) == pytest.approx(0.76)
