import pytest

from quiz.domain.holding import words_that_hold


@pytest.mark.parametrize(
    ("listed", "text", "found"),
    [
        ("", "A thought.", []),
        ("lunch", "After LUNCH.", ["lunch"]),
        ("ｌｕｎｃｈ", "After lunch.", ["ｌｕｎｃｈ"]),
        ("lunch, 昼食、昼休み", "昼休みのあと、lunchの話。", ["lunch", "昼休み"]),
        ("lunch lunch", "lunch", ["lunch"]),
        (" , 、 ", "Anything.", []),
    ],
)
def test_listed_words_are_told_as_they_are_listed(listed, text, found):
    assert words_that_hold(listed, text) == found


def test_words_of_what_is_left_out_come_first(monkeypatch):
    monkeypatch.setattr("quiz.domain.holding.withheld_words", lambda _text: ["x"])

    assert words_that_hold("lunch", "x at lunch") == ["x", "lunch"]
