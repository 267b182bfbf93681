"""A reader's own report: all that they finished in a class and may see, put together."""

from collections.abc import Iterable
from dataclasses import dataclass

from quiz.classroom.models import Membership
from quiz.domain.calibration import Finding, Level, finding, levels
from quiz.domain.kinds import Confidence, Scope
from quiz.domain.scoring import Tally, is_right, tally
from quiz.taking.models import Answer, Attempt


@dataclass(frozen=True, slots=True)
class Row:
    """One finished attempt: all points, and the two scores."""

    attempt: Attempt
    total: Tally
    article: Tally
    fact: Tally


@dataclass(frozen=True, slots=True)
class Own:
    """The finished attempts of a reader, their topics, and how well confidence matched results."""

    membership: Membership
    rows: tuple[Row, ...]
    topics: tuple[tuple[str, Tally], ...]
    levels: tuple[Level, ...]
    finding: Finding


def own(membership: Membership, attempts: Iterable[Attempt]) -> Own:
    """The report on these attempts of a reader: 1 query. Topics and confidence pool the attempts."""
    listed = list(attempts)
    answers: dict[int, list[Answer]] = {}
    rows = Answer.objects.filter(attempt__in=listed, points__isnull=False)
    for answer in rows.select_related("question__topic"):
        answers.setdefault(answer.attempt_id, []).append(answer)
    pooled = [answer for attempt in listed for answer in answers.get(attempt.pk, ())]
    topics: dict[str, list[Answer]] = {}
    for answer in pooled:
        topics.setdefault(answer.question.topic.name, []).append(answer)
    stated = levels(
        (Confidence(answer.confidence), is_right(answer.points or 0.0))
        for answer in pooled
        if answer.confidence and answer.is_given
    )
    return Own(
        membership=membership,
        rows=tuple(_row(attempt, answers.get(attempt.pk, [])) for attempt in listed),
        topics=tuple((name, _tally(found)) for name, found in topics.items()),
        levels=stated,
        finding=finding(stated),
    )


def _row(attempt: Attempt, answers: list[Answer]) -> Row:
    def of(scope: Scope) -> Tally:
        return _tally(answer for answer in answers if answer.question.scope == scope)

    return Row(attempt, _tally(answers), of(Scope.ARTICLE), of(Scope.FACT))


def _tally(answers: Iterable[Answer]) -> Tally:
    return tally(answer.points or 0.0 for answer in answers)
