from quiz.domain.pseudonyms import ANIMALS, COLOURS, COUNT, pseudonym


def test_there_is_one_for_each_of_the_largest_class_in_both_languages():
    assert COUNT >= 300
    assert len({pseudonym(number, "ja") for number in range(2 * COUNT)}) == 2 * COUNT
    assert len({pseudonym(number, "en") for number in range(2 * COUNT)}) == 2 * COUNT


def test_a_colour_and_an_animal():
    assert (pseudonym(0, "ja"), pseudonym(0, "en")) == ("あおいカワセミ", "Blue Kingfisher")
    assert pseudonym(COUNT - 1, "en") == f"{COLOURS[-1][1]} {ANIMALS[-1][1]}"
    assert pseudonym(COUNT, "en") == "Blue Kingfisher 2"
