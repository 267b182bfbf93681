"""What may be told at 5, 10 and 20 ballots, by the table of the project's outlook reference (f)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.domain.tallies import Pairs, Tally, Vote
from quiz.domain.tiers import (
    Bars,
    Movement,
    Shown,
    hides_difference,
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


@pytest.mark.parametrize("apart", [0, 1])
@pytest.mark.parametrize("count", [5, 10, 19])
def test_unanimity_is_almost_all_and_so_is_all_but_one(count, apart):
    told = tell(Tally.of(votes(count - apart, likelihood=80, agreement=2) + votes(apart, 0, -2)), 5)

    assert (told.likelihood.shown, told.likelihood.almost) == (Shown.ALMOST_ALL, 2)
    assert (told.stance.shown, told.stance.almost) == (Shown.ALMOST_ALL, 2)
    assert (told.likelihood.counts, told.median, told.crowd, told.split) == ((), None, None, 0.0)


def test_from_twenty_on_unanimity_is_told():
    assert tell(Tally.of(votes(20, likelihood=80, agreement=2)), 5).likelihood.shown is Shown.FULL


@given(st.lists(VOTE, max_size=19))
def test_below_twenty_nothing_tells_that_all_are_in_one_bar(ballots):
    told = tell(Tally.of(ballots), 5)

    for bars, three in ((told.likelihood, (4, 3, 4)), (told.stance, (2, 1, 2))):
        if bars.shown is Shown.THREE:
            assert max(bars.counts) < sum(bars.counts) - 1
        if bars.shown is Shown.FULL:
            first, middle = three[0], three[1]
            cannot_say = sum(bars.counts[5:]) if len(bars.counts) == 6 else 0
            low, high = (
                sum(bars.counts[:first]),
                sum(bars.counts[first + middle : 11 if len(bars.counts) > 6 else 5]),
            )
            between = sum(bars.counts[first : first + middle]) + cannot_say
            assert max(low, between, high) < told.ballots - 1


@given(st.lists(st.tuples(VOTE, VOTE), max_size=30))
def test_of_up_and_down_no_small_count_is_told_nor_follows(pairs):
    told = tell_shift(Pairs.of(pairs), 5)
    moves = told.movement

    assert (moves is None) == (len(pairs) < 5)
    if moves and len(pairs) < 20:
        counts = [count for count in (moves.up, moves.down, moves.same, moves.moved) if count is not None]
        assert all(count >= 5 and len(pairs) - count != 0 for count in counts)
        assert bool(moves.few) != bool(counts)
        assert moves.up is not None or moves.moved is None or len(pairs) - moves.moved >= 5


@pytest.mark.parametrize(
    ("up", "down", "same", "told"),
    [
        (5, 5, 5, Movement(up=5, down=5, same=5, moved=10)),
        # Up and down are told as their sum where one of them is of fewer than five.
        (4, 5, 5, Movement(same=5, moved=9)),
        (5, 4, 5, Movement(same=5, moved=9)),
        (0, 5, 5, Movement(same=5, moved=5)),
        # Where moved or same is of fewer than five, only which.
        (5, 5, 4, Movement(few="same")),
        (3, 2, 4, Movement(few="same")),
        (2, 2, 6, Movement(few="moved")),
        (1, 1, 17, Movement(few="moved")),
        # From twenty on everything.
        (1, 1, 18, Movement(up=1, down=1, same=18, moved=2)),
    ],
)
def test_movement_is_told_as_the_reference_says(up, down, same, told):
    steps = [10] * up + [-10] * down + [0] * same

    shift = tell_shift(Pairs.of((Vote(50, 1), Vote(50 + step, 1)) for step in steps), 5)

    assert (shift.readers, shift.movement) == (len(steps), told)


@pytest.mark.parametrize("is_first", [True, False])
def test_where_one_round_is_not_told_exactly_no_figure_over_both_is(is_first):
    rounds = [votes(10, likelihood=80, agreement=2), votes(10)]
    before, after = rounds if is_first else reversed(rounds)

    told = tell_shift(Pairs.of(zip(before, after, strict=True)), 5)

    assert (told.figures, told.transitions, told.saw) == (None, (), None)


@pytest.mark.parametrize(("saw", "told"), [(0, 0), (4, None), (5, 5), (6, None), (10, 10)])
def test_how_many_saw_the_posts_is_told_unless_these_or_the_others_are_few(saw, told):
    after = [Vote(vote.likelihood, vote.agreement, saw=place < saw) for place, vote in enumerate(votes(10))]

    assert tell_shift(Pairs.of(zip(votes(10), after, strict=True)), 5).saw == told


@pytest.mark.parametrize(
    ("missing", "told"), [(0, (("post", 4), ("article", 3), ("news", 3))), (1, ()), (6, ())]
)
def test_what_moved_readers_is_told_from_ten_on_the_most_frequent_first(missing, told):
    moved = ["news"] * 3 + ["article"] * 3 + ["post"] * 4
    pairs = [(Vote(50, 1), Vote(60, 1, moved_by=by, moved_post=1)) for by in moved[missing:]]

    shift = tell_shift(Pairs.of(pairs), 5)

    assert shift.moved_by == told
    assert shift.posts == (((1, len(pairs)),) if len(pairs) >= 5 else ())


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
    pairs = [(Vote(50, place % 5 - 2), Vote(50, 2 - place % 5)) for place in range(10)]

    told = tell_shift(Pairs.of(pairs), 5)

    assert sum(map(sum, told.transitions)) == 10
    assert told.transitions[0][4] == 2


def test_a_post_named_by_few_has_no_count():
    pairs = [(Vote(50, 1), Vote(60, 1, moved_by="post", moved_post=1 if place else 2)) for place in range(6)]

    assert tell_shift(Pairs.of(pairs), 5).posts == ((1, 5), (2, None))


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
        (votes(5, agreement=2), votes(10), [Bars(Shown.ALMOST_ALL, almost=2), Bars(Shown.HIDDEN)]),
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

    assert len({each.shown for each in told if each.shown is not Shown.ALMOST_ALL}) <= 1
    small = [part for part in (one, two) if len(part) < 10]
    assert not small or Shown.FULL not in {each.shown for each in told}
    alone = [tell(part, 5).stance.shown for part in parts]
    assert (Shown.ALMOST_ALL in alone) == all(not each.counts for each in told)


@pytest.mark.parametrize(
    ("before", "more", "hidden"),
    [
        (votes(10), votes(5), True),
        (votes(10), votes(5, likelihood=80), False),
        (votes(10), votes(5, agreement=2), False),
        (votes(10), votes(4, likelihood=80) + votes(1, likelihood=0), False),
        (votes(10), votes(3, likelihood=80) + votes(2, likelihood=0), True),
        (votes(10), votes(20, likelihood=80, agreement=2), True),
        (votes(10), [], True),
        (votes(9), votes(5, likelihood=80, agreement=2), False),
        # Before, only "almost all" was said, or nothing: there is nothing to subtract from.
        (votes(5, likelihood=80, agreement=2), votes(5, likelihood=0, agreement=-2), True),
        (votes(4), votes(5, likelihood=80, agreement=2), True),
    ],
)
def test_a_difference_over_people_of_one_mind_tells_each_of_them(before, more, hidden):
    assert hides_difference(Tally.of(before), Tally.of(before + more), 5) is hidden
