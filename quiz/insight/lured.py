"""What misled a class, and how well confidence matched results: counted per assignment, and kept while
nothing new was handed in. Counts only: of no reader alone.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet, Sum

from quiz.bank import kept
from quiz.bank.models import Place
from quiz.domain.advice import SHARED
from quiz.domain.calibration import Level, wilson, wilson_of_share
from quiz.domain.kinds import Confidence, Kind
from quiz.domain.medians import Trend, trend
from quiz.taking.models import Answer
from quiz.taking.wording import texts_of, worded
from quiz.web.keeping import Keep

# A row of numbers each.
MOST_KEPT = 2000
ONE_CHOICE = (Kind.SINGLE, Kind.TRUE_FALSE)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong option: at which question, which one, how many chose it being certain, of how many certain."""

    question: int
    number: int
    option: str
    certain: int
    of: int


@dataclass(frozen=True, slots=True)
class Told:
    """What is counted of an assignment: the option that misled, (answers, right) by confidence, and by
    question what was earned of how much.
    """

    wrong: Wrong | None = None
    levels: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    earned: Mapping[int, tuple[float, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lure:
    """The option that misled, as it is shown."""

    number: int
    text: str
    certain: int
    of: int


_told: Keep[tuple[int, Hashable], Told] = Keep(MOST_KEPT)


def told_of(stamps: Mapping[int, Hashable]) -> dict[int, Told]:
    """By assignment what is counted of first attempts, for assignments with the stamp of what they have now:
    no query where it is held, else 4.
    """
    found = {pk: _told.get((pk, stamp)) for pk, stamp in stamps.items()}
    missing = [pk for pk, told in found.items() if told is None]
    counted = _count(missing) if missing else {}
    for pk in missing:
        _told.put((pk, stamps[pk]), counted.get(pk, Told()))
    return {pk: told or counted.get(pk, Told()) for pk, told in found.items()}


def lures_of(told: Mapping[int, Told]) -> dict[int, Lure]:
    """The options that misled with their texts, by assignment: no query where questions are held, else 2."""
    wrongs = {pk: each.wrong for pk, each in told.items() if each.wrong}
    asked = kept.questions({each.question for each in wrongs.values()})
    found = {}
    for pk, wrong in wrongs.items():
        one = asked[wrong.question]
        text = worded(texts_of(one.question, one.options), wrong.option)
        found[pk] = Lure(wrong.number, text, wrong.certain, wrong.of)
    return found


@dataclass(frozen=True, slots=True)
class Sure(Level):
    """The answers given with one confidence over assignments, and how the share of right ones moves."""

    trend: Trend | None


def pooled(told: Iterable[Told]) -> tuple[Sure, ...]:
    """Confidence and results of all these together, in their order."""
    listed = list(told)
    return tuple(_sure(step, [each.levels.get(step, (0, 0)) for each in listed]) for step in Confidence)


def _sure(step: Confidence, counts: Sequence[tuple[int, int]]) -> Sure:
    marks = [(right / answers, answers) for answers, right in counts if answers]
    return Sure(
        step,
        sum(answers for answers, _right in counts),
        sum(right for _answers, right in counts),
        trend(marks),
    )


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic over assignments: the share earned of its questions with the 95 % interval (Wilson; answers
    taken as independent), of how many answers, and how it moves from one assignment to the next.
    """

    name: str
    share: float
    interval: tuple[float, float]
    answers: int
    trend: Trend | None


def topics_of(told: Iterable[Told]) -> tuple[Topic, ...]:
    """The topics over these assignments, in their order, the weakest first: no query where the questions are
    held, else 2.
    """
    listed = list(told)
    asked = kept.questions({pk for each in listed for pk in each.earned})
    found: dict[str, list[tuple[float, int]]] = {}
    for each in listed:
        sums: dict[str, tuple[float, int]] = {}
        for pk, (earned, answers) in each.earned.items():
            name = asked[pk].question.topic.name
            before = sums.get(name, (0.0, 0))
            sums[name] = (before[0] + earned, before[1] + answers)
        for name, (earned, answers) in sums.items():
            found.setdefault(name, []).append((earned / answers, answers))
    return tuple(sorted((_topic(name, marks) for name, marks in found.items()), key=lambda each: each.share))


def _topic(name: str, marks: Sequence[tuple[float, int]]) -> Topic:
    answers = sum(count for _share, count in marks)
    share = sum(share * count for share, count in marks) / answers
    return Topic(name, share, wilson_of_share(share, answers), answers, trend(marks))


def _count(assignments: Collection[int]) -> dict[int, Told]:
    rows = _answers(assignments)
    by_step = rows.values_list("attempt__assignment", "question", "confidence").annotate(
        n=Count("pk"), right=Count("pk", filter=Q(points=1))
    )
    levels: dict[int, dict[int, tuple[int, int]]] = {pk: {} for pk in assignments}
    certain: dict[tuple[int, int], int] = {}
    for pk, question, step, answers, right in by_step:
        before = levels[pk].get(step, (0, 0))
        levels[pk][step] = (before[0] + answers, before[1] + right)
        if step == Confidence.CERTAIN:
            certain[pk, question] = answers
    wrong, earned = _wrongs(rows, certain), _earned(assignments)
    return {pk: Told(wrong.get(pk), levels[pk], earned.get(pk, {})) for pk in assignments}


def _earned(assignments: Collection[int]) -> dict[int, dict[int, tuple[float, int]]]:
    rows = _first(assignments).filter(points__isnull=False)
    sums = rows.values_list("attempt__assignment", "question").annotate(earned=Sum("points"), n=Count("pk"))
    found: dict[int, dict[int, tuple[float, int]]] = {}
    for pk, question, earned, answers in sums:
        found.setdefault(pk, {})[question] = (earned, answers)
    return found


def _first(assignments: Collection[int]) -> "QuerySet[Answer]":
    """The answers in first attempts of those who are in the class."""
    rows = Answer.objects.filter(attempt__assignment__in=assignments, attempt__number=1).order_by()
    return rows.filter(attempt__membership__removed_at=None, attempt__submitted_at__isnull=False)


def _answers(assignments: Collection[int]) -> "QuerySet[Answer]":
    there = _first(assignments)
    return there.filter(points__isnull=False, response__isnull=False, confidence__isnull=False)


def _wrongs(rows: "QuerySet[Answer]", certain: Mapping[tuple[int, int], int]) -> dict[int, Wrong]:
    """Of each assignment the wrong option that most certain readers chose, if surely a fifth of them did."""
    chosen = rows.filter(points=0, confidence=Confidence.CERTAIN, question__kind__in=ONE_CHOICE)
    counts = chosen.values_list("attempt__assignment", "attempt__quiz", "question", "response")
    best: dict[int, tuple[int, tuple[int, int], str]] = {}
    for pk, quiz, question, option, readers in counts.annotate(n=Count("pk")):
        is_shared = wilson(readers, certain[pk, question])[0] > SHARED
        if is_shared and (pk not in best or readers > best[pk][0]):
            best[pk] = readers, (quiz, question), option
    places = Place.objects.filter(question__in=[question for _n, (_quiz, question), _code in best.values()])
    numbers = {(row.quiz_id, row.question_id): row.number for row in places}
    return {
        pk: Wrong(at[1], numbers[at], option, readers, certain[pk, at[1]])
        for pk, (readers, at, option) in best.items()
    }
