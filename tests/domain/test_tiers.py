"""What may be told at 5, 10 and 20 ballots, by the table of the project's outlook reference (f)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.domain.tallies import Pairs, Tally, Vote
from quiz.domain.tiers import (
    Bars,
    Movement,
    Shown,
    merged,
    next_mark,
    room_forecast,
    stances_of_parts,
    tell,
    tell_shift,
)

LIKELY = st.sampled_from(range(0, 101, 10))
AGREED = st.sampled_from([-2, -1, 0, 1, 2, None])
VOTE = st.builds(Vote, LIKELY, AGREED, st.one_of(st.none(), LIKELY), st.booleans(), st.booleans())


def votes(count, likelihood=None, agreement=None):
    """Spread over all bars, unless one value is named."""
    return [
        Vote(
            10 * (5 * place % 11) if likelihood is None else likelihood,
            2 * place % 5 - 2 if agreement is None else agreement,
        )
        for place in range(count)
    ]


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, Shown.HIDDEN), (4, Shown.HIDDEN), (5, Shown.THREE), (9, Shown.THREE), (10, Shown.FULL),
        (20, Shown.FULL),
    ],
)  # fmt: skip
def test_nothing_then_three_bars_then_everything(count, shown):
    told = tell(Tally.of(votes(count)), 5)

    assert (told.likelihood.shown, told.stance.shown) == (shown, shown)
    assert (told.median is not None) == (count >= 10)
    assert len(told.stance.counts) == {Shown.HIDDEN: 0, Shown.THREE: 3, Shown.FULL: 6}[shown]
    assert sum(told.stance.counts) in (0, count)


def test_a_survey_may_ask_for_more():
    assert tell(Tally.of(votes(11)), 12).likelihood.shown is Shown.HIDDEN
    assert tell(Tally.of(votes(12)), 12).likelihood.shown is Shown.FULL


def test_the_crowd_of_as_many_at_20_as_at_80_per_cent_says_50():
    told = tell(Tally.of(votes(5, likelihood=20) + votes(5, likelihood=80)), 5)

    assert told.crowd == pytest.approx(50)


@pytest.mark.parametrize(("count", "median"), [(9, None), (10, 70)])
def test_what_readers_think_the_author_meant_is_told_from_ten_who_said_so(count, median):
    ballots = [Vote(50, 0, author_means=70)] * count + votes(5)

    assert tell(Tally.of(ballots), 5).author_median == median


@pytest.mark.parametrize(
    ("ballots", "split"),
    [
        # Of -2, -1, 0, 1 and 2 as often the variance is 2; of three bars, -2 and 2 twice and 0 once, 3.2.
        (votes(10), 2.0),
        (votes(5), 3.2),
        (votes(4), None),
        ([Vote(50, None)] * 20, 0.0),
    ],
)
def test_the_split_is_the_variance_of_what_is_told(ballots, split):
    assert tell(Tally.of(ballots), 5).split == split


@pytest.mark.parametrize("apart", [0, 1, 2])
@pytest.mark.parametrize("count", [5, 10, 19])
def test_all_are_too_alike_and_so_are_all_but_two(count, apart):
    told = tell(Tally.of(votes(count - apart, likelihood=80, agreement=2) + votes(apart, 0, -2)), 5)

    assert (told.likelihood.shown, told.likelihood.most) == (Shown.ALIKE, 2)
    assert (told.stance.shown, told.stance.most) == (Shown.ALIKE, 2)
    assert (told.likelihood.counts, told.median, told.crowd, told.split) == ((), None, None, 0.0)


def test_from_twenty_on_unanimity_is_told():
    assert tell(Tally.of(votes(20, likelihood=80, agreement=2)), 5).likelihood.shown is Shown.FULL


@given(st.lists(VOTE, max_size=19))
def test_below_twenty_nothing_tells_that_all_are_in_one_bar(ballots):
    told = tell(Tally.of(ballots), 5)

    for bars, three in ((told.likelihood, (4, 3, 4)), (told.stance, (2, 1, 2))):
        if bars.shown is Shown.THREE:
            assert max(bars.counts) < sum(bars.counts) - 2
        if bars.shown is Shown.FULL:
            first, middle = three[0], three[1]
            cannot_say = sum(bars.counts[5:]) if len(bars.counts) == 6 else 0
            low, high = (
                sum(bars.counts[:first]),
                sum(bars.counts[first + middle : 11 if len(bars.counts) > 6 else 5]),
            )
            between = sum(bars.counts[first : first + middle]) + cannot_say
            assert max(low, between, high) < told.ballots - 2


PAIR = st.tuples(VOTE, st.one_of(st.none(), VOTE))


@given(st.lists(PAIR, max_size=30))
def test_nobody_learns_from_their_own_move_what_all_others_did(pairs):
    told = tell_shift(Pairs.of(pairs), 5)
    moves, again = told.movement, sum(second is not None for _first, second in pairs)

    assert (moves is None) == (again < 5)
    assert told.again == again
    if moves and again < 20:
        counts = [count for count in (moves.moved, moves.same) if count is not None]
        assert bool(moves.most) != bool(counts)
        assert not counts or max(counts) < again - 2
        assert moves.up is None or min(moves.up, moves.down, moves.same) >= 5
        beside = (told.figures, told.transitions, told.moved_by, told.posts, told.saw)
        assert not moves.most or beside == (None, (), (), (), None)


@pytest.mark.parametrize(
    ("up", "down", "same", "told"),
    [
        (5, 5, 5, Movement(up=5, down=5, same=5, moved=10)),
        # Up and down are told as their sum where one of them is of fewer than five.
        (4, 5, 5, Movement(same=5, moved=9)),
        (5, 4, 5, Movement(same=5, moved=9)),
        (0, 5, 5, Movement(same=5, moved=5)),
        (2, 1, 4, Movement(same=4, moved=3)),
        (3, 2, 3, Movement(same=3, moved=5)),
        (6, 6, 3, Movement(same=3, moved=12)),
        # Where all did the same, or all but at most two, only that.
        (5, 5, 2, Movement(most="moved")),
        (3, 2, 0, Movement(most="moved")),
        (1, 1, 6, Movement(most="same")),
        (1, 1, 17, Movement(most="same")),
        # From twenty on everything.
        (1, 1, 18, Movement(up=1, down=1, same=18, moved=2)),
    ],
)
@pytest.mark.parametrize("away", [0, 3])
def test_movement_is_told_of_those_who_voted_again(up, down, same, told, away):
    steps = [10] * up + [-10] * down + [0] * same
    pairs = [(Vote(50, 1), Vote(50 + step, 1)) for step in steps] + [(Vote(50, 1), None)] * away

    shift = tell_shift(Pairs.of(pairs), 5)

    assert (shift.readers, shift.again, shift.movement) == (len(steps) + away, len(steps), told)


@pytest.mark.parametrize(("again", "shown"), [(4, Shown.HIDDEN), (5, Shown.THREE), (10, Shown.FULL)])
def test_of_the_second_round_no_more_is_told_than_of_those_who_voted_again(again, shown):
    """Of the others the first ballot is known as a part of the first round."""
    before, after = votes(25), votes(25)[::-1]
    pairs = zip(before, [two if place < again else None for place, two in enumerate(after)], strict=True)

    told = tell_shift(Pairs.of(pairs), 5)

    assert (told.after.likelihood.shown, told.after.stance.shown) == (shown, shown)
    assert told.before.likelihood.shown is Shown.FULL
    assert told.transitions == ()


@pytest.mark.parametrize(
    ("published", "mark"), [(0, 10), (9, 10), (10, 20), (19, 20), (20, 40), (35, 40), (1000, 1280)]
)
def test_outside_classes_figures_are_published_at_fixed_counts(published, mark):
    assert next_mark(published) == mark


@pytest.mark.parametrize("is_first", [True, False])
def test_where_one_round_is_not_told_exactly_no_figure_over_both_is(is_first):
    rounds = [votes(10, likelihood=80, agreement=2), votes(10)]
    before, after = rounds if is_first else reversed(rounds)

    told = tell_shift(Pairs.of(zip(before, after, strict=True)), 5)

    assert (told.figures, told.transitions, told.saw) == (None, (), None)


# Ten who voted again, four of whom moved: their movement may be told.
MOVES = [
    (one, Vote(10 * ((one.likelihood // 10 + 5 * (place < 4)) % 11), one.agreement))
    for place, one in enumerate(votes(10))
]


@pytest.mark.parametrize(("saw", "told"), [(0, 0), (4, None), (5, 5), (6, None), (10, 10)])
def test_how_many_saw_the_posts_is_told_unless_these_or_the_others_are_few(saw, told):
    pairs = [(one, replace(two, saw=place < saw)) for place, (one, two) in enumerate(MOVES)]

    assert tell_shift(Pairs.of(pairs), 5).saw == told


@pytest.mark.parametrize(
    ("moved", "told"),
    [
        (["news"] * 3 + ["article"] * 3 + ["post"] * 4, (("post", 4), ("article", 3), ("news", 3))),
        # One who names something else would know what all others say.
        (["news"] * 9 + ["post"], ()),
        (["news"] * 8 + ["post"] * 2, ()),
        ([], ()),
    ],
)
def test_what_moved_readers_is_told_from_ten_on_the_most_frequent_first(moved, told):
    said = [*moved, *[""] * 10]
    pairs = [(one, replace(two, moved_by=by)) for (one, two), by in zip(MOVES, said, strict=False)]

    assert tell_shift(Pairs.of(pairs), 5).moved_by == told
    assert tell_shift(Pairs.of(pairs[:9]), 5).moved_by == ()


def test_where_one_round_is_too_alike_the_sizes_of_a_movement_that_is_told_are_not():
    before = [70, 80, 90, 100, 70, 80, 90, 100, 70, 80, 90, 100]
    after = [20, 30, 40, 50, 60, 10, *before[6:]]
    pairs = [(Vote(one, 1), Vote(two, 1)) for one, two in zip(before, after, strict=True)]

    told = tell_shift(Pairs.of(pairs), 5)

    assert told.movement == Movement(same=6, moved=6)
    assert (told.before.likelihood.shown, told.after.likelihood.shown) == (Shown.ALIKE, Shown.FULL)
    assert (told.figures, told.saw) == (None, None)


def test_likelihoods_that_are_told_exactly_are_drawn_in_three_bars_beside_three():
    told = tell(Tally.of(votes(11)), 5).likelihood
    few = tell(Tally.of(votes(5)), 5).likelihood

    assert merged(told) == Bars(Shown.THREE, (4, 3, 4))
    assert merged(few) == few


def test_a_post_named_by_few_has_no_count_and_by_one_of_few_no_place():
    pairs = [
        (one, replace(two, moved_by="post", moved_post=1 if place else 2))
        for place, (one, two) in enumerate(MOVES)
    ]

    assert tell_shift(Pairs.of(pairs), 5).posts == ((1, 9), (2, None))
    assert tell_shift(Pairs.of(pairs), 9).posts == ((1, 9), (2, None))
    assert tell_shift(Pairs.of(pairs[:9]), 5).posts == ()


def test_the_shift_of_the_reference_from_counts():
    before = [20, 40, 50, 60, 80, 30, 70, 50, 10, 90]
    after = [40, 40, 50, 70, 80, 40, 70, 60, 20, 80]
    told = tell_shift(Pairs.of((Vote(b, 1), Vote(a, -1)) for b, a in zip(before, after, strict=True)), 5)

    assert told.figures.readers == 10
    assert told.figures.net == pytest.approx(5)
    assert told.before.median == 50
    assert told.after.median == 55
    assert told.transitions == ()


def test_transitions_are_told_where_both_distributions_are():
    pairs = [(Vote(50, place % 5 - 2), Vote(50 + 10 * (place % 2), 2 - place % 5)) for place in range(10)]

    told = tell_shift(Pairs.of(pairs), 5)

    assert sum(map(sum, told.transitions)) == 10
    assert told.transitions[0][4] == 2


def test_the_rooms_forecast_leaves_out_who_knew_and_does_not_tell_them():
    unknowing = votes(12)
    assert room_forecast(Tally.of(unknowing), 5) is not None
    assert room_forecast(Tally.of([*unknowing, Vote(100, 1, knew=True)]), 5) is None
    assert room_forecast(Tally.of([*unknowing, *[Vote(100, 1, knew=True)] * 5]), 5) == pytest.approx(
        room_forecast(Tally.of(unknowing), 5)
    )
    assert room_forecast(Tally.of(votes(9)), 5) is None
    assert room_forecast(Tally.of(votes(10)), 5) is not None


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        (votes(5, agreement=2), votes(10), [Bars(Shown.ALIKE, most=2), Bars(Shown.HIDDEN)]),
        (votes(4), votes(10), [Bars(Shown.HIDDEN), Bars(Shown.HIDDEN)]),
        (votes(5), votes(10), [Bars(Shown.THREE, (2, 1, 2)), Bars(Shown.THREE, (4, 2, 4))]),
        (votes(10), votes(10), [Bars(Shown.FULL, (2, 2, 2, 2, 2, 0))] * 2),
    ],
)
def test_the_parts_of_a_room_are_told_alike(one, two, told):
    assert stances_of_parts([Tally.of(one), Tally.of(two)], 5) == told


@given(st.lists(VOTE, min_size=5, max_size=25), st.lists(VOTE, min_size=5, max_size=25))
def test_of_a_part_no_more_is_told_than_the_whole_and_the_other_part_let_follow(one, two):
    parts = [Tally.of(one), Tally.of(two)]

    told = stances_of_parts(parts, 5)

    assert len({each.shown for each in told if each.shown is not Shown.ALIKE}) <= 1
    small = [part for part in (one, two) if len(part) < 10]
    assert not small or Shown.FULL not in {each.shown for each in told}
    alone = [tell(part, 5).stance.shown for part in parts]
    assert (Shown.ALIKE in alone) == all(not each.counts for each in told)
