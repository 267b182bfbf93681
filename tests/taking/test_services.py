from datetime import timedelta
from threading import Thread

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import Http404

from quiz.bank.models import Question, Quiz
from quiz.people.models import Reader
from quiz.taking.models import Answer, Attempt, Save
from quiz.taking.services.answers import (
    AnswerStands,
    AttemptClosed,
    NothingAnswered,
    save_answer,
    show_feedback,
)
from quiz.taking.services.attempts import start_attempt, submit_attempt
from quiz.taking.sheets import Given


def given(response, confidence=2, *, tab="", serial=0, seen=None, is_flagged=False):
    return lambda _sheet: Given(response, confidence, is_flagged, tab, serial, seen)


@pytest.fixture
def save(attempt_at, reader, now):
    attempt = attempt_at("chips")

    def save(number, read, at=now):
        return save_answer(reader_id=reader.pk, code=attempt.code, number=number, read=read, now=at)

    save.attempt = attempt
    return save


def test_starting_freezes_the_quiz_and_lays_out_its_answers(attempt_at):
    attempt = attempt_at("chips")

    assert attempt.answers.count() == attempt.quiz.places.count()
    assert Question.objects.filter(places__quiz=attempt.quiz, frozen_at=None).count() == 0


def test_starting_twice_goes_on_with_the_open_attempt(attempt_at):
    assert attempt_at("chips") == attempt_at("chips")


def test_the_database_refuses_a_second_open_attempt(attempt_at, reader, now):
    attempt = attempt_at("chips")

    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(reader=reader, quiz=attempt.quiz, started_at=now)


def test_the_last_answer_counts_and_each_is_kept(save, now):
    save(1, given("a"))
    save(1, given("b"), now + timedelta(minutes=1))

    answer = save.attempt.answers.get(number=1)
    assert (answer.response, answer.revision) == ("b", 2)
    assert list(Save.objects.order_by("pk").values_list("response", flat=True)) == ["a", "b"]


def test_the_same_answer_again_changes_nothing(save, now):
    save(1, given("a"))

    save(1, given("a"), now + timedelta(minutes=1))

    assert save.attempt.answers.get(number=1).saved_at == now
    assert Save.objects.count() == 1


def test_a_delayed_repeat_of_a_tab_does_not_overtake_its_later_answer(save):
    save(1, given("a", tab="t", serial=1))
    save(1, given("b", tab="t", serial=2))

    save(1, given("a", tab="t", serial=1))

    assert save.attempt.answers.get(number=1).response == "b"


def test_an_answer_from_another_tab_is_replaced_and_told(save, now):
    save(1, given("a", tab="one", serial=1))

    saved = save(1, given("b", tab="two", serial=1, seen=0), now + timedelta(minutes=1))

    assert saved.replaced_at == now
    assert Save.objects.filter(response="a").exists()


def test_quick_changes_in_one_tab_are_not_told_as_another_tabs(save):
    save(1, given("a", tab="one", serial=1, seen=0))

    assert save(1, given("b", tab="one", serial=2, seen=0)).replaced_at is None


def test_a_finished_attempt_takes_no_answer(save, reader, now):
    save(1, given("b"))
    submit_attempt(reader_id=reader.pk, code=save.attempt.code, now=now)

    with pytest.raises(AttemptClosed):
        save(1, given("a"))

    assert save.attempt.answers.get(number=1).response == "b"


def test_submitting_marks_and_a_second_time_changes_nothing(save, reader, now):
    save(1, given("b"))

    submit_attempt(reader_id=reader.pk, code=save.attempt.code, now=now)
    submit_attempt(reader_id=reader.pk, code=save.attempt.code, now=now + timedelta(hours=1))

    save.attempt.refresh_from_db()
    assert save.attempt.submitted_at == now
    assert save.attempt.answers.get(number=1).points == 1
    assert save.attempt.answers.get(number=2).points == 0
    assert save.attempt.answers.get(question__kind="labelling").points is None


def test_an_answer_stands_once_its_feedback_was_shown(attempt_at, reader, now):
    code = attempt_at("policy").code
    ask = {"reader_id": reader.pk, "code": code, "number": 1, "now": now}
    with pytest.raises(NothingAnswered):
        show_feedback(**ask)
    save_answer(**ask, read=given("b"))

    show_feedback(**ask)
    show_feedback(**ask)

    with pytest.raises(AnswerStands):
        save_answer(**ask, read=given("a"))
    assert Answer.objects.get(attempt__code=code, number=1).points == 1


def test_feedback_is_not_shown_before_the_end_where_the_policy_says_so(save, reader, now):
    save(1, given("b"))

    with pytest.raises(Http404):
        show_feedback(reader_id=reader.pk, code=save.attempt.code, number=1, now=now)


def test_nobody_saves_into_somebody_elses_attempt(save, stranger, now):
    with pytest.raises(Http404):
        save_answer(reader_id=stranger.pk, code=save.attempt.code, number=1, read=given("a"), now=now)
    with pytest.raises(Http404):
        submit_attempt(reader_id=stranger.pk, code=save.attempt.code, now=now)


def in_parallel(count, work):
    errors = []

    def run():
        try:
            work()
        except Exception as error:  # noqa: BLE001  told below
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run) for _number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@pytest.mark.django_db(transaction=True)
def test_ten_starts_at_once_make_one_attempt(pack, now):
    reader = Reader.objects.create(since=now)
    quiz = Quiz.objects.get(slug="chips")

    errors = in_parallel(10, lambda: start_attempt(reader=reader, quiz=quiz, now=now))

    assert errors == []
    assert Attempt.objects.count() == 1
    assert Answer.objects.count() == quiz.places.count()


@pytest.mark.django_db(transaction=True)
def test_ten_saves_at_once_lose_none(pack, now):
    reader = Reader.objects.create(since=now)
    attempt = start_attempt(reader=reader, quiz=Quiz.objects.get(slug="chips"), now=now)
    serials = iter(range(1, 11))

    def save():
        read = given("a", tab=f"tab{next(serials)}", serial=1)
        save_answer(reader_id=reader.pk, code=attempt.code, number=1, read=read, now=now)

    assert in_parallel(10, save) == []
    # The first is kept; the others say the same again.
    assert attempt.answers.get(number=1).revision == 1
