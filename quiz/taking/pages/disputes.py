"""What readers of an assignment think is wrong, question by question, with its figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Avg, Count, Q

from quiz.bank import kept
from quiz.bank.models import Question
from quiz.classroom.models import Assignment
from quiz.taking.marking import keys_for
from quiz.taking.models import Answer, Dispute
from quiz.taking.wording import texts_of, worded, worded_key


@dataclass(frozen=True, slots=True)
class Said:
    """What one reader said, and the answer that it is about."""

    dispute: Dispute
    answered: str


@dataclass(frozen=True, slots=True)
class Disputed:
    """A question that readers doubt: its place, its key, how many answered it and how, who said what."""

    number: int
    question: Question
    right: str
    answers: int
    mean: float | None
    said: tuple[Said, ...]

    @property
    def waiting(self) -> int:
        """How many wait for an answer."""
        return sum(not each.dispute.outcome for each in self.said)


def disputes_of(assignment: Assignment) -> tuple[Disputed, ...]:
    """The questions of the assignment that are disputed, those that wait first: 6 queries, 7 with a corrected
    key, however many there are; 1 where there is none.
    """
    rows = Dispute.objects.filter(assignment=assignment).select_related("answer__attempt__membership")
    said: dict[int, list[Dispute]] = {}
    for row in rows:
        said.setdefault(row.question_id, []).append(row)
    if not said or assignment.quiz is None:
        return ()
    asked, keys, figures = kept.questions(said), keys_for(list(said), assignment.pk), _figures(assignment)
    places = assignment.quiz.places.filter(question__in=said).values_list("question", "number")
    found = []
    for pk, number in places:
        texts = texts_of(asked[pk].question, asked[pk].options)
        told = tuple(Said(row, worded(texts, row.answer.response)) for row in said[pk])
        right = worded_key(texts, keys[pk])
        found.append(Disputed(number, asked[pk].question, right, *figures.get(pk, (0, None)), told))
    return tuple(sorted(found, key=lambda each: (not each.waiting, -each.waiting, each.number)))


def _figures(assignment: Assignment) -> dict[int, tuple[int, float | None]]:
    there = Q(attempt__membership__removed_at=None) & ~Q(attempt__submitted_at=None)
    rows = Answer.objects.filter(there, attempt__assignment=assignment).order_by().values_list("question")
    return {pk: (answers, mean) for pk, answers, mean in rows.annotate(n=Count("pk"), mean=Avg("points"))}


def doubted(assignments: Sequence[int]) -> dict[int, tuple[int, int, str]]:
    """By assignment how many questions are disputed without an answer, by how many readers, and the reason
    that was given last: 1 query.
    """
    rows = Dispute.objects.filter(assignment__in=assignments, outcome="").order_by("made_at")
    found: dict[int, tuple[set[int], int, str]] = {}
    for pk, question, reason in rows.values_list("assignment", "question", "reason"):
        questions, readers, _last = found.get(pk, (set(), 0, ""))
        found[pk] = (questions | {question}, readers + 1, reason)
    return {pk: (len(questions), readers, last) for pk, (questions, readers, last) in found.items()}
