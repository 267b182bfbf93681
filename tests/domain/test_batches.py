"""No part of what is published, taken together in any way, is smaller than five."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from quiz.domain.batches import new_batch, part_of


@given(
    first=st.lists(st.integers(1, 12), min_size=1, max_size=6),
    second=st.lists(st.integers(0, 11), max_size=60),
    gone=st.sets(st.integers(0, 40), max_size=6),
    least=st.integers(5, 8),
)
def test_every_part_of_what_was_published_has_enough_readers(first, second, gone, least):
    signs, batches, number = {}, [], 0
    waiting = []
    for arrivals in first:
        waiting += range(number, number + arrivals)
        number += arrivals
        if new_batch(len(waiting), least):
            for reader in waiting:
                signs[reader] = (len(batches),)
            batches.append([len(waiting), 0])
            waiting = []
    ready = {place: [] for place in range(len(batches))}
    order = [reader for reader in signs if reader not in gone]
    steps = [*second, None]
    for step in steps:
        arrivals, order = (order[:step], order[step:]) if step is not None else ([], order)
        for reader in arrivals:
            ready[signs[reader][0]].append(reader)
        for place, batch in enumerate(batches):
            count = part_of(batch[0] - batch[1], len(ready[place]), least, is_final=step is None)
            for reader in ready[place][:count]:
                signs[reader] += (step is None, len(order))
            ready[place], batch[1] = ready[place][count:], batch[1] + count

    assert all(size >= least for size in Counter(signs.values()).values())


def test_at_the_end_of_a_class_of_twenty_eight_with_one_missing_five_stay_out():
    assert part_of(28, 27, 5, is_final=True) == 23
    assert part_of(28, 28, 5, is_final=True) == 28


def test_before_the_end_as_many_stay_as_the_end_can_still_take():
    assert part_of(28, 5, 5, is_final=False) == 5
    assert part_of(13, 8, 5, is_final=False) == 0
    assert part_of(13, 8, 5, is_final=True) == 8


def test_what_stays_lets_five_be_told_at_the_end_even_if_one_never_comes():
    assert part_of(18, 17, 5, is_final=False) == 8
    assert part_of(18 - 8, 17 - 8, 5, is_final=True) == 5


def test_of_a_class_of_eight_with_one_missing_nothing_can_be_told():
    assert part_of(8, 7, 5, is_final=True) == 0


def test_fewer_than_five_wait():
    assert (new_batch(4, 5), new_batch(5, 5)) == (0, 5)
