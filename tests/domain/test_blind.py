"""Against going through every response there is and marking it."""

from itertools import chain, combinations, permutations, product

import pytest

from quiz.domain.blind import guess_score
from quiz.domain.kinds import Kind
from quiz.domain.scoring import ChoiceKey, OrderKey, PairsKey, score

CODES = "abcdefg"


def mean_score(kind, key, responses):
    points = [score(kind, key, response) for response in responses]
    return sum(points) / len(points)


@pytest.mark.parametrize(("offered", "right"), [(n, r) for n in range(1, 8) for r in range(1, n + 1)])
def test_of_several_choices_every_set_of_ticks_but_the_empty_one_is_as_likely(offered, right):
    codes = CODES[:offered]
    key = ChoiceKey(frozenset(codes[:right]), frozenset(codes[right:]))
    ticks = chain.from_iterable(combinations(codes, count) for count in range(1, offered + 1))

    expected = mean_score(Kind.MULTIPLE, key, [list(each) for each in ticks])

    assert guess_score("multiple", offered, right) == pytest.approx(expected)


@pytest.mark.parametrize("items", range(2, 8))
def test_every_order_is_as_likely(items):
    key = OrderKey(tuple(CODES[:items]))

    expected = mean_score(Kind.ORDERING, key, [list(order) for order in permutations(key.order)])

    assert guess_score("ordering", items) == pytest.approx(expected)


@pytest.mark.parametrize(("prompts", "choices"), [(2, 2), (3, 3), (3, 5)])
def test_every_way_to_match_is_as_likely_whether_a_choice_may_be_taken_twice_or_not(prompts, choices):
    left, right = "xyz"[:prompts], CODES[:choices]
    key = PairsKey(dict(zip(left, right, strict=False)))
    twice = [dict(zip(left, each, strict=True)) for each in product(right, repeat=prompts)]
    once = [dict(zip(left, each, strict=True)) for each in permutations(right, prompts)]

    assert guess_score("matching", choices) == pytest.approx(mean_score(Kind.MATCHING, key, twice))
    assert guess_score("matching", choices) == pytest.approx(mean_score(Kind.MATCHING, key, once))


def test_they_are_those_of_the_definition_and_of_the_reference():
    assert guess_score("single", 4) == 0.25
    assert guess_score("true_false", 2) == 0.5
    assert guess_score("matching", 5) == 0.2
    # The reference: blind guessing at an ordering of 3 earns .278.
    assert guess_score("ordering", 3) == pytest.approx(5 / 18)
    # One right and one wrong: the right one alone earns, of three sets of ticks.
    assert guess_score("multiple", 2) == pytest.approx(1 / 3)
    assert guess_score("ordering", 1) == 1


def test_where_a_corrected_key_takes_two_options_either_is_guessed():
    assert guess_score("single", 4, 2) == 0.5
    assert guess_score("true_false", 2, 2) == 1


@pytest.mark.parametrize(
    ("kind", "offered", "right"),
    [("numeric", 0, 1), ("labelling", 4, 1), ("single", 0, 1), ("single", 4, 0), ("multiple", 2, 3)],
)
def test_a_number_and_a_question_without_options_or_key_have_none(kind, offered, right):
    assert guess_score(kind, offered, right) is None


def test_a_long_order_is_counted_and_not_listed():
    assert 0 < guess_score("ordering", 30) < guess_score("ordering", 10) < 0.2
