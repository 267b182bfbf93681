import pytest

from quiz.domain.withheld import ENGLISH, JAPANESE, mark, withheld_words


def test_whole_words_in_english_and_anywhere_in_japanese():
    kept = {"english": mark("zorgle"), "japanese": mark("ゾルグ"), "lengths": (3,)}

    assert withheld_words("A ZORGLE; zorgled; 大ゾルグ機", **kept) == ["zorgle", "ゾルグ"]
    assert withheld_words("Ｚｏｒｇｌｅ ｿﾞﾙｸﾞ", **kept) == ["zorgle", "ゾルグ"]
    assert withheld_words("zorglet, ゾルカ", **kept) == []


@pytest.mark.parametrize(
    ("one", "many"), [("zorgle", "zorgles"), ("zorch", "zorches"), ("zorgy", "zorgies"), ("zorf", "zorves")]
)
def test_so_are_english_plurals(one, many):
    assert withheld_words(f"Two {many}", english=mark(one)) == [many]


def test_there_are_words_to_look_for():
    assert len(ENGLISH.split()) > 20
    assert len(JAPANESE.split()) > 10
