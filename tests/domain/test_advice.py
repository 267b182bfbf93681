import numpy as np
import pytest

from quiz.domain.advice import Advice, Choices, advise, lure, misconception
from quiz.domain.itemstats import items


def item_of(column, rest):
    return items(np.array([column, rest], dtype=float).T, np.ones(2))[0]


def options_of(*chosen, certain=(0, 0, 0, 0), upper=(0, 0, 0, 0)):
    """Four options, the first of them right."""
    rows = zip("abcd", chosen, certain, upper, strict=False)
    return [Choices(code, code == "a", *row) for code, *row in rows]


def advice_on(column, rest, options=(), guess=None, certain=0):
    return advise(item_of(column, rest), guess, list(options), certain)


def test_under_ten_readers_there_are_counts_only():
    assert advice_on([1, 0] * 4, [0, 1] * 4, guess=0.25) == [Advice.COUNTS_ONLY]


def test_where_stronger_readers_miss_it_the_key_is_to_be_checked():
    assert Advice.CHECK_KEY in advice_on([1] * 15 + [0] * 15, [0.0] * 15 + [1.0] * 15)


@pytest.mark.parametrize(
    ("upper", "checked"), [((3, 6), False), ((2, 7), True), ((9, 1), False), ((0, 0), False)]
)
def test_where_the_best_choose_a_wrong_option_beyond_chance_the_key_is_to_be_checked(upper, checked):
    options = options_of(15, 15, 0, 0, upper=(*upper, 0, 0))

    assert (Advice.CHECK_KEY in advice_on([1, 0] * 15, [1, 1, 0] * 10, options)) == checked


def test_no_better_than_guessing_needs_evidence_that_little_was_known():
    """Ten readers, eight right at true or false: that the interval covers a half is no evidence."""
    eight, quarter = [1] * 8 + [0] * 2, [1, 0, 0, 0] * 25

    assert Advice.GUESSING not in advice_on(eight, [1] * 8 + [0] * 2, guess=0.5)
    assert Advice.GUESSING not in advice_on([1, 0, 0, 0] * 3, [0, 1, 1] * 4, guess=0.25)
    assert Advice.GUESSING in advice_on(quarter, [1, 1, 0, 0, 1] * 20, guess=0.25)
    assert Advice.GUESSING not in advice_on(quarter, quarter, guess=0.25)
    # A corrected key may take every option: then all of the mark is guessed, and nothing said of it.
    assert Advice.GUESSING not in advice_on([1] * 30, [1, 1, 0] * 10, guess=1.0)


def test_a_misconception_is_a_fifth_of_the_certain_readers_and_not_a_count_of_two():
    few = options_of(270, 14, 8, 8, certain=(80, 2, 1, 1))
    many = options_of(12, 14, 2, 2, certain=(6, 9, 0, 0))

    assert misconception(few, 84) is None
    assert misconception(many, 15) == many[1]
    assert misconception(options_of(12, 14, 2, 2), 0) is None
    assert misconception([], 9) is None
    assert Advice.MISCONCEPTION in advice_on([1, 0] * 15, [1, 1, 0] * 10, many, certain=15)


@pytest.mark.parametrize(
    ("chosen", "idle"),
    [
        ((30, 0, 0, 0), False),
        ((26, 2, 2, 0), False),
        ((14, 8, 8, 0), True),
        ((0, 10, 10, 10), False),
        ((30, 0), False),
    ],
)
def test_an_option_is_idle_only_where_enough_were_wrong_and_never_the_key(chosen, idle):
    assert (Advice.IDLE_OPTION in advice_on([1, 0] * 15, [1, 1, 0] * 10, options_of(*chosen))) == idle


def test_what_an_interval_excludes_is_said_and_never_that_thousands_are_too_few():
    few = advice_on([1, 0] * 6, [1, 0, 0, 1] * 3)
    thousands = advice_on([1, 0] * 1000, [1, 0, 0, 1] * 500)

    assert Advice.TOO_FEW in few
    assert Advice.TELLS_LITTLE not in few
    assert Advice.TELLS_LITTLE in thousands
    assert Advice.TOO_FEW not in thousands


def test_the_wrong_option_to_talk_about_drew_certain_readers_or_else_most():
    many = Choices("b", is_right=False, chosen=9, certain=0)
    sure = Choices("c", is_right=False, chosen=3, certain=1)
    one = Choices("d", is_right=False, chosen=1, certain=1)
    right = Choices("a", is_right=True, chosen=20, certain=9)

    assert lure([many, sure, one, right]) == sure
    assert lure([many, one, right]) == many
    assert lure([one, right]) is None
