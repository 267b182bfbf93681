"""What came of a quiz and of its questions, built from counted attempts by the domain's functions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from quiz.bank.models import Option, Place, Question
from quiz.bank.queries import Ground, grounds, options_of
from quiz.domain import itemstats
from quiz.domain.advice import Advice, Choices, advise, lure
from quiz.domain.blind import guess_score
from quiz.domain.calibration import Level
from quiz.domain.consistency import Consistency
from quiz.domain.groups import Grouped, Options
from quiz.domain.histograms import quantile
from quiz.domain.kinds import Confidence, Scope
from quiz.domain.missing import Missing
from quiz.domain.moments import Item, Test
from quiz.domain.option_rests import Telling
from quiz.domain.sums import Sums
from quiz.insight import pictures
from quiz.insight.queries import Sample
from quiz.insight.rows import CHOSEN
from quiz.taking.marking import Held, keys_for
from quiz.web.bilingual import in_language

TALK_ABOUT = 3


@dataclass(frozen=True, slots=True)
class Share:
    """What readers earned on average of what some questions are worth."""

    earned: float
    possible: int

    @property
    def share(self) -> float:
        """Earned over possible, 0 to 1."""
        return self.earned / self.possible if self.possible else 0.0


@dataclass(frozen=True, slots=True)
class Summary:
    """How a class did: scores, the two scores, topics, and how well confidence matched results."""

    test: Test
    maximum: int
    article: Share
    fact: Share
    topics: tuple[tuple[str, Share], ...]
    levels: tuple[Level, ...]
    bars: tuple[pictures.Bar, ...]
    # Only where the marks themselves are at hand, and asked for: it takes longer than the others.
    consistency: Consistency | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as the statistics show it: its counts, by score group as well, its text and feedback; on the
    page of one question, how having chosen it goes with the rest of the quiz.
    """

    counts: Choices
    text: str
    feedback: str
    groups: tuple[pictures.Group, ...]
    telling: Telling | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One question: its statistics, what follows from them, what was chosen, how long it took."""

    number: int
    question: Question
    item: Item
    advice: tuple[Advice, ...]
    options: tuple[Choice, ...]
    misled: Choice | None
    times: pictures.Times | None = None
    point: pictures.Point | None = None
    grounds: tuple[Ground, ...] = ()

    @property
    def is_telling(self) -> bool:
        """Whether it is known how its options go with the rest of the quiz."""
        return any(option.telling for option in self.options)


@dataclass(frozen=True, slots=True)
class Report:
    """How the questions of a quiz did, which to talk about, and who the score groups are."""

    lines: tuple[Line, ...]
    talk_about: tuple[Line, ...]
    groups: Grouped

    @property
    def has_map(self) -> bool:
        """Whether any question has a place on the map."""
        return any(line.point for line in self.lines)

    @property
    def has_times(self) -> bool:
        """Whether any time was counted."""
        return any(line.times for line in self.lines)


def of_class(sample: Sample) -> tuple[list[Item], Test]:
    """The statistics of a class, from its marks."""
    return itemstats.items(sample.marks, np.ones(sample.sums.maximum)), itemstats.test(sample.marks)


def summary_of(places: Sequence[Place], sums: Sums, items: Sequence[Item], test: Test) -> Summary:
    """The summary of what was counted."""
    names = {place.question.topic.name: None for place in places}
    rows = list(zip(places, items, strict=True))

    def share(of: Callable[[Question], str], wanted: str) -> Share:
        means = [item.mean for place, item in rows if of(place.question) == wanted]
        return Share(sum(mean for mean in means if not isinstance(mean, Missing)), len(means))

    def topic(question: Question) -> str:
        return question.topic.name

    def scope(question: Question) -> str:
        return question.scope

    return Summary(
        test=test,
        maximum=sums.maximum,
        article=share(scope, Scope.ARTICLE),
        fact=share(scope, Scope.FACT),
        topics=tuple((name, share(topic, name)) for name in names),
        levels=sums.levels(),
        bars=pictures.bars(sums),
    )


def reported(
    places: Sequence[Place],
    sums: Sums,
    figures: tuple[Sequence[Item], Test],
    groups: Grouped,
    assignment_id: int | None,
) -> dict[str, Any]:
    """The summary and the report, by the keys that hold: 2 queries, 3 where one was corrected."""
    ids, (items, test) = [place.question_id for place in places], figures
    held, options = keys_for(ids, assignment_id), dict(options_of(ids))
    times = pictures.times([_quartiles(sums, number) for number in range(len(places))])
    points = pictures.points([(place.number, item) for place, item in zip(places, items, strict=True)])
    lines = tuple(
        replace(
            _line(place, item, held[place.question_id], options.get(place.question_id, []), chosen),
            times=took,
            point=point,
        )
        for place, item, chosen, took, point in zip(
            places, items, _chosen(sums, groups), times, points, strict=True
        )
    )
    misled = sorted((line for line in lines if line.misled), key=_pull, reverse=True)
    report = Report(lines, tuple(misled[:TALK_ABOUT]), groups)
    return {"summary": summary_of(places, sums, items, test), "report": report}


def _quartiles(sums: Sums, number: int) -> tuple[float, float, float, int] | None:
    seconds = sums.questions[number].seconds
    low, middle, high = (quantile(seconds, share) for share in (0.25, 0.5, 0.75))
    if low is None or middle is None or high is None:
        return None
    return low, middle, high, sum(seconds.values())


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is counted of the options of a question: by score group, and by readers who were certain."""

    groups: Options
    nobody: Sequence[tuple[int, int]]
    certain: Mapping[str, int]
    certain_readers: int


