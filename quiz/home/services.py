"""The demo: an instructor and readers with attempts, made the way people make them."""

import random
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from quiz.bank.models import Quiz
from quiz.bank.queries import answer_sheet, current_quizzes
from quiz.domain.kinds import Confidence, Kind
from quiz.domain.responses import Response
from quiz.people.services import sign_up, welcome_reader
from quiz.taking.queries import Given, Sheet
from quiz.taking.services import save_answer, start_attempt, submit_attempt

INSTRUCTOR = "demo"
READERS = 12
FINISHED = 9

Solution = Mapping[str, Any]


def build_demo(*, password: str, now: datetime) -> bool:
    """An instructor and twelve readers with attempts; False and no change where the instructor exists."""
    if not sign_up(username=INSTRUCTOR, password=password):
        return False
    # A fixed seed: every demo tells the same story.
    luck = random.Random(20)  # noqa: S311  nothing here is secret
    for quiz in current_quizzes():
        solutions = {line.number: line.key.solution for line in answer_sheet(quiz)}
        for place in range(READERS):
            began = now - timedelta(days=1, minutes=37 * place)
            _take(quiz, solutions, luck, began, is_finished=place < FINISHED)
    return True


def _take(
    quiz: Quiz, solutions: Mapping[int, Solution], luck: random.Random, began: datetime, *, is_finished: bool
) -> None:
    """One reader takes the quiz: able readers are right more often and, mostly, know it."""
    able = luck.uniform(0.35, 0.95)
    reader = welcome_reader(reader_id=None, now=began)
    attempt = start_attempt(reader=reader, quiz=quiz, now=began)
    numbers = sorted(solutions)
    for number in numbers if is_finished else numbers[: luck.randint(2, len(numbers) - 2)]:

        def read(sheet: Sheet, number: int = number) -> Given:
            knows = luck.random() < able
            response = ANSWERS[sheet.shape.kind](sheet, solutions[number], luck, knows)
            steps = [Confidence.CERTAIN, Confidence.FAIRLY_SURE] if knows else list(Confidence)
            sure = luck.choice(steps) if sheet.question.is_graded else None
            return Given(response, sure, is_flagged=False, tab="", serial=0, seen=None)

        at = began + timedelta(seconds=40 * number)
        save_answer(reader_id=reader.pk, code=attempt.code, number=number, read=read, now=at)
    if is_finished:
        submit_attempt(reader_id=reader.pk, code=attempt.code, now=began + timedelta(minutes=14))


def _one(sheet: Sheet, solution: Solution, luck: random.Random, knows: bool) -> Response:  # noqa: FBT001  a table's signature
    return str(solution["right"][0] if knows else luck.choice(sheet.shape.codes))


def _several(sheet: Sheet, solution: Solution, luck: random.Random, knows: bool) -> Response:  # noqa: FBT001  as above
    return list(solution["right"]) if knows else [luck.choice(sheet.shape.codes)]


def _number(_sheet: Sheet, solution: Solution, luck: random.Random, knows: bool) -> Response:  # noqa: FBT001  as above
    return str(solution["value"]) if knows else str(luck.randint(1, 300))


def _order(_sheet: Sheet, solution: Solution, luck: random.Random, knows: bool) -> Response:  # noqa: FBT001  as above
    order = list(solution["order"])
    if not knows:
        luck.shuffle(order)
    return order


def _given(sheet: Sheet, solution: Solution, luck: random.Random, knows: bool) -> Response:  # noqa: FBT001  as above
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
