"""Counts of whole numbers, and what follows from them. Which things are counted is not known here."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, TypeVar

import numpy as np

from quiz.domain.itemstats import Array

# The least common multiple of 1 to 16: a share of up to 16 options or pairs is a whole number of these.
UNIT = 720_720
# Upper bounds in seconds of the steps in which times are counted; a longer time is taken for a pause.
STEPS = (5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 450, 600, 900, 1200, 1800)
Histogram = Counter[int]
Key = TypeVar("Key", int, str)


def quantile(seconds: Histogram, share: float) -> float | None:
    """A quantile of the times in seconds, None without any; within a step they are taken as evenly spread."""
    everybody = sum(seconds.values())
    wanted, before = share * everybody, 0
    for step in sorted(seconds):
        count = seconds[step]
        if before + count >= wanted:
            low = STEPS[step - 1] if step else 0
            return low + (STEPS[step] - low) * (wanted - before) / count
        before += count
    return None


def bump(counter: Counter[Key], key: Key, by: int) -> None:
    """Change a count; what comes to nothing leaves no trace, so that equal sums are equal."""
    counter[key] += by
    if not counter[key]:
        del counter[key]


def add_to(mine: Counter[Key], theirs: Counter[Key]) -> None:
    for key, count in theirs.items():
        bump(mine, key, count)


def counter_of(kept: Mapping[str, int], *, is_number: bool) -> Counter[Any]:
    return Counter({int(key) if is_number else key: count for key, count in kept.items()})


def arrays_of(histogram: Histogram) -> tuple[Array, Array]:
    """The values of a histogram in points, ascending, and how often each occurs."""
    keys = sorted(histogram)
    return np.array(keys, dtype=float) / UNIT, np.array([histogram[key] for key in keys], dtype=float)


def mean_of(histogram: Histogram, readers: int) -> float:
    return sum(key * count for key, count in histogram.items()) / readers / UNIT if readers else 0.0


def median_of(values: Array, counts: Array) -> float:
    """The middle value, or the mean of the two middle ones."""
    upto, readers = np.cumsum(counts), counts.sum()
    low, high = (readers + 1) // 2, readers // 2 + 1
    return float(values[np.searchsorted(upto, low)] + values[np.searchsorted(upto, high)]) / 2


def variance_of(histogram: tuple[Array, Array], mean: float, readers: int) -> float:
    values, counts = histogram
    return float((values - mean) ** 2 @ counts) / (readers - 1)
