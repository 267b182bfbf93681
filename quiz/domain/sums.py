"""Sums from which the statistics of a quiz follow exactly, and which can be added to and taken from.

Counting goes attempt by attempt; two sums can be added; what was counted can be taken back. All is counted
in whole numbers, so that the order does not matter and counting anew gives the very same sums.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import mul
from typing import Any

import numpy as np

from quiz.domain.calibration import Level
from quiz.domain.groups import GROUPS, Grouped, Options, cut
from quiz.domain.histograms import (
    STEPS,
    UNIT,
    Histogram,
    add_to,
    arrays_of,
    bump,
    counter_of,
    mean_of,
    median_of,
    variance_of,
)
from quiz.domain.itemstats import BANDS, Array
from quiz.domain.kinds import Confidence
from quiz.domain.missing import Missing, Value
from quiz.domain.moments import Item, ItemMoments, Test, TestMoments, items_of, parts_of, test_of
from quiz.domain.replies import Replies, Reply, Whole


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

    def count(self, replies: Replies, place: int, totals: Whole, bands: Whole, sign: int) -> None:
        """Count the replies to one question of readers with these totals, or take them back."""
        units, chosen = _units(replies.marks[:, place]), replies.chosen[:, place]
        confidence, seconds = replies.confidence[:, place], replies.seconds[:, place]
        _bump_all(self.marks, units, sign)
        _bump_all(self.rests, totals - units, sign)
        # Products of whole numbers may be longer than those of an array.
        self.product += sign * sum(map(mul, units.tolist(), totals.tolist()))
        for number, count in _counted(BANDS * chosen + bands):
            for code in replies.choices[number // BANDS]:
                bump(self.chosen, f"{code}|{number % BANDS}", sign * count)
        for number, count in _counted(chosen[confidence == Confidence.CERTAIN]):
            for code in replies.choices[number]:
                bump(self.certain, code, sign * count)
        for number, count in _counted((2 * confidence + (units == UNIT))[confidence > 0]):
            bump(self.stated, f"{number // 2}|{number % 2}", sign * count)
        _bump_all(self.seconds, np.searchsorted(STEPS, seconds[seconds <= STEPS[-1]]), sign)


def _units(marks: Array) -> Whole:
    return np.rint(marks * UNIT).astype(np.int64)


def _counted(values: Whole) -> list[tuple[int, int]]:
    """How often each of the values occurs."""
    found, counts = np.unique(values, return_counts=True)
    return list(zip(found.tolist(), counts.tolist(), strict=True))


def _bump_all(histogram: Histogram, values: Whole, sign: int) -> None:
    for value, count in _counted(values):
        bump(histogram, value, sign * count)


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
        sums.count(Replies.of(questions, attempts))
        return sums

    @property
    def maximum(self) -> int:
        """What one can earn, in points."""
        return len(self.questions)

    def count(self, replies: Replies, sign: int = 1) -> None:
        """Count attempts; with -1 take back what was counted. Raises ValueError where they are of another
        quiz.
        """
        if replies.marks.shape[1] != len(self.questions):
            raise ValueError("These replies are of a longer or a shorter quiz.")
        totals = _units(replies.marks).sum(axis=1)
        bands = np.minimum(BANDS - 1, BANDS * totals // max(1, self.maximum * UNIT))
        self.readers += sign * len(totals)
        _bump_all(self.scores, totals, sign)
        for place, question in enumerate(self.questions):
            question.count(replies, place, totals, bands, sign)

    def add(self, other: "Sums") -> None:
        """Add what somebody else counted at the same questions."""
        self.readers += other.readers
        add_to(self.scores, other.scores)
        for mine, theirs in zip(self.questions, other.questions, strict=True):
            mine.product += theirs.product
            for name in COUNTERS:
                add_to(getattr(mine, name), getattr(theirs, name))

    def statistics(self) -> tuple[list[Item], Test]:
        """The statistics of each question and of the quiz, equal to those of itemstats on the marks."""
        mean = mean_of(self.scores, self.readers)
        moments = [_moments_of(question, self.readers, mean) for question in self.questions]
        return items_of(moments), self._test(parts_of(moments))

    def _test(self, parts: float) -> Test:
        values, counts = arrays_of(self.scores)
        moments = TestMoments(self.readers, Missing.NO_READERS, Missing.NO_READERS, 0.0, 0.0, 0.0)
        if self.readers:
            mean = float(values @ counts) / self.readers
            second, third, fourth = (float((values - mean) ** n @ counts) / self.readers for n in (2, 3, 4))
            moments = TestMoments(self.readers, mean, median_of(values, counts), second, third, fourth)
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

    def grouped(self) -> Grouped:
        """What each score group chose, by tenths of the maximum: counts of these can be added up."""
        counts = self.bands()
        groups = cut(counts)
        sizes = tuple(int(counts[groups == group].sum()) for group in GROUPS)
        return Grouped(
            sizes, tuple(_by_group(question, groups.tolist(), sizes) for question in self.questions)
        )

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
                **{name: counter_of(row[name], is_number=name in NUMBERED) for name in COUNTERS},
            )
            for row in kept["questions"]
        ]
        return cls(questions, kept["readers"], counter_of(kept["scores"], is_number=True))


def _by_group(question: QuestionSums, groups: list[int], sizes: Sequence[int]) -> Options:
    chosen: dict[str, list[int]] = {}
    for key, count in question.chosen.items():
        code, band = key.rsplit("|", 1)
        chosen.setdefault(code, [0] * len(GROUPS))[groups[int(band)]] += count
    return {code: tuple(zip(row, sizes, strict=True)) for code, row in chosen.items()}


COUNTERS = ("marks", "rests", "chosen", "certain", "stated", "seconds")
NUMBERED = ("marks", "rests", "seconds")


def _moments_of(question: QuestionSums, readers: int, total_mean: float) -> ItemMoments:
    mean = mean_of(question.marks, readers)
    few = Missing.TOO_FEW_READERS
    if readers < 2:  # noqa: PLR2004  one value has no variance
        found: Value = mean if readers else Missing.NO_READERS
        return ItemMoments(readers, 1.0, found, few, few, few, few, few)
    rest_mean = total_mean - mean
    of_marks, of_rests = arrays_of(question.marks), arrays_of(question.rests)
    variance = variance_of(of_marks, mean, readers)
    # In whole numbers, so that nothing is lost where a large sum is taken from another.
    marks = sum(key * count for key, count in question.marks.items())
    totals = sum(key * count for key, count in question.rests.items()) + marks
    with_total = (readers * question.product - marks * totals) / (readers * (readers - 1) * UNIT * UNIT)
    return ItemMoments(
        readers=readers,
        maximum=1.0,
        mean=mean,
        variance=variance,
        rest_variance=variance_of(of_rests, rest_mean, readers),
        covariance=with_total - variance,
        covariance_max=_paired(of_marks, of_rests, (mean, rest_mean), readers),
        covariance_total=with_total,
    )


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
