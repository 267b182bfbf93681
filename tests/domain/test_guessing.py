import re

import pytest

from quiz.domain.guessing import Around, Choices, by_count, by_truth, guesses, held, hit, outcome, words_of


def choices(*options, right=0, stem="Which chip is it?"):
    return Choices(stem, options, frozenset({right}))


def by_way(questions, around=None):
    return {each.way: each for each in guesses(questions, [around or Around()] * len(questions))}


def test_who_picks_the_longest_is_found_out_over_ten_questions():
    found = by_way([choices("a rather long answer", "short", "brief", "tiny")] * 10)

    assert found["the longest"].hits == 10
    assert found["the longest"].by_chance == 2.5
    assert found["the longest"].p == pytest.approx(0.25**10)
    assert found["the shortest"].p == 1.0


@pytest.mark.parametrize(
    ("way", "asked", "around"),
    [
        (
            "most words of the stem",
            choices("bandwidth", "price", stem="Bandwidth of what?"),
            None,
        ),
        ("most words of the stem", choices("帯域の広さ", "価格", stem="帯域の広さはどれですか。"), None),
        ("most hedged, least absolute", choices("about half of it", "always all of it"), None),
        ("most hedged, least absolute", choices("半分ほど", "必ずすべて"), None),
        ("most glossary terms", choices("an FP8 figure", "a figure"), Around(terms=re.compile("FP8"))),
        ("most words met elsewhere", choices("licence needed", "nothing"), Around(met={"licence": 3})),
        ("most like the others", choices("a licence of BIS", "a fine", "licence of BIS", "a licence"), None),
        ("the shortest", choices("no", "yes, it is"), None),
    ],
)
def test_each_way_picks_what_it_says(way, asked, around):
    assert by_way([asked], around)[way].hits == 1


def test_where_several_rank_equal_the_guess_is_shared_out():
    assert hit(choices("a", "b", "c"), [1.0, 1.0, 0.0]) == 0.5
    assert hit(choices("a", "b", right=1), [1.0, 0.0]) == 0.0


def test_words_that_carry_no_subject_are_shared_by_nobody():
    assert words_of("What does the article say of the H20?") == {"say", "h20"}
    assert words_of("輸出の許可") == {"輸出", "出の", "の許", "許可"}


def test_absolute_statements_are_held_for_false():
    found = by_truth([("It is always so.", False), ("It was so.", True), ("必ずそうです。", True)])

    assert (found.hits, found.questions, found.by_chance) == (2, 3, 1.5)


def test_a_count_that_is_always_the_same_is_found_among_questions_of_one_size():
    always = by_count("two of four", [(2, 3)] * 6 + [(3, 4)] * 3)
    varied = by_count("two of four", [(1, 3), (2, 3), (3, 3), (2, 4)])

    assert always.hits == 9
    assert always.p < 0.001
    assert (varied.questions, varied.hits) == (3, 1)
    assert by_count("alone", [(2, 3)]).p == 1.0


def test_holm_multiplies_the_smallest_by_how_many_were_tried_and_never_falls():
    tried = [outcome(name, [1.0] * many, [0.5] * many) for name, many in (("a", 3), ("b", 6), ("c", 4))]

    found = held(tried)

    assert [each.p for each in tried] == [0.125, 0.015625, 0.0625]
    assert [each.held for each in found] == [0.125, 0.046875, 0.125]
