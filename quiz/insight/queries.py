"""From rows to arrays: the marks of a class and what it chose, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from quiz.bank.models import Option, Question
from quiz.bank.models.keys import AnswerKey
from quiz.classroom.models import Assignment
from quiz.domain.advice import Choices
from quiz.domain.itemstats import Array
from quiz.domain.kinds import Confidence, Kind
from quiz.taking.models import Answer, Attempt
from quiz.web.bilingual import in_language

CHOSEN = (Kind.SINGLE, Kind.TRUE_FALSE, Kind.MULTIPLE)
RULES = ("first", "best", "last")


@dataclass(frozen=True, slots=True)
class Told:
    """An option as the statistics show it: its counts, its text, its feedback."""

    counts: Choices
    text: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Sample:
    """The finished attempts of a class, one a reader: `marks` is readers × graded questions."""

    questions: tuple[Question, ...]
    numbers: tuple[int, ...]
    marks: Array
    options: dict[int, list[Told]]
    choices: dict[int, int]


def sample(assignment: Assignment, rule: str = "first") -> Sample:
    """The marks at an assignment: 5 queries. Of several attempts the first, the best or the last counts."""
    places = [
        place
        for place in assignment.quiz.places.select_related("question__topic")  # type: ignore[union-attr]
        if place.question.is_graded
    ]
    rows = Attempt.objects.filter(assignment=assignment, membership__removed_at=None)
    attempts = list(rows.exclude(submitted_at=None).order_by("number"))
    answers: dict[int, dict[int, Answer]] = {}
    for answer in Answer.objects.filter(attempt__in=attempts).only(
        "attempt_id", "question_id", "points", "response", "confidence"
    ):
        answers.setdefault(answer.attempt_id, {})[answer.question_id] = answer
    counted = _counted(attempts, answers, rule)
    keys = [place.question_id for place in places]
    marks = np.array(
        [
            [(answers[pk][key].points or 0.0) if key in answers.get(pk, {}) else 0.0 for key in keys]
            for pk in counted
        ],
        dtype=float,
    ).reshape(len(counted), len(keys))
    told, choices = _options([place.question for place in places], [answers.get(pk, {}) for pk in counted])
    return Sample(
        tuple(place.question for place in places),
        tuple(place.number for place in places),
        marks,
        told,
        choices,
    )


def _counted(attempts: Iterable[Attempt], answers: dict[int, dict[int, Answer]], rule: str) -> list[int]:
    """The attempt of each reader that counts."""
    mine: dict[int | None, list[int]] = {}
    for attempt in attempts:
        mine.setdefault(attempt.membership_id, []).append(attempt.pk)
    if rule == "best":
        earned = {pk: sum(row.points or 0.0 for row in rows.values()) for pk, rows in answers.items()}
        return [max(made, key=lambda pk: earned.get(pk, 0.0)) for made in mine.values()]
    return [made[-1 if rule == "last" else 0] for made in mine.values()]


def _options(
    questions: list[Question], given: list[dict[int, Answer]]
) -> tuple[dict[int, list[Told]], dict[int, int]]:
    """The options that are chosen from, with their counts; of each question, how many choices it has."""
    keys = AnswerKey.objects.in_bulk([question.pk for question in questions])
    listed: dict[int, list[Option]] = {}
    for option in Option.objects.filter(question__in=questions):
        listed.setdefault(option.question_id, []).append(option)
    told: dict[int, list[Told]] = {}
    for question in questions:
        if question.kind in CHOSEN:
            answers = [rows[question.pk] for rows in given if question.pk in rows]
            told[question.pk] = [_told(option, keys[question.pk], answers) for option in listed[question.pk]]
    sides = {
        question.pk: [row for row in listed.get(question.pk, []) if row.side == Option.Side.RIGHT]
        or listed.get(question.pk, [])
        for question in questions
    }
    return told, {pk: len(rows) for pk, rows in sides.items()}


def _told(option: Option, key: AnswerKey, answers: list[Answer]) -> Told:
    by = [answer for answer in answers if _chose(answer, option.code)]
    certain = sum(answer.confidence == Confidence.CERTAIN for answer in by)
    line = key.feedback.get(option.code)
    return Told(
        Choices(option.code, option.code in key.solution.get("right", ()), len(by), certain),
        option.text,
        in_language(line["ja"], line["en"]) if line else "",
    )


def _chose(answer: Answer, code: str) -> bool:
    response = answer.response
    return code in response if isinstance(response, list) else response == code
