"""From rows to the domain's values: what readers did, in a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db.models import Exists, Max, QuerySet, Subquery
from django.db.models.functions import Coalesce

from quiz.bank.models import Place, Question, Quiz
from quiz.classroom.models import Assignment
from quiz.domain.itemstats import Array
from quiz.domain.kinds import Kind
from quiz.domain.sums import Reply, Sums
from quiz.insight.models import QuizSums
from quiz.taking.models import Answer, Attempt, Correction

CHOSEN = (Kind.SINGLE, Kind.TRUE_FALSE, Kind.MULTIPLE)
RULES = ("first", "best", "last")
# Below this an answer was saved together with the one before it: that is no time of its own.
TOGETHER = 1.0


@dataclass(frozen=True, slots=True)
class Sample:
    """The counted attempts of some readers at the questions that count: readers × questions."""

    places: tuple[Place, ...]
    marks: Array
    sums: Sums


@dataclass(frozen=True, slots=True)
class Loaded:
    """The finished attempts of a class, by reader in the order in which they were made."""

    places: tuple[Place, ...]
    attempts: tuple[tuple[tuple[Reply, ...], ...], ...]
    members: tuple[int | None, ...]

    def shares(self, rule: str) -> dict[int | None, float]:
        """What each member earned of what could be earned, 0 to 1; of nobody where nothing counts."""
        made = zip(self.members, self.attempts, strict=True) if self.places else ()
        return {
            member: sum(reply.mark for reply in COUNTED[rule](rows)) / len(self.places)
            for member, rows in made
        }

    def sample(self, rule: str = RULES[0]) -> Sample:
        """One attempt a reader: the first, the best or the last."""
        rows = [COUNTED[rule](made) for made in self.attempts]
        marks = np.array([[reply.mark for reply in row] for row in rows], dtype=float)
        width = len(self.places)
        return Sample(self.places, marks.reshape(len(rows), width), Sums.of(width, rows))


def _first(made: Sequence[tuple[Reply, ...]]) -> tuple[Reply, ...]:
    return made[0]


def _best(made: Sequence[tuple[Reply, ...]]) -> tuple[Reply, ...]:
    return max(made, key=lambda replies: sum(reply.mark for reply in replies))


def _last(made: Sequence[tuple[Reply, ...]]) -> tuple[Reply, ...]:
    return made[-1]


COUNTED = {"first": _first, "best": _best, "last": _last}


def graded_places(quiz: Quiz) -> list[Place]:
    """The graded questions of a quiz with their topics: 1 query."""
    places = quiz.places.select_related("question__topic")
    return [place for place in places if place.question.is_graded]


def load(assignment: Assignment) -> Loaded:
    """The finished attempts at an assignment: 3 queries. Readers who were taken out are left out.

    A question that was taken out of the score has no points in any of them, and is left out too.
    """
    places = graded_places(assignment.quiz) if assignment.quiz else []
    rows = Attempt.objects.filter(assignment=assignment, membership__removed_at=None)
    attempts = list(rows.exclude(submitted_at=None).order_by("number"))
    answers = answers_of([attempt.pk for attempt in attempts])
    marked = {row.question_id for rows in answers.values() for row in rows if row.points is not None}
    counting = [place for place in places if not attempts or place.question_id in marked]
    mine: dict[int | None, list[tuple[Reply, ...]]] = {}
    for attempt in attempts:
        replies = replies_of(counting, attempt.started_at, answers.get(attempt.pk, ()))
        mine.setdefault(attempt.membership_id, []).append(replies)
    return Loaded(tuple(counting), tuple(tuple(made) for made in mine.values()), tuple(mine))


def answers_of(attempts: Sequence[int]) -> dict[int, list[Answer]]:
    """The answers of these attempts, by attempt: 1 query."""
    found: dict[int, list[Answer]] = {}
    wanted = ("attempt_id", "question_id", "points", "response", "confidence", "saved_at")
    for answer in Answer.objects.filter(attempt__in=attempts).only(*wanted).order_by():
        found.setdefault(answer.attempt_id, []).append(answer)
    return found


def replies_of(places: Iterable[Place], began: datetime, answers: Iterable[Answer]) -> tuple[Reply, ...]:
    """What a reader did at each question, in order.

    The time of a question is the time since the save before it, or since the attempt began.
    """
    by_question = {answer.question_id: answer for answer in answers}
    times: dict[int, float] = {}
    saved = [(row.saved_at, row.question_id) for row in by_question.values() if row.saved_at]
    for at, question in sorted(saved):
        if (took := (at - began).total_seconds()) >= TOGETHER:
            times[question] = took
        began = at
    return tuple(_reply(place.question, by_question.get(place.question_id), times) for place in places)


def _reply(question: Question, answer: Answer | None, times: Mapping[int, float]) -> Reply:
    if answer is None:
        return Reply(0.0)
    chosen: tuple[str, ...] = ()
    if question.kind in CHOSEN and answer.response is not None:
        chosen = tuple(answer.response) if isinstance(answer.response, list) else (answer.response,)
    return Reply(answer.points or 0.0, chosen, answer.confidence, times.get(question.pk))


def kept_sums(quiz: Quiz) -> tuple[QuizSums | None, bool]:
    """The sums of a quiz, and whether they have everything: 1 query, however many attempts there are."""
    latest = _corrections(quiz).order_by().values("assignment")
    newest = latest.annotate(newest=Max("pk")).values("newest")
    found = (
        QuizSums.objects.filter(quiz=quiz)
        .annotate(waits=Exists(waiting_of(quiz)), newest=Coalesce(Subquery(newest), 0))
        .first()
    )
    if found is None or found.correction != found.newest:
        return None, False
    return found, not found.waits


def waiting_of(quiz: Quiz) -> "QuerySet[Attempt]":
    """The finished attempts outside classes that the sums of a quiz have not seen yet."""
    return Attempt.objects.filter(quiz=quiz, assignment=None, in_sums=None, submitted_at__isnull=False)


def latest_correction(quiz: Quiz) -> int:
    """The latest correction for everybody of any question of a quiz, 0 without one: 1 query."""
    return int(_corrections(quiz).aggregate(newest=Max("pk"))["newest"] or 0)


def _corrections(quiz: Quiz) -> "QuerySet[Correction]":
    return Correction.objects.filter(assignment=None, question__places__quiz=quiz)
