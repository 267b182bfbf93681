import time

import pytest

from quiz.domain.folding import fold, readings
from quiz.domain.holding import withheld_in, words_that_hold
from quiz.domain.withheld import mark
from quiz.web.written import readable

ZEBRAFISH = [
    "zebrafish", "ZEBRAFISH", "ZebraFish", "zebrafishes", "xzebrafishy",
    # Other forms of the same letters: full width, ligature, mathematical, circled, small capitals.
    "ｚｅｂｒａｆｉｓｈ", "zebraﬁsh", "𝐳𝐞𝐛𝐫𝐚𝐟𝐢𝐬𝐡", "ⓩⓔⓑⓡⓐⓕⓘⓢⓗ", "ᴢᴇʙʀᴀғɪꜱʜ",
    # Look-alikes: Cyrillic, Greek, Latin with a stroke; figures.
    "zеbrаfish", "zebrαfιsh", "ƶebrafish", "zebraf1sh", "z3br4fish",
    # What nobody sees: zero width space, joiner, word joiner, soft hyphen, filler; marks.
    "zebra\u200bfish", "zebra\u200dfish", "zebra\u2060fish", "zebra\u00adfish", "zebra\u3164fish",
    "zébrafïsh", "z\u0336e\u0336b\u0336r\u0336afish",
    # In pieces.
    "zebra fish", "zebra-fish", "zebra_fish", "zebra.fish", "zebra\nfish", "z e b r a f i s h",
    "z. e. b. r. a. f. i. s. h.",
    # Markdown, which a page shows as the word.
    "zebra**fish**", "zebra&#102;ish", "zebra&shy;fish", "zebra`fish`", "zebra[fish](https://example.org)",
    "[here](https://zebrafish.example.org)",
]  # fmt: skip
TESUTO = [
    "テスト", "ﾃｽﾄ", "大テスト会", "このテストは", "てすと", "このてすとは嫌だ", "テすト", "テ\u200bスト",
    "テ・ス・ト", "テ スト", "テ、ス、ト", "**テ**スト", "テ&shy;スト", "テ゜スト", "この テ・スト は",
]  # fmt: skip
ORDINARY = [
    # The listed word, and what holds its letters by chance.
    ("heart", "It is the art of reading."),
    ("zebrafish", "We saw a zebra. Fish were not there."),
    ("zebrafish", "A zebra; fish."),
    ("cat", "It is a C at best."),
    ("H20", "He said 20 of them; h."),
    ("テスト", "見てストレスを感じ、試してストーブを買った。"),
    ("テスト", "急いて、ストーブを見た。"),
    ("サイト", "考えなさいと言った。"),
    ("バス", "翼で飛ばす。"),
    ("ラスト", "ここで暮らすと決めた。"),
    ("昼食", "今日の昼、食べた。"),
    ("パス", "バスに乗る。"),
    ("昼夜", "昼。夜。"),
]


@pytest.mark.parametrize("text", ZEBRAFISH)
def test_a_listed_word_is_found_however_it_is_written(text):
    assert words_that_hold("zebrafish", readable(f"I like {text}")) == ["zebrafish"]
    assert words_that_hold("Zebrafish", readable(text)) == ["Zebrafish"]


@pytest.mark.parametrize("text", TESUTO)
def test_so_is_one_in_kana(text):
    assert words_that_hold("テスト", readable(text)) == ["テスト"]
    assert words_that_hold("ﾃｽﾄ", readable(text)) == ["ﾃｽﾄ"]


@pytest.mark.parametrize(("listed", "text"), ORDINARY)
def test_letters_that_only_happen_to_stand_side_by_side_hold_nothing(listed, text):
    assert words_that_hold(listed, readable(text)) == []


@pytest.mark.parametrize("text", ZEBRAFISH)
def test_a_word_of_what_is_left_out_is_found_as_well_where_it_is_a_whole_word(text):
    found = {
        word
        for way in readings(readable(f"I like {text}"))
        for word in withheld_in(way, {mark("zebrafish")}, set())
    }

    assert found == (
        set() if text.startswith("x") else {"zebrafishes" if text.endswith("es") else "zebrafish"}
    )


@pytest.mark.parametrize("text", TESUTO)
def test_so_is_one_in_kana_that_is_left_out(text):
    found = {
        fold(word).translate({0x3066: "テ", 0x3059: "ス", 0x3068: "ト"})
        for way in readings(readable(text))
        for word in withheld_in(way, set(), {mark("テスト")})
    }

    assert found == {"テスト"}


@pytest.mark.parametrize(("listed", "text"), ORDINARY)
def test_ordinary_text_holds_nothing_that_is_left_out_either(listed, text):
    kept = {mark(listed.lower())}

    assert not any(withheld_in(way, kept, kept) for way in readings(readable(text)))


@pytest.mark.parametrize(
    ("listed", "text", "found"),
    [
        ("", "A thought.", []),
        ("lunch", "After LUNCH.", ["lunch"]),
        ("ｌｕｎｃｈ", "After lunch.", ["ｌｕｎｃｈ"]),
        ("lunch, 昼食、昼休み", "昼休みのあと、lunchの話。", ["lunch", "昼休み"]),
        ("lunch lunch", "lunch", ["lunch"]),
        (" , 、 ", "Anything.", []),
        ("pony wolf", "Ponies, wolves and knives", ["pony", "wolf"]),
        ("H20 C++ GPT-4", "The h20, gpt-4 and c++", ["H20", "C++", "GPT-4"]),
        ("usa", "The U.S.A. say", ["usa"]),
        ("昼食", "昼 食 の話", ["昼食"]),
        ("Москва", "в Москва", ["Москва"]),
        ("ガス", "カ\u3099ス代", ["ガス"]),
        ("ガス", "ｶﾞｽ代、か゛す代", ["ガス"]),
        ("カス", "ガス代", []),
    ],
)
def test_listed_words_are_told_as_they_are_listed(listed, text, found):
    assert words_that_hold(listed, text) == found


def test_words_of_what_is_left_out_come_first_and_once(monkeypatch):
    monkeypatch.setattr("quiz.domain.holding.withheld_in", lambda _way: {"x"})

    assert words_that_hold("lunch", "x at lunch, l0ud") == ["x", "lunch"]


@pytest.mark.parametrize("text", ["A thought on it. " * 120, "私はそうは思わない。" * 200, "a b " * 500])
def test_a_long_post_is_looked_at_in_a_moment(text):
    began = time.perf_counter()

    words_that_hold(" ".join(f"word{number} 言葉{number}" for number in range(50)), text)

    # A hundredth of what it took once, on a machine half as fast as others.
    assert time.perf_counter() - began < 5
