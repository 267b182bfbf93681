import pytest
from django.utils.translation import override

from quiz.exchange.formats import known
from quiz.exchange.formats.plain import Note
from quiz.exchange.formats.rules import LEVELS, Level, Rule
from quiz.exchange.wording import FORMATS, SAYS, place_words, told
from quiz.exchange.wording import LEVELS as IN_WORDS


def test_every_rule_has_its_sentence_and_one_level():
    assert set(SAYS) == set(Rule)
    assert sorted(rule for rules in LEVELS.values() for rule in rules) == sorted(Rule)
    assert set(IN_WORDS) == set(Level)


def test_every_format_has_a_name():
    assert {each.name for each in known.ALL} <= set(FORMATS)


@pytest.mark.parametrize(
    ("note", "en", "ja"),
    [
        (
            Note(Rule.IMAGE, words="map.png"),
            "A picture is left out: map.png",
            "画像は取り込みません：map.png",
        ),
        (Note(Rule.IMAGE), "A picture is left out.", "画像は取り込みません。"),
        (Note(Rule.TOO_LARGE, words="10"), "The file is larger than 10 MB. Export it in parts.", None),
        (Note(Rule.KIND, words="a\u202eb\nc"), "There are no questions of this kind here: a b c", None),
    ],
)
def test_words_stand_in_the_sentence_or_after_it(note, en, ja):
    with override("en"):
        assert told(note).says == en
    if ja:
        with override("ja"):
            assert told(note).says == ja


def test_a_place_is_a_file_and_a_line_as_far_as_they_are_known():
    with override("en"):
        assert [place_words(*place) for place in (("", 0), ("", 7), ("a.xml", 0), ("a.xml", 7))] == [
            "", "line 7", "a.xml", "a.xml, line 7",
        ]  # fmt: skip
