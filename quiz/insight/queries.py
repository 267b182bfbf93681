"""From rows to the domain's values: what readers did, in a fixed number of queries."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, Max, QuerySet, Subquery
from django.db.models.functions import Coalesce

from quiz.bank.models import Place, Quiz
from quiz.classroom.models import Assignment
from quiz.domain.itemstats import Array
from quiz.domain.replies import Replies
from quiz.domain.sums import Sums
from quiz.insight.models import QuizSums
from quiz.insight.rows import replies_of, rows_of
from quiz.taking.models import Attempt, Correction

RULES = ("first", "best", "last")


@dataclass(frozen=True, slots=True)
class Sample:
    """The counted attempts of some readers at the questions that count: readers × questions."""

    places: tuple[Place, ...]
    replies: Replies
    sums: Sums
    # In which language each was begun.
    languages: tuple[str, ...]

    @property
    def marks(self) -> Array:
        """What each earned at each, 0 to 1."""
        return self.replies.marks


@dataclass(frozen=True, slots=True)
class Loaded:
    """The finished attempts of a class in the order in which they were made, and whose each is."""

    places: tuple[Place, ...]
    replies: Replies
    members: tuple[int | None, ...]
    languages: tuple[str, ...]

    def shares(self, rule: str) -> dict[int | None, float]:
        """What each member earned of what could be earned, 0 to 1; of nobody where nothing counts."""
        if not self.places:
            return {}
        return {self.members[row]: float(self.replies.marks[row].mean()) for row in self._counted(rule)}

    def sample(self, rule: str = RULES[0]) -> Sample:
        """One attempt a reader: the first, the best or the last."""
        counted, sums = self._counted(rule), Sums.empty(len(self.places))
        replies = self.replies.only(counted)
        sums.count(replies)
        return Sample(self.places, replies, sums, tuple(self.languages[row] for row in counted))

    def _counted(self, rule: str) -> list[int]:
        """The attempt of each member that counts, by its place."""
        mine: dict[int | None, list[int]] = {}
        for row, member in enumerate(self.members):
            mine.setdefault(member, []).append(row)
        totals = self.replies.marks.sum(axis=1)
        return [COUNTED[rule](rows, totals) for rows in mine.values()]


COUNTED: Mapping[str, Callable[[Sequence[int], Array], int]] = {
    "first": lambda rows, _totals: rows[0],
    "best": lambda rows, totals: max(rows, key=lambda row: float(totals[row])),
    "last": lambda rows, _totals: rows[-1],
}


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
    listed = rows.exclude(submitted_at=None).order_by("number")
    attempts = list(listed.values_list("pk", "started_at", "membership_id", "language"))
    read = rows_of([row[0] for row in attempts])
    counting = [place for place in places if not attempts or place.question_id in read.marked]
    replies = replies_of(counting, [row[:2] for row in attempts], read)
    members, languages = tuple(row[2] for row in attempts), tuple(row[3] for row in attempts)
    return Loaded(tuple(counting), replies, members, languages)


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
