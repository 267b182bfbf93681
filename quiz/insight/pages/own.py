"""A reader's own report: all that they finished in a class and may see, put together."""

from collections.abc import Iterable
from dataclasses import dataclass

from quiz.classroom.models import Membership
from quiz.domain.calibration import Finding, Level, finding
from quiz.domain.kinds import Scope
from quiz.domain.scoring import Tally
from quiz.taking.models import Answer, Attempt
from quiz.taking.pages.review import by_topic, stated_levels, tally_of


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


def own_of(membership: Membership, attempts: Iterable[Attempt]) -> Own:
    """The report on these attempts of a reader: 1 query. Topics and confidence pool the attempts."""
    listed = list(attempts)
    answers: dict[int, list[Answer]] = {}
    rows = Answer.objects.filter(attempt__in=listed, points__isnull=False)
    for answer in rows.select_related("question__topic"):
        answers.setdefault(answer.attempt_id, []).append(answer)
    pooled = [answer for attempt in listed for answer in answers.get(attempt.pk, ())]
    stated = stated_levels(pooled)
    return Own(
        membership=membership,
        rows=tuple(_row(attempt, answers.get(attempt.pk, [])) for attempt in listed),
        topics=by_topic(pooled),
        levels=stated,
        finding=finding(stated),
    )


def _row(attempt: Attempt, answers: list[Answer]) -> Row:
    return Row(attempt, tally_of(answers), tally_of(answers, Scope.ARTICLE), tally_of(answers, Scope.FACT))
