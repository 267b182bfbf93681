import unicodedata

import pytest

from quiz.domain.names import (
    LONGEST_KEY,
    clean_name,
    clean_text,
    letters,
    looks,
    name_key,
    says_something,
)

INVISIBLE = (
    "\x00\x07\x1b\x7f\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e"
    "\u2060\u2066\u2069\u206f\u2800\u3164\ufe00\ufe0f\ufeff\uffa0\ufff0\ufff9\ufffe\ufdd0\ue000\ud800"
    "\U000e0041\U000e0100\U0001d173\U000f0000\U0010ffff"
)  # fmt: skip
FAMILY = "👨\u200d👩\u200d👧"
ALIKE = [
    ("Ｓato ", "sa to"), ("admin", "аdmin"), ("ANNA", "АΝΝА"), ("Paul", "РauI"), ("O2", "02"),
    ("Mila", "MiIa"), ("modern", "modem"), ("サトー", "サト一"), ("ロボ", "口ボ"), ("カトウ", "力トウ"),
    ("タナカ", "夕ナカ"), ("へい", "ヘい"), ("ニシ", "二シ"), ("エミ", "工ミ"), ("ﾊﾟｸ", "パク"),
    ("が", "か\u3099"), ("㍿", "株式会社"), ("O’Neil", "O'Neil"), ("Sa\u200bto", "Sato"),
    ("Jean-Luc", "Jean‐Luc"), ("Straße", "STRASSE"),
]  # fmt: skip
APART = [("佐藤", "加藤"), ("José", "Jose"), ("が", "か"), ("Sato", "Saito"), ("Ken", "Kan"), ("か", "カ")]


@pytest.mark.parametrize("sign", INVISIBLE, ids=lambda sign: f"U+{ord(sign):04X}")
def test_what_nobody_sees_goes(sign):
    assert clean_name(f"{sign}Sa{sign}to{sign}") == "Sato"
    assert clean_text(f"{sign}Sa{sign}to{sign}\nb") == "Sato\nb"
    assert not says_something(clean_name(sign * 5))


def test_a_name_is_one_line_of_plain_letters():
    assert clean_name("  Ｓａｔｏ\u3000\t山田 \r\n\u2028 ｶﾞ\x85x ") == "Sato 山田 ガ x"
    assert clean_name("㍿①") == "株式会社1"


def test_a_text_keeps_its_lines_and_its_signs():
    text = "10² ＞ ①…\r\n- a\r\n\t- b  \r\r\r\rか\u3099\u202e\u2028end\n"

    assert clean_text(text) == "10² ＞ ①…\n- a\n    - b\n\nが\nend"


def test_what_is_one_sign_to_the_eye_stays_one():
    for sign in (FAMILY, "🏳️\u200d🌈", "👩🏽\u200d🔬", "❤\ufe0f", "🇯🇵"):
        assert clean_text(sign) == sign
        assert letters(sign) == 1, sign


def test_letters_are_counted_as_seen():
    seen = {
        "": 0,
        "がき": 2,
        "か\u3099": 1,
        "é": 1,
        "e\u0301\u0323": 1,
        "🇯🇵🇫🇷": 2,
        "葛": 1,
        "நி": 1,
        "a b": 3,
    }

    assert {text: letters(text) for text in seen} == seen
    assert letters(clean_name("\ufdfa" * 60)) == 60 * 18


def test_marks_pile_up_four_high_and_stand_on_a_letter():
    assert len(clean_name("Z" + "\u0323\u0301" * 500)) <= 5
    assert clean_name("\u0301Sato") == "Sato"


def test_there_is_a_letter_or_a_number():
    assert [says_something(text) for text in ("a", "あ", "7", "Ⅳ", "٣")] == [True] * 5
    assert [says_something(text) for text in ("", "!", "。", FAMILY, "\u0301", "—")] == [False] * 6


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_names_that_look_alike_are_the_same(one, other):
    assert looks(one) == looks(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_one_tells_apart_are_not(one, other):
    assert looks(one) != looks(other)


def test_names_are_sorted_whatever_their_width_and_case():
    assert name_key("Ｓato ") == name_key("sa to") == "sato"
    assert name_key("Ito") == "ito"


def test_a_key_has_room_whatever_the_name():
    long = "\u0390" * 240

    assert len(unicodedata.normalize("NFKC", long).casefold()) == 720
    assert len(name_key(long)) == len(looks(long)) == LONGEST_KEY
    assert name_key(long) != name_key(long + "a")


def test_cleaning_twice_is_cleaning_once():
    for text in (
        INVISIBLE,
        FAMILY,
        "か\u200b\u3099",
        "a\u0301\u200d\u0323b",
        "1\u20e3\ufe0f",
        *sum(ALIKE, ()),
    ):
        for clean in (clean_name, clean_text):
            assert clean(clean(text)) == clean(text)
