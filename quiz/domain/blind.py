"""What answering blindly earns on average, exactly: no more than that share speaks of anything known.

A blind response is any that the page would take, each as likely as the others: an option, a set of ticks that
is not empty, an order, a choice for each prompt. Points are those of quiz/domain/scoring.py.

Source: random guess score in http://docs.moodle.org/dev/Quiz_statistics_calculations for one choice, true or
false and matching; there it is undefined for several choices and orders, for which the expected value of our
own partial credit is counted out.
"""

from collections.abc import Callable, Mapping
from functools import cache
from math import comb, factorial


def guess_score(kind: str, offered: int, right: int = 1) -> float | None:
    """The share of the mark that a blind response earns, 0 to 1; None of a number, or where nothing is right.

    `offered` is how many options, items to order or choices to match there are, `right` how many options are.
    """
    if kind not in BLIND or not 0 < right <= offered:
        return None
    return BLIND[kind](offered, right)


def _one(offered: int, right: int) -> float:
    return right / offered


@cache
def _several(offered: int, right: int) -> float:
    """Over all sets of ticks but the empty one: the share of right minus that of wrong ones, not below 0."""
    wrong = offered - right
    earned: float = sum(
        comb(right, hits) * comb(wrong, misses) * max(0.0, hits / right - (misses / wrong if wrong else 0.0))
        for hits in range(right + 1)
        for misses in range(wrong + 1)
    )
    return earned / ((1 << offered) - 1)


@cache
def _order(offered: int, _right: int) -> float:
    """Over all orders: Kendall's tau, not below 0. Orders are counted by their pairs out of order."""
    swapped = [1]
    for items in range(2, offered + 1):
        # One more item can be put before none to all of those that are there.
        longer = [0] * (len(swapped) + items - 1)
        for pairs, orders in enumerate(swapped):
            for more in range(items):
                longer[pairs + more] += orders
        swapped = longer
    most = max(1, len(swapped) - 1)
    earned = sum(orders * max(0, most - 2 * pairs) for pairs, orders in enumerate(swapped))
    return earned / most / factorial(offered)


BLIND: Mapping[str, Callable[[int, int], float]] = {
    "single": _one,
    "true_false": _one,
    "matching": _one,
    "multiple": _several,
    "ordering": _order,
}
