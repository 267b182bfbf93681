import pytest

from quiz.domain.codes import SIGNS, clean_code, digest, in_groups, new_code


@pytest.mark.parametrize(
    "typed", ["acd347", "ＡＣＤ３４７", " ACD 347 ", "acd-347", "ACD‐347", "ACDー347", "a c d 3 4 7"]
)
def test_a_code_is_understood_however_it_is_typed(typed):
    assert clean_code(typed) == "ACD347"


def test_what_is_no_code_is_empty_and_long_rubbish_is_cut():
    assert clean_code("ああ！") == ""
    assert len(clean_code("A" * 10_000)) == 200


def test_codes_have_no_look_alikes():
    assert not set("0O1IL2Z5S8BUV") & set(SIGNS)
    assert len({new_code(6) for _number in range(200)}) == 200
    assert set("".join(new_code(6) for _number in range(200))) <= set(SIGNS)


def test_a_return_code_is_known_however_it_is_grouped():
    assert in_groups("ACDEFGHJKMNP") == "ACDE-FGHJ-KMNP"
    assert digest("acde fghj kmnp") == digest("ACDEFGHJKMNP")
