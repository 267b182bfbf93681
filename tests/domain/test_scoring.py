from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.domain.kinds import Kind
from quiz.domain.scoring import ChoiceKey, NumberKey, OrderKey, PairsKey, is_right, score, tally
from quiz.domain.shuffle import shuffled

CHOICE = ChoiceKey(frozenset("ab"), frozenset("cd"))
ORDER = OrderKey(("a", "b", "c", "d"))
PAIRS = PairsKey({"a": "x", "b": "y", "c": "z"})
NUMBER = NumberKey(Decimal(13), Decimal("0.5"))
LETTERS = st.lists(st.sampled_from("abcd"), min_size=1, max_size=4, unique=True)


@pytest.mark.parametrize(
    ("kind", "key", "response", "points"),
    [
        (Kind.SINGLE, CHOICE, "a", 1),
        (Kind.SINGLE, CHOICE, "c", 0),
        (Kind.TRUE_FALSE, ChoiceKey(frozenset({"true"}), frozenset({"false"})), "true", 1),
        (Kind.MULTIPLE, CHOICE, ["a", "b"], 1),
        (Kind.MULTIPLE, CHOICE, ["a"], 0.5),
        (Kind.MULTIPLE, CHOICE, ["a", "b", "c"], 0.5),
        (Kind.MULTIPLE, CHOICE, ["a", "b", "c", "d"], 0),
        (Kind.MULTIPLE, CHOICE, ["c"], 0),
        (Kind.MULTIPLE, ChoiceKey(frozenset("ab"), frozenset()), ["a"], 0.5),
        (Kind.NUMERIC, NUMBER, "13.5", 1),
        (Kind.NUMERIC, NUMBER, "12.5", 1),
        (Kind.NUMERIC, NUMBER, "13.51", 0),
        (Kind.ORDERING, ORDER, ["a", "b", "c", "d"], 1),
        (Kind.ORDERING, ORDER, ["b", "a", "c", "d"], 4 / 6),
        (Kind.ORDERING, ORDER, ["d", "c", "b", "a"], 0),
        (Kind.MATCHING, PAIRS, {"a": "x", "b": "x", "c": "z"}, 2 / 3),
        (Kind.MATCHING, PAIRS, {"a": "x"}, 1 / 3),
    ],
)
def test_a_response_earns_what_the_policy_says(kind, key, response, points):
    assert score(kind, key, response) == pytest.approx(points)


@pytest.mark.parametrize(
    ("kind", "key"),
    [(Kind.SINGLE, CHOICE), (Kind.NUMERIC, NUMBER), (Kind.ORDERING, ORDER), (Kind.MATCHING, PAIRS)],
)
def test_no_response_earns_nothing(kind, key):
    assert score(kind, key, None) == 0


def test_the_labelling_exercise_is_never_scored():
    with pytest.raises(ValueError, match="never scored"):
        score(Kind.LABELLING, PAIRS, {"a": "fact"})


@pytest.mark.parametrize("kind", [Kind.SINGLE, Kind.MULTIPLE, Kind.ORDERING, Kind.MATCHING])
def test_a_key_of_another_kind_is_an_error(kind):
    with pytest.raises(TypeError):
        score(kind, NUMBER, "a")


@pytest.mark.parametrize(
    ("kind", "key", "response"),
    [
        (Kind.SINGLE, CHOICE, ["a"]),
        (Kind.MULTIPLE, CHOICE, "a"),
        (Kind.NUMERIC, NUMBER, ["13"]),
        (Kind.ORDERING, ORDER, "abcd"),
        (Kind.MATCHING, PAIRS, ["x", "y", "z"]),
        (Kind.NUMERIC, CHOICE, "13"),
    ],
)
def test_a_response_of_another_kind_is_an_error(kind, key, response):
    with pytest.raises(TypeError):
        score(kind, key, response)


@given(LETTERS)
def test_choices_score_between_0_and_1(chosen):
    assert 0 <= score(Kind.MULTIPLE, CHOICE, chosen) <= 1


@given(st.permutations("abcd"))
def test_orders_score_between_0_and_1_and_only_the_right_one_is_right(order):
    points = score(Kind.ORDERING, ORDER, list(order))

    assert 0 <= points <= 1
    assert is_right(points) == (tuple(order) == ORDER.order)


@given(st.dictionaries(st.sampled_from("abc"), st.sampled_from("xyz"), min_size=1))
def test_pairs_score_between_0_and_1(pairs):
    assert 0 <= score(Kind.MATCHING, PAIRS, pairs) <= 1


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-1000, max_value=1000))
def test_numbers_score_0_or_1(number):
    assert score(Kind.NUMERIC, NUMBER, str(number)) in (0, 1)


@given(LETTERS, st.integers(0, 2**31))
def test_shuffling_changes_no_score(chosen, seed):
    mixed = shuffled(chosen, seed=seed, salt="q")

    assert sorted(mixed) == sorted(chosen)
    assert score(Kind.MULTIPLE, CHOICE, mixed) == score(Kind.MULTIPLE, CHOICE, chosen)


def test_a_stored_seed_gives_the_same_order_for_ever():
    assert shuffled("abcdef", seed=7, salt="1") == shuffled("fedcba", seed=7, salt="1")
    assert shuffled("abcdef", seed=7, salt="1") != shuffled("abcdef", seed=8, salt="1")


def test_a_tally_without_questions_has_no_share():
    assert tally([]).share is None
    assert tally([1, 0.5]).share == 0.75
