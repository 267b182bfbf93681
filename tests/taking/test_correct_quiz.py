import re

import pytest
from django.utils import timezone

from quiz.people.models import User
from quiz.taking.models import Answer
from quiz.taking.services.attempts import submit_attempt
from quiz.taking.services.correcting import Wanted, correct
from tests.conftest import signed_in


@pytest.fixture
def staff_client(db):
    return signed_in(User.objects.create_user("boss", is_staff=True))


@pytest.fixture
def hand_in(reader):
    def hand_in(attempt):
        Answer.objects.filter(attempt=attempt, question__kind="single").update(response="c")
        submit_attempt(reader_id=reader.pk, code=attempt.code, now=timezone.now())
        return attempt

    return hand_in


def points(attempt, question):
    return Answer.objects.get(attempt=attempt, question=question).points


def question_of(attempt):
    return attempt.answers.filter(question__kind="single", points=0).select_related("question")[0].question


def solution(code):
    return {"right": [code], "wrong": [other for other in "abcd" if other != code]}


def test_holds_in_classes_and_outside(attempt_at, hand_in, member, assign_quiz, begun, staff_client):
    outside, inside = hand_in(attempt_at("policy")), hand_in(begun(assign_quiz()))
    question = question_of(outside)
    url = f"/taking/correct_quiz/policy/1/{question.places.get().number}/"
    data = {"wanted": "key", "right": ["c"], "reason": "The passage says so."}

    words = staff_client.post(url, data).content.decode()
    answer = staff_client.post(url, data | {"confirm": re.search(r'name="confirm" value="(\w+)"', words)[1]})

    assert "2 answers: +1 points" in words
    assert answer["Location"] == "/taking/corrections/policy/"
    assert (points(outside, question), points(inside, question)) == (1, 1)


def test_an_assignment_with_its_own_correction_keeps_it(
    attempt_at, hand_in, member, assign_quiz, begun, teacher, now
):
    assignment = assign_quiz()
    outside, inside = hand_in(attempt_at("policy")), hand_in(begun(assignment))
    question = question_of(outside)

    correct(wanted=Wanted(question, assignment, True, {}, "Mine."), user=teacher, now=now)
    correct(wanted=Wanted(question, None, False, solution("c"), "All."), user=teacher, now=now)

    assert (points(outside, question), points(inside, question)) == (1, None)


def test_instructors_do_not_find_it(pack, instructor_client):
    assert instructor_client.get("/taking/correct_quiz/policy/1/1/").status_code == 404


def test_a_version_that_is_not_there_is_not_found(pack, staff_client):
    assert staff_client.get("/taking/correct_quiz/policy/7/1/").status_code == 404