def _chosen(sums: Sums, groups: Grouped) -> list[Chosen]:
    nobody = [(0, readers) for readers in groups.sizes]
    return [
        Chosen(
            options, nobody, row.certain, sum(row.stated[f"{Confidence.CERTAIN}|{right}"] for right in (0, 1))
        )
        for options, row in zip(groups.options, sums.questions, strict=True)
    ]


def _line(place: Place, item: Item, held: Held, options: list[Option], chosen: Chosen) -> Line:
    question = place.question
    choices = [_choice(option, held, chosen) for option in options] if question.kind in CHOSEN else []
    offered = [option for option in options if option.side == Option.Side.RIGHT] or options
    # Orders and pairs have no list of right options.
    guess = guess_score(question.kind, len(offered), len(held.solution.get("right", [""])))
    counts = [choice.counts for choice in choices]
    most = lure(counts)
    misled = next((choice for choice in choices if most and choice.counts.code == most.code), None)
    return Line(
        number=place.number,
        question=question,
        item=item,
        advice=tuple(advise(item, guess, counts, chosen.certain_readers)),
        options=tuple(choices),
        misled=misled,
    )


def _choice(option: Option, held: Held, chosen: Chosen) -> Choice:
    groups = chosen.groups.get(option.code, chosen.nobody)
    line = held.feedback.get(option.code)
    return Choice(
        Choices(
            option.code,
            is_right=option.code in held.solution.get("right", ()),
            chosen=sum(by for by, _readers in groups),
            certain=chosen.certain.get(option.code, 0),
            upper=groups[-1][0],
        ),
        option.text,
        in_language(line["ja"], line["en"]) if line else "",
        tuple(pictures.group(by, readers) for by, readers in groups),
    )


def _pull(line: Line) -> tuple[int, int]:
    return (line.misled.counts.certain, line.misled.counts.chosen) if line.misled else (0, 0)


def grounded(report: Report) -> Report:
    """The questions to talk about, with the passages that they rest on: 2 queries."""
    found = grounds([line.question.pk for line in report.talk_about])

    def told(line: Line) -> Line:
        return replace(line, grounds=tuple(found.get(line.question.pk, ())))

    return replace(report, talk_about=tuple(told(line) for line in report.talk_about))
