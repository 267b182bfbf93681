"""Which ballots may be published next, so that what is told one time and the next never tells one ballot.

Every set of ballots over which figures are published is a union of parts that nobody can take apart, each of
`least` readers or more: then any difference of two published figures is a figure over `least` readers.
Ballots join in batches. A second round is published over readers who voted in both, and whoever left between
the rounds would be what remains of the first round's figures: so some who voted twice are held back.

Source: the project's outlook reference (f, differencing and complements); the parts are its rule carried
through both rounds.
"""

LEAST = 5


def new_batch(waiting: int, least: int) -> int:
    """How many of the ballots that were never published may be now: all of them, or none."""
    return waiting if waiting >= least else 0


def part_of(left: int, waiting: int, least: int, *, is_final: bool) -> int:
    """How many of the `waiting` may be published of a part that has `left` readers not yet published twice.

    All where nobody is missing; else as many as leave enough, which before the end is twice as many: so that
    the last step can still take a part of them.
    """
    if waiting >= left:
        return left
    most = min(waiting, left - (least if is_final else 2 * least))
    return most if most >= least else 0
