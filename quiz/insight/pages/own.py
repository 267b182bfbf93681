"""A reader's own report: all that they finished in a class and may see, put together."""

from collections.abc import Iterable
from dataclasses import dataclass

from quiz.classroom.models import Membership
from quiz.domain.calibration import Finding, Level, finding
from quiz.domain.kinds import Scope
from quiz.domain.missing import Interval, Missing
from quiz.domain.score_band import score_band
from quiz.domain.scoring import Tally
from quiz.insight.ideas import Idea, ideas_of
from quiz.taking.models import Answer, Attempt
from quiz.taking.pages.review import by_topic, stated_levels, tally_of


@dataclass(frozen=True, slots=True)
class Row:
    """One finished attempt: all points and how closely they tell a score, and the two scores."""

    attempt: Attempt
    total: Tally
    band: Interval
    article: Tally
    fact: Tally

    @property
    def has_band(self) -> bool:
        """Whether there are questions enough to say how closely they tell."""
        return not isinstance(self.band, Missing)


@dataclass(frozen=True, slots=True)
class Own:
    """The finished attempts of a reader, their topics, how well confidence matched results, and which ideas
    are missed again and again.
    """

    membership: Membership
    rows: tuple[Row, ...]
    topics: tuple[tuple[str, Tally], ...]
    levels: tuple[Level, ...]
    finding: Finding
    ideas: tuple[Idea, ...]

    @property
    def has_bands(self) -> bool:
        """Whether it is told of any attempt how closely it tells a score."""
        return any(row.has_band for row in self.rows)


def own_of(membership: Membership, attempts: Iterable[Attempt], rows: Iterable[Answer]) -> Own:
    """The report on these finished attempts of a reader, from the answers in them with their questions and
    topics: 1 query where something was missed twice, else none. Topics, confidence and ideas pool the
    attempts.
    """
    listed = list(attempts)
    answers: dict[int, list[Answer]] = {}
    for answer in rows:
        if answer.points is not None:
            answers.setdefault(answer.attempt_id, []).append(answer)
    pooled = [answer for attempt in listed for answer in answers.get(attempt.pk, ())]
    stated = stated_levels(pooled)
    return Own(
        membership=membership,
        rows=tuple(_row(attempt, answers.get(attempt.pk, [])) for attempt in listed),
        topics=by_topic(pooled),
        levels=stated,
        finding=finding(stated),
        ideas=ideas_of(pooled),
    )


def _row(attempt: Attempt, answers: list[Answer]) -> Row:
    total = tally_of(answers)
    return Row(
        attempt=attempt,
        total=total,
        band=score_band(total.earned, total.possible),
        article=tally_of(answers, Scope.ARTICLE),
        fact=tally_of(answers, Scope.FACT),
    )
