import json
import random

from quiz.domain.tallies import Pairs, Tally, Vote


def some_votes(seed, count):
    luck = random.Random(seed)  # noqa: S311  nothing here is secret
    return [
        Vote(
            luck.randrange(0, 101, 10), luck.choice([-2, -1, 0, 1, 2, None]),
            luck.choice([None, 0, 50, 100]), luck.random() < 0.3, luck.random() < 0.3,
            luck.choice(["nothing", "post"]), luck.choice([None, 7, 8]),
        )
        for _place in range(count)
    ]  # fmt: skip


def test_sums_add_up_and_come_back_from_what_is_stored():
    one, two = some_votes(1, 7), some_votes(2, 5)

    whole = Tally.of(one + two).to_json()

    assert (Tally.of(one) + Tally.of(two)).to_json() == whole
    assert Tally.from_json(json.loads(json.dumps(whole))).to_json() == whole
    assert Tally.from_json({}).ballots == 0
    assert Tally.of(one + two).ballots == 12


def test_pairs_have_both_rounds_in_them():
    pairs = list(zip(some_votes(1, 12), some_votes(2, 12), strict=True))

    whole = Pairs.of(pairs)

    assert Pairs.from_json(json.loads(json.dumps(whole.to_json()))).to_json() == whole.to_json()
    assert Pairs.from_json({}).readers == 0
    before, after = ([pair[place] for pair in pairs] for place in (0, 1))
    assert whole.before.likelihood.tolist() == Tally.of(before).likelihood.tolist()
    assert whole.after.to_json() == Tally.of(after).to_json()
    assert sum(whole.moved.values()) == whole.readers == 12


def test_of_whoever_did_not_vote_again_the_first_ballot_counts_on():
    first, second = some_votes(1, 6), some_votes(2, 6)

    pairs = Pairs.of(zip(first, [*second[:4], None, None], strict=True))

    assert (pairs.readers, pairs.again) == (6, 4)
    assert pairs.after.likelihood.tolist() == Tally.of(second[:4] + first[4:]).likelihood.tolist()
    assert pairs.after.unknowing.tolist() == Tally.of(second[:4] + first[4:]).unknowing.tolist()
    assert sum(pairs.moved.values()) <= 4
