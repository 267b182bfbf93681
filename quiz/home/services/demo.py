"""The demo: an instructor and readers with attempts, made the way people make them."""

import random
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from quiz.bank.models import Pack
from quiz.bank.queries import answer_sheet, current_quiz, current_quizzes
from quiz.classroom.models import Classroom
from quiz.classroom.queries import given as given_to_reader
from quiz.classroom.services.assignments import assign
from quiz.classroom.services.classes import open_classroom
from quiz.classroom.services.members import join
from quiz.domain.kinds import Confidence, Kind
from quiz.domain.responses import Response
from quiz.home.services.demo_outlook import build_outlook
from quiz.people.models import User
from quiz.people.services import sign_up, welcome_reader
from quiz.taking.models import Attempt
from quiz.taking.services.answers import save_answer
from quiz.taking.services.attempts import start_assigned, start_attempt, submit_attempt
from quiz.taking.sheets import Given, Sheet

INSTRUCTOR = "demo"
NAMES = (
    "あおい", "はると", "ひなた", "ゆい", "みなと", "りん", "そうた", "さくら", "れん", "ひまり", "ゆうと",
    "いちか", "かいと", "あかり", "やまと", "めい", "たいが", "つむぎ", "りく", "こはる", "しょう", "ほのか",
    "けんと", "まひろ",
)  # fmt: skip
READERS = 12
FINISHED = 9
Solution = Mapping[str, Any]


@transaction.atomic
def build_demo(*, password: str, now: datetime) -> Classroom | None:
    """An instructor, twelve readers with attempts and a class of 24; None and no change where they exist.

    All of it or nothing: a start that is stopped half way makes the whole demo the next time.
    """
    if not sign_up(username=INSTRUCTOR, email=f"{INSTRUCTOR}@example.org", password=password):
        return None
    # A fixed seed: every demo tells the same story.
    luck = random.Random(20)
    # Those of the site: what somebody else made public is not for made-up attempts.
    for quiz in current_quizzes(Pack.objects.public().filter(owner=None)):
        solutions = {line.number: line.key.solution for line in answer_sheet(quiz)}
        for place in range(READERS):
            began = now - timedelta(days=1, minutes=37 * place)
            reader = welcome_reader(reader_id=None, now=began)
            attempt = start_attempt(reader=reader, quiz=quiz, now=began)
            _take(attempt, solutions, luck, began, is_finished=place < FINISHED)
    classroom = _build_class(luck, now)
    build_outlook(classroom=classroom, luck=luck, now=now)
    return classroom


def demo_class() -> Classroom | None:
    """The class of the demo, where it is still there."""
    return Classroom.objects.filter(teachings__user__username=INSTRUCTOR).order_by("pk").first()


def _build_class(luck: random.Random, now: datetime) -> Classroom:
    """A class of 24 with a finished assignment and one that is running."""
    teacher = User.objects.get(username=INSTRUCTOR)
    opened = now - timedelta(days=8)
    classroom = open_classroom(user=teacher, values={"name": "読み解き演習 3B"}, now=opened)
    readers = [welcome_reader(reader_id=None, now=opened) for _name in NAMES]
    for reader, name in zip(readers, NAMES, strict=True):
        join(classroom=classroom, reader=reader, name=name, now=opened)
    for slug, began, closes, shares in (
        ("policy", now - timedelta(days=7), now - timedelta(days=1), (1.0, 0.0)),
        ("says-so", now - timedelta(hours=1), now + timedelta(days=7), (0.4, 0.35)),
    ):
        quiz = current_quiz(slug)
        solutions = {line.question.pk: line.key.solution for line in answer_sheet(quiz)}
        values = {"quiz": quiz, "opens_at": began, "closes_at": closes, "attempts_allowed": 2}
        given = assign(classroom=classroom, values=values | {"pass_mark": 60}, now=began)
        for place, reader in enumerate(readers):
            if place / len(readers) >= sum(shares):
                continue
            begun = began + timedelta(minutes=place % 7)
            attempt = start_assigned(given=given_to_reader(reader.pk, given.slug), now=begun)
            by_number = {row.number: solutions[row.question_id] for row in attempt.answers.all()}
            _take(attempt, by_number, luck, begun, is_finished=place / len(readers) < shares[0])
    return classroom


def _take(
    attempt: Attempt,
    solutions: Mapping[int, Solution],
    luck: random.Random,
    began: datetime,
    *,
    is_finished: bool,
) -> None:
    """A reader's attempt: able readers are right more often and, mostly, know it."""
    able = luck.uniform(0.35, 0.95)
    numbers, at = sorted(solutions), began
    for number in numbers if is_finished else numbers[: luck.randint(2, len(numbers) - 2)]:

        def read(sheet: Sheet, number: int = number) -> Given:
            knows = luck.random() < able
            response = ANSWERS[sheet.shape.kind](sheet, solutions[number], luck, knows)
            steps = [Confidence.CERTAIN, Confidence.FAIRLY_SURE] if knows else list(Confidence)
            sure = luck.choice(steps) if sheet.question.is_graded else None
            return Given(response, sure, is_flagged=False, tab="", serial=0, seen=None)

        at += timedelta(seconds=luck.uniform(12, 60))
        save_answer(reader_id=attempt.reader_id, code=attempt.code, number=number, read=read, now=at)
    if is_finished:
        submit_attempt(reader_id=attempt.reader_id, code=attempt.code, now=at + timedelta(seconds=20))


def _one(sheet: Sheet, solution: Solution, luck: random.Random, knows: bool) -> Response:
    return str(solution["right"][0] if knows else luck.choice(sheet.shape.codes))


def _several(sheet: Sheet, solution: Solution, luck: random.Random, knows: bool) -> Response:
    return list(solution["right"]) if knows else [luck.choice(sheet.shape.codes)]


def _number(_sheet: Sheet, solution: Solution, luck: random.Random, knows: bool) -> Response:
    return str(solution["value"]) if knows else str(luck.randint(1, 300))


def _order(_sheet: Sheet, solution: Solution, luck: random.Random, knows: bool) -> Response:
    order = list(solution["order"])
    if not knows:
        luck.shuffle(order)
    return order


def _given(sheet: Sheet, solution: Solution, luck: random.Random, knows: bool) -> Response:
    pairs: dict[str, str] = solution.get("pairs", {})
    if knows and pairs:
        return dict(pairs)
    return {code: luck.choice(sheet.shape.targets) for code in sheet.shape.codes}


ANSWERS: Mapping[Kind, Callable[[Sheet, Solution, random.Random, bool], Response]] = {
    Kind.SINGLE: _one,
    Kind.TRUE_FALSE: _one,
    Kind.MULTIPLE: _several,
    Kind.NUMERIC: _number,
    Kind.ORDERING: _order,
    Kind.MATCHING: _given,
    Kind.LABELLING: _given,
}
