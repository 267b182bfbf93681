import numpy as np
import pytest

from quiz.domain.advice import Advice, Choices, advise, guess_score, lure, misconception
from quiz.domain.itemstats import items


def item_of(column, rest):
    return items(np.array([column, rest], dtype=float).T, np.ones(2))[0]


def test_under_ten_readers_there_are_counts_only():
    assert advise(item_of([1, 0] * 4, [0, 1] * 4), 0.25, []) == [Advice.COUNTS_ONLY]


def test_where_stronger_readers_miss_it_the_key_is_to_be_checked():
    assert Advice.CHECK_KEY in advise(item_of([1] * 15 + [0] * 15, [0.0] * 15 + [1.0] * 15), None, [])


def test_no_better_than_guessing_follows_from_the_interval():
    column = ([1, 0, 0, 0] * 10)[:40]

    assert Advice.GUESSING in advise(item_of(column, range(40)), 0.25, [])
    assert Advice.GUESSING not in advise(item_of([1] * 36 + [0] * 4, range(40)), 0.25, [])


def test_where_the_interval_covers_nothing_it_says_so():
    assert Advice.TOO_FEW in advise(item_of([1, 0] * 6, [1, 0, 0, 1] * 3), None, [])


@pytest.mark.parametrize(("readers", "idle"), [(29, False), (30, True)])
def test_an_option_that_nobody_chose_counts_from_thirty_readers_on(readers, idle):
    options = [
        Choices("a", is_right=True, chosen=readers, certain=9),
        Choices("b", is_right=False, chosen=0, certain=0),
    ]
    column = [place % 2 for place in range(readers)]

    assert (Advice.IDLE_OPTION in advise(item_of(column, column), None, options)) == idle


def test_a_misconception_needs_two_confident_readers():
    one = Choices("b", is_right=False, chosen=5, certain=1)
    two = Choices("c", is_right=False, chosen=3, certain=2)

    assert misconception([one]) is None
    assert misconception([one, two, Choices("a", is_right=True, chosen=9, certain=9)]) == two


def test_the_wrong_option_to_talk_about_drew_certain_readers_or_else_most():
    many = Choices("b", is_right=False, chosen=9, certain=0)
    sure = Choices("c", is_right=False, chosen=3, certain=1)
    one = Choices("d", is_right=False, chosen=1, certain=1)
    right = Choices("a", is_right=True, chosen=20, certain=9)

    assert lure([many, sure, one, right]) == sure
    assert lure([many, one, right]) == many
    assert lure([one, right]) is None


def test_guess_scores_are_those_of_the_definition():
    assert guess_score("single", 4) == 0.25
    assert guess_score("true_false", 2) == 0.5
    assert guess_score("matching", 5) == 0.2
    assert guess_score("multiple", 4) is None
    assert guess_score("numeric", 0) is None
