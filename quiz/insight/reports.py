"""The report on an assignment's questions, built from arrays by the domain's functions."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from quiz.bank.models import Question
from quiz.domain import itemstats
from quiz.domain.advice import Advice, advise, guess_score, misconception
from quiz.insight.queries import Sample, Told

BARS = 10
WIDE = 360
HIGH = 120


@dataclass(frozen=True, slots=True)
class Line:
    """One question: its statistics, what follows from them, what was chosen."""

    number: int
    question: Question
    item: itemstats.Item
    advice: tuple[Advice, ...]
    options: tuple[Told, ...]
    misled: Told | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the score histogram, drawn: how many readers lie between two shares of the maximum."""

    low: int
    high: int
    readers: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a class's answers say about a quiz and its questions."""

    test: itemstats.Test
    maximum: int
    lines: tuple[Line, ...]
    bars: tuple[Bar, ...]
    talk_about: tuple[Line, ...]


def report_of(sample: Sample) -> Report:
    """The report on a sample."""
    maximum = sample.marks.shape[1]
    found = itemstats.items(sample.marks, np.ones(maximum))
    lines = tuple(_line(sample, place, item) for place, item in enumerate(found))
    misled = sorted((line for line in lines if line.misled), key=lambda line: -_certain(line))
    return Report(
        itemstats.test(sample.marks),
        maximum,
        lines,
        _bars(sample.marks.sum(axis=1), maximum),
        tuple(misled[:3]),
    )


def _line(sample: Sample, place: int, item: itemstats.Item) -> Line:
    question = sample.questions[place]
    options = sample.options.get(question.pk, [])
    counts = [told.counts for told in options]
    guess = guess_score(question.kind, sample.choices.get(question.pk, 0))
    most = misconception(counts)
    misled = next((told for told in options if most and told.counts.code == most.code), None)
    advice = tuple(advise(item, guess, counts))
    return Line(sample.numbers[place], question, item, advice, tuple(options), misled)


def _certain(line: Line) -> int:
    return line.misled.counts.certain if line.misled else 0


def _bars(totals: itemstats.Array, maximum: int) -> tuple[Bar, ...]:
    """Ten bars over the shares of the maximum; the last one holds full marks as well."""
    places = (
        Counter(min(BARS - 1, int(BARS * total / maximum + 1e-9)) for total in totals)
        if maximum
        else Counter()
    )
    most = max(places.values(), default=1)
    step = WIDE // BARS
    return tuple(
        Bar(
            low=100 * place // BARS, high=100 * (place + 1) // BARS, readers=places[place],
            x=place * step + 2, y=20 + HIGH - round(HIGH * places[place] / most), width=step - 4,
            height=round(HIGH * places[place] / most),
        )
        for place in range(BARS)
    )  # fmt: skip
