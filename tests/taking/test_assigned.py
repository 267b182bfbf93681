"""The rules of an assignment hold on the server at the moment of the write."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from quiz.classroom.queries import given
from quiz.classroom.services.members import extend
from quiz.domain.windows import GRACE
from quiz.taking.forms.kinds import read_given
from quiz.taking.services.answers import TimeOver, save_answer
from quiz.taking.services.attempts import (
    NoAttemptLeft,
    NotOpen,
    finish_overdue,
    start_assigned,
    submit_attempt,
)

MINUTE = timedelta(minutes=1)


@pytest.fixture
def save(reader):
    def save(attempt, now, response="1"):
        data = {"q1-response": response}
        save_answer(
            reader_id=reader.pk,
            code=attempt.code,
            number=1,
            read=lambda sheet: read_given(data, sheet),
            now=now,
        )

    return save


def test_an_answer_after_the_limit_and_its_grace_is_refused(member, assign_quiz, begun, save):
    attempt = begun(assign_quiz(minutes=10))
    end = attempt.started_at + 10 * MINUTE

    save(attempt, end + GRACE)
    with pytest.raises(TimeOver):
        save(attempt, end + GRACE + timedelta(seconds=1), "2")

    assert attempt.answers.get(number=1).saved_at == end + GRACE


def test_the_closing_ends_what_is_under_way(member, assign_quiz, begun, save):
    closes = timezone.now() + 5 * MINUTE
    attempt = begun(assign_quiz(minutes=60, closes_at=closes))

    with pytest.raises(TimeOver):
        save(attempt, closes + MINUTE)


def test_an_extension_counts_from_the_next_write_on(member, assign_quiz, begun, save):
    given = assign_quiz(minutes=10)
    attempt = begun(given)
    late = attempt.started_at + 14 * MINUTE
    with pytest.raises(TimeOver):
        save(attempt, late)

    extend(assignment=given, membership=member, minutes=5, closes_at=None)

    save(attempt, late)


def test_what_was_left_open_is_finished_with_what_was_saved(member, assign_quiz, begun, save):
    attempt = begun(assign_quiz(minutes=10))
    save(attempt, attempt.started_at + MINUTE)

    assert finish_overdue(now=attempt.started_at + 9 * MINUTE).done == 0
    assert finish_overdue(now=attempt.started_at + 11 * MINUTE).done == 1
    assert finish_overdue(now=attempt.started_at + 12 * MINUTE).done == 0

    attempt.refresh_from_db()
    assert attempt.submitted_at == attempt.started_at + 10 * MINUTE
    assert attempt.answers.get(number=1).points is not None


def test_handing_in_late_counts_as_of_the_end(member, assign_quiz, begun, reader):
    attempt = begun(assign_quiz(minutes=10))

    submit_attempt(reader_id=reader.pk, code=attempt.code, now=attempt.started_at + 30 * MINUTE)

    attempt.refresh_from_db()
    assert attempt.submitted_at == attempt.started_at + 10 * MINUTE


def test_a_late_reader_is_told_on_the_next_page(member, assign_quiz, begun, client_of, reader):
    attempt = begun(assign_quiz(minutes=10), timezone.now() - 11 * MINUTE)
    browser = client_of(reader)

    told = browser.post(
        f"/taking/{attempt.code}/answer/1/", {"q1-response": "1"}, headers={"accept": "application/json"}
    )
    page = browser.get(f"/taking/{attempt.code}/question/1/", follow=True)

    assert told.status_code == 409
    assert "The time was over" in json.loads(told.content)["error"]
    assert "The time was over. What was saved before that counts." in page.content.decode()
    assert page.redirect_chain[-1][0] == f"/taking/{attempt.code}/review/"


def test_the_number_of_attempts_is_kept(member, assign_quiz, reader, begun):
    assignment = assign_quiz(attempts_allowed=2)
    for _number in range(2):
        submit_attempt(reader_id=reader.pk, code=begun(assignment).code, now=timezone.now())

    with pytest.raises(NoAttemptLeft):
        begun(assignment)
    assert list(assignment.attempts.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_an_attempt_whose_time_is_over_makes_room_for_the_next(member, assign_quiz, begun):
    assignment = assign_quiz(minutes=10)
    first = begun(assignment, timezone.now() - 11 * MINUTE)

    second = begun(assignment)

    first.refresh_from_db()
    assert not first.is_open
    assert second.number == 2


def test_nothing_begins_outside_the_window(member, assign_quiz, reader):
    assignment = assign_quiz(closes_at=timezone.now() - MINUTE)

    with pytest.raises(NotOpen):
        start_assigned(given=given(reader.pk, assignment.slug), now=timezone.now())


def test_the_class_and_the_open_web_do_not_mix(member, assign_quiz, begun, attempt_at):
    in_class, alone = begun(assign_quiz("chips")), attempt_at("chips")

    assert in_class != alone
    assert attempt_at("chips") == alone


def test_confidence_is_asked_only_where_it_is_wanted(member, assign_quiz, begun, client_of, reader):
    attempt = begun(assign_quiz(asks_confidence=False))

    words = client_of(reader).get(f"/taking/{attempt.code}/question/1/").content.decode()

    assert "How sure are you?" not in words


def test_shuffled_questions_stand_in_an_order_of_the_attempts_own(member, assign_quiz, begun, reader):
    assignment = assign_quiz("chips", is_shuffled=True)
    plain = list(assignment.quiz.places.values_list("question", flat=True))
    orders = []
    for _number in range(2):
        attempt = begun(assignment)
        orders.append(list(attempt.answers.values_list("question", flat=True)))
        submit_attempt(reader_id=reader.pk, code=attempt.code, now=timezone.now())

    assert orders[0] != orders[1]
    assert sorted(orders[0]) == sorted(plain)


@pytest.mark.parametrize(("feedback", "offered"), [("each", True), ("finish", False)])
def test_feedback_follows_the_assignment_and_not_the_quiz(
    member, assign_quiz, begun, client_of, reader, feedback, offered
):
    attempt = begun(assign_quiz("policy", feedback=feedback))

    words = client_of(reader).get(f"/taking/{attempt.code}/question/1/").content.decode()

    assert ("Show the feedback" in words) == offered
    asked = client_of(reader).post(f"/taking/{attempt.code}/answer/1/", {"q1-response": "1", "go": "check"})
    assert asked.status_code == (302 if offered else 404)


def test_saving_in_a_class_costs_no_more(
    member, assign_quiz, begun, client_of, reader, django_assert_num_queries
):
    attempt = begun(assign_quiz(minutes=10))

    def save(response):
        url, asks = f"/taking/{attempt.code}/answer/1/", {"accept": "application/json"}
        assert client_of(reader).post(url, {"q1-response": response}, headers=asks).status_code == 200

    save("1")
    with django_assert_num_queries(5 if connection.vendor == "sqlite" else 4):
        save("2")
