"""Sums from which the statistics of a quiz follow exactly, and which can be added to and taken from.

Counting goes attempt by attempt; two sums can be added; what was counted can be taken back. All is counted
in whole numbers, so that the order does not matter and counting anew gives the very same sums.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np

from quiz.domain.calibration import Level
from quiz.domain.itemstats import BANDS, Array, groups_of_bands
from quiz.domain.kinds import Confidence
from quiz.domain.moments import (
    Item,
    ItemMoments,
    Missing,
    Test,
    TestMoments,
    Value,
    items_of,
    parts_of,
    test_of,
)
from quiz.domain.scoring import is_right

# The least common multiple of 1 to 16: a share of up to 16 options or pairs is a whole number of these.
UNIT = 720_720
# Upper bounds in seconds of the steps in which times are counted; a longer time is taken for a pause.
STEPS = (5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 450, 600, 900, 1200, 1800)

# Lower, middle and upper third.
GROUPS = 3

Histogram = Counter[int]
Key = TypeVar("Key", int, str)


@dataclass(frozen=True, slots=True)
class Reply:
    """What one reader did at one question: the mark (0 to 1), the options chosen, confidence, seconds."""

    mark: float
    chosen: tuple[str, ...] = ()
    confidence: int | None = None
    seconds: float | None = None


@dataclass(slots=True)
class QuestionSums:
    """What is counted of one question. `product` is the sum of mark × total, in units squared."""

    marks: Histogram = field(default_factory=Counter)
    rests: Histogram = field(default_factory=Counter)
    product: int = 0
    # By "option|band", "option", "confidence|right" and the number of the step.
    chosen: Counter[str] = field(default_factory=Counter)
    certain: Counter[str] = field(default_factory=Counter)
    stated: Counter[str] = field(default_factory=Counter)
    seconds: Histogram = field(default_factory=Counter)

    def count(self, reply: Reply, total: int, band: int, sign: int) -> None:
        """Count a reply of a reader with this total, or take it back."""
        mark = round(reply.mark * UNIT)
        _bump(self.marks, mark, sign)
        _bump(self.rests, total - mark, sign)
        self.product += sign * mark * total
        for code in reply.chosen:
            _bump(self.chosen, f"{code}|{band}", sign)
            if reply.confidence == Confidence.CERTAIN:
                _bump(self.certain, code, sign)
        if reply.confidence:
            _bump(self.stated, f"{reply.confidence}|{int(is_right(reply.mark))}", sign)
        if reply.seconds is not None and reply.seconds <= STEPS[-1]:
            _bump(self.seconds, bisect_left(STEPS, reply.seconds), sign)


@dataclass(slots=True)
class Sums:
    """What is counted of the attempts at a quiz: readers, totals in units, and each question."""

    questions: list[QuestionSums]
    readers: int = 0
    scores: Histogram = field(default_factory=Counter)

    @classmethod
    def empty(cls, questions: int) -> "Sums":
        """The sums of nobody at a quiz of so many graded questions."""
        return cls([QuestionSums() for _question in range(questions)])

    @classmethod
    def of(cls, questions: int, attempts: Sequence[Sequence[Reply]]) -> "Sums":
        """The sums of these attempts, each with a reply to every question in order."""
        sums = cls.empty(questions)
        for replies in attempts:
            sums.count(replies)
        return sums

    @property
    def maximum(self) -> int:
        """What one can earn, in points."""
        return len(self.questions)

    def count(self, replies: Sequence[Reply], sign: int = 1) -> None:
        """Count an attempt; with -1 take back one that was counted."""
        total = sum(round(reply.mark * UNIT) for reply in replies)
        band = self._band(total)
        self.readers += sign
        _bump(self.scores, total, sign)
        for question, reply in zip(self.questions, replies, strict=True):
            question.count(reply, total, band, sign)

    def add(self, other: "Sums") -> None:
        """Add what somebody else counted at the same questions."""
        self.readers += other.readers
        _add(self.scores, other.scores)
        for mine, theirs in zip(self.questions, other.questions, strict=True):
            mine.product += theirs.product
            for name in COUNTERS:
                _add(getattr(mine, name), getattr(theirs, name))

    def statistics(self) -> tuple[list[Item], Test]:
        """The statistics of each question and of the quiz, equal to those of itemstats on the marks."""
        mean = _mean(self.scores, self.readers)
        moments = [_moments_of(question, self.readers, mean) for question in self.questions]
        return items_of(moments), self._test(parts_of(moments))

    def _test(self, parts: float) -> Test:
        values, counts = _arrays(self.scores)
        moments = TestMoments(self.readers, Missing.NO_READERS, Missing.NO_READERS, 0.0, 0.0, 0.0)
        if self.readers:
            mean = float(values @ counts) / self.readers
            second, third, fourth = (float((values - mean) ** n @ counts) / self.readers for n in (2, 3, 4))
            moments = TestMoments(self.readers, mean, _median(values, counts), second, third, fourth)
        return test_of(moments, self.maximum, parts)

    def bands(self) -> "np.ndarray[Any, np.dtype[np.int64]]":
        """How many readers have a total in each tenth of the maximum."""
        found = np.zeros(BANDS, dtype=np.int64)
        for total, count in self.scores.items():
            found[self._band(total)] += count
        return found

    def _band(self, total: int) -> int:
        """The tenth of the maximum in which a total lies; full marks are in the last."""
        return min(BANDS - 1, BANDS * total // max(1, self.maximum * UNIT))

    def group_sizes(self) -> list[int]:
        """How many readers are in the lower, the middle and the upper score group."""
        counts = self.bands()
        groups = groups_of_bands(counts)
        return [int(counts[groups == group].sum()) for group in range(GROUPS)]

    def by_group(self) -> list[dict[str, list[tuple[int, int]]]]:
        """By question and option, of the lower, middle and upper score group: who chose it, of how many.

        Only options that somebody chose have an entry.
        """
        groups, readers = groups_of_bands(self.bands()), self.group_sizes()
        found = []
        for question in self.questions:
            chosen: dict[str, list[int]] = {}
            for key, count in question.chosen.items():
                code, band = key.rsplit("|", 1)
                chosen.setdefault(code, [0] * GROUPS)[groups[int(band)]] += count
            found.append({code: list(zip(row, readers, strict=True)) for code, row in chosen.items()})
        return found

    def levels(self) -> tuple[Level, ...]:
        """How often readers were right at each stated confidence, pooled over the questions."""
        stated: Counter[str] = Counter()
        for question in self.questions:
            stated.update(question.stated)
        return tuple(
            Level(level, stated[f"{level.value}|0"] + stated[f"{level.value}|1"], stated[f"{level.value}|1"])
            for level in Confidence
        )

    def as_json(self) -> dict[str, Any]:
        """What a database keeps."""
        questions = [
            {"product": question.product} | {name: dict(getattr(question, name)) for name in COUNTERS}
            for question in self.questions
        ]
        return {"readers": self.readers, "scores": dict(self.scores), "questions": questions}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Sums":
        """The sums that a database kept; JSON knows keys only as text."""
        questions = [
            QuestionSums(
                product=row["product"],
                **{name: _counter(row[name], is_number=name in NUMBERED) for name in COUNTERS},
            )
            for row in kept["questions"]
        ]
        return cls(questions, kept["readers"], _counter(kept["scores"], is_number=True))


COUNTERS = ("marks", "rests", "chosen", "certain", "stated", "seconds")
NUMBERED = ("marks", "rests", "seconds")


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


def _bump(counter: Counter[Key], key: Key, by: int) -> None:
    """Change a count; what comes to nothing leaves no trace, so that equal sums are equal."""
    counter[key] += by
    if not counter[key]:
        del counter[key]


def _add(mine: Counter[Key], theirs: Counter[Key]) -> None:
    for key, count in theirs.items():
        _bump(mine, key, count)


def _counter(kept: Mapping[str, int], *, is_number: bool) -> Counter[Any]:
    return Counter({int(key) if is_number else key: count for key, count in kept.items()})


def _arrays(histogram: Histogram) -> tuple[Array, Array]:
    """The values of a histogram in points, ascending, and how often each occurs."""
    keys = sorted(histogram)
    return np.array(keys, dtype=float) / UNIT, np.array([histogram[key] for key in keys], dtype=float)


def _mean(histogram: Histogram, readers: int) -> float:
    return sum(key * count for key, count in histogram.items()) / readers / UNIT if readers else 0.0


def _median(values: Array, counts: Array) -> float:
    """The middle value, or the mean of the two middle ones."""
    upto, readers = np.cumsum(counts), counts.sum()
    low, high = (readers + 1) // 2, readers // 2 + 1
    return float(values[np.searchsorted(upto, low)] + values[np.searchsorted(upto, high)]) / 2


def _moments_of(question: QuestionSums, readers: int, total_mean: float) -> ItemMoments:
    mean = _mean(question.marks, readers)
    few = Missing.TOO_FEW_READERS
    if readers < 2:  # noqa: PLR2004  one value has no variance
        found: Value = mean if readers else Missing.NO_READERS
        return ItemMoments(readers, 1.0, found, few, few, few, few, few)
    rest_mean = total_mean - mean
    of_marks, of_rests = _arrays(question.marks), _arrays(question.rests)
    variance = _variance(of_marks, mean, readers)
    # In whole numbers, so that nothing is lost where a large sum is taken from another.
    marks = sum(key * count for key, count in question.marks.items())
    totals = sum(key * count for key, count in question.rests.items()) + marks
    with_total = (readers * question.product - marks * totals) / (readers * (readers - 1) * UNIT * UNIT)
    return ItemMoments(
        readers=readers,
        maximum=1.0,
        mean=mean,
        variance=variance,
        rest_variance=_variance(of_rests, rest_mean, readers),
        covariance=with_total - variance,
        covariance_max=_paired(of_marks, of_rests, (mean, rest_mean), readers),
        covariance_total=with_total,
    )


def _variance(histogram: tuple[Array, Array], mean: float, readers: int) -> float:
    values, counts = histogram
    return float((values - mean) ** 2 @ counts) / (readers - 1)


def _paired(
    of_marks: tuple[Array, Array], of_rests: tuple[Array, Array], means: tuple[float, float], readers: int
) -> float:
    """The covariance of marks and rests, each list sorted and then paired: run by run, not one by one."""
    (marks, mark_counts), (rests, rest_counts) = of_marks, of_rests
    to_mark, to_rest = np.cumsum(mark_counts), np.cumsum(rest_counts)
    ends = np.union1d(to_mark, to_rest)
    lengths = np.diff(ends, prepend=0.0)
    one = marks[np.searchsorted(to_mark, ends)] - means[0]
    other = rests[np.searchsorted(to_rest, ends)] - means[1]
    return float((one * other) @ lengths) / (readers - 1)
