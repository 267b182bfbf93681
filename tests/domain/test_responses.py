from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.domain.kinds import Kind
from quiz.domain.responses import BadResponse, Refusal, Shape, check_response, read_number

CODES = ("a", "b", "c")
SHAPES = [Shape(kind, CODES, ("x", "y")) for kind in Kind]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from([*CODES, "x", "y"]),
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(st.sampled_from([*CODES, "q"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("72", "72"),
        ("７２", "72"),
        ("1,979", "1979"),
        ("２，０００", "2000"),
        ("３．３５", "3.35"),
        ("−5", "-5"),
        ("－5", "-5"),
        (" 80 ", "80"),
        ("+4.0", "4.0"),
    ],
)
def test_a_number_is_understood_as_people_type_it(typed, number):
    assert read_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("", Refusal.EMPTY),
        ("  ", Refusal.EMPTY),
        ("1e5", Refusal.NOT_A_NUMBER),
        ("0x10", Refusal.NOT_A_NUMBER),
        ("1_000", Refusal.NOT_A_NUMBER),
        ("nan", Refusal.NOT_A_NUMBER),
        ("Infinity", Refusal.NOT_A_NUMBER),
        ("1,5", Refusal.NOT_A_NUMBER),
        ("72 TFLOPS", Refusal.NOT_A_NUMBER),
        ("12億", Refusal.NOT_A_NUMBER),
        ("9" * 16, Refusal.TOO_LONG),
        ("9" * 5000, Refusal.TOO_LONG),
        (72, Refusal.WRONG_TYPE),
        (True, Refusal.WRONG_TYPE),
        ("\x00", Refusal.NOT_A_NUMBER),
        ("\ud800", Refusal.NOT_A_NUMBER),
    ],
)
def test_what_is_no_number_is_refused_by_name(typed, refusal):
    with pytest.raises(BadResponse) as bad:
        read_number(typed)

    assert bad.value.refusal is refusal


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.kind.value)
@given(raw=ANYTHING)
def test_whatever_comes_is_canonical_or_refused(shape, raw):
    try:
        response = check_response(shape, raw)
    except BadResponse:
        return

    assert check_response(shape, response) == response


def test_several_choices_are_kept_in_the_order_of_the_question():
    assert check_response(Shape(Kind.MULTIPLE, CODES), ["c", "a"]) == ["a", "c"]


@pytest.mark.parametrize(
    ("kind", "raw", "refusal"),
    [
        (Kind.SINGLE, "q", Refusal.UNKNOWN_OPTION),
        (Kind.SINGLE, ["a"], Refusal.WRONG_TYPE),
        (Kind.MULTIPLE, ["a", "a"], Refusal.REPEATED_OPTION),
        (Kind.MULTIPLE, [], Refusal.EMPTY),
        (Kind.ORDERING, ["a", "b"], Refusal.INCOMPLETE),
        (Kind.MATCHING, {"a": "q"}, Refusal.UNKNOWN_OPTION),
        (Kind.MATCHING, {}, Refusal.EMPTY),
    ],
)
def test_a_malformed_response_is_refused_by_name(kind, raw, refusal):
    with pytest.raises(BadResponse) as bad:
        check_response(Shape(kind, CODES, ("x", "y")), raw)

    assert bad.value.refusal is refusal
