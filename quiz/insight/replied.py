"""What one reader answered in an assignment: each question with every attempt side by side, and the key."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from quiz.bank import kept
from quiz.bank.models import Question
from quiz.classroom.models import Assignment
from quiz.domain.kinds import Confidence
from quiz.domain.scoring import Tally
from quiz.insight.rows import TOGETHER
from quiz.taking.marking import keys_for, points_of
from quiz.taking.models import Answer, Attempt, Save
from quiz.taking.pages.review import state_of, tally_of
from quiz.taking.wording import Texts, texts_of, worded, worded_key


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that was saved before another one took its place."""

    at: datetime
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Said:
    """What one attempt has at a question; `seconds` is None where it has no time of its own."""

    state: str
    words: str
    confidence: int | None
    seconds: int | None
    changes: tuple[Change, ...]

    @property
    def is_sure_and_wrong(self) -> bool:
        """Whether it was certain, and not right."""
        return self.confidence == Confidence.CERTAIN and self.state in ("wrong", "partly")


@dataclass(frozen=True, slots=True)
class Line:
    """A question of the assignment, what is right, and what each attempt has (None: not asked)."""

    number: int
    question: Question
    right: str
    said: tuple[Said | None, ...]

    @property
    def is_missed(self) -> bool:
        """Whether any attempt earned less than it could."""
        return any(each.state in ("wrong", "partly", "empty") for each in self.said if each)

    @property
    def is_missed_again(self) -> bool:
        """Whether two attempts or more got it wrong, and none got it right."""
        states = [each.state for each in self.said if each and each.state]
        return len(states) > 1 and not {"right", "partly"} & set(states)

    @property
    def is_changed(self) -> bool:
        """Whether an answer was replaced by another one."""
        return any(each.changes for each in self.said if each)


@dataclass(frozen=True, slots=True)
class Run:
    """An attempt with its points, and whether it is the one that counts."""

    attempt: Attempt
    total: Tally
    is_counted: bool


@dataclass(frozen=True, slots=True)
class Answers:
    """An assignment as one reader answered it."""

    assignment: Assignment
    runs: tuple[Run, ...]
    lines: tuple[Line, ...]

    @property
    def filters(self) -> Sequence[tuple[str, int]]:
        """How many questions each choice of the page shows."""
        return [(name, sum(map(wanted, self.lines))) for name, wanted in ONLY.items()]

    def only(self, name: str) -> tuple[Line, ...]:
        """The questions of that choice."""
        return tuple(filter(ONLY[name], self.lines))


ONLY = {
    "all": lambda _line: True,
    "missed": lambda line: line.is_missed,
    "sure": lambda line: any(each.is_sure_and_wrong for each in line.said if each),
    "changed": lambda line: line.is_changed,
    "again": lambda line: line.is_missed_again,
}


def answers_of(
    assignment: Assignment, attempts: Iterable[Attempt], answers: Sequence[Answer], counted: int | None
) -> Answers:
    """These attempts of a reader at it, in their order, with their answers; `counted` is the number of the
    one that is the mark. What is open is marked as it stands. 2 queries where the questions are held in the
    process, one more where a key was corrected.

    The questions come in the order in which the first of the attempts asked them.
    """
    listed = sorted(attempts, key=lambda each: each.number)
    saves = _saves(answers)
    first = sorted(answers, key=lambda row: (row.attempt_id != listed[0].pk, row.number)) if listed else []
    ids = list(dict.fromkeys(row.question_id for row in first))
    asked, keys = kept.questions(ids), keys_for(ids, assignment.pk)
    for answer in answers:
        answer.question = asked[answer.question_id].question
        if answer.points is None and answer.question.is_graded:
            answer.points = points_of(answer, keys[answer.question_id])
    marked = [row for row in answers if row.points is not None]
    runs = tuple(
        Run(each, tally_of(row for row in marked if row.attempt_id == each.pk), each.number == counted)
        for each in listed
    )
    found: dict[int, list[Said | None]] = {pk: [None] * len(listed) for pk in ids}
    texts = {pk: texts_of(each.question, each.options) for pk, each in asked.items()}
    took, column = _seconds(listed, answers), {each.pk: place for place, each in enumerate(listed)}
    for row in answers:
        told = _said(row, texts[row.question_id], took.get(row.pk), saves.get(row.pk, ()))
        found[row.question_id][column[row.attempt_id]] = told
    lines = (
        Line(number, asked[pk].question, worded_key(texts[pk], keys[pk]), tuple(found[pk]))
        for number, pk in enumerate(ids, 1)
    )
    return Answers(assignment, runs, tuple(lines))


def _saves(answers: Sequence[Answer]) -> Mapping[int, list[Save]]:
    found: dict[int, list[Save]] = {}
    for row in Save.objects.filter(answer__in=answers).order_by("pk"):
        found.setdefault(row.answer_id, []).append(row)
    return found


def _said(answer: Answer, texts: Texts, seconds: int | None, saves: Iterable[Save]) -> Said:
    told: list[tuple[datetime, Any]] = []
    for save in saves:
        if not told or told[-1][1] != save.response:
            told.append((save.saved_at, save.response))
    changes = (
        Change(at, worded(texts, before), worded(texts, after))
        for (_then, before), (at, after) in pairwise(told)
        if before is not None
    )
    return Said(state_of(answer), worded(texts, answer.response), answer.confidence, seconds, tuple(changes))


def _seconds(attempts: Iterable[Attempt], answers: Iterable[Answer]) -> dict[int, int]:
    """By answer: the time since the save before it, or since the attempt began."""
    found: dict[int, int] = {}
    rows = list(answers)
    for attempt in attempts:
        mine = [row for row in rows if row.attempt_id == attempt.pk and row.saved_at]
        before = attempt.started_at
        for row in sorted(mine, key=lambda row: row.saved_at or before):
            at = row.saved_at or before
            if at - before >= timedelta(microseconds=TOGETHER):
                found[row.pk] = round((at - before).total_seconds())
            before = at
    return found
