"""Counting in steps, from nothing, with corrections and with readers who want to be forgotten."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from quiz.bank.models import Quiz
from quiz.domain.sums import Sums
from quiz.home.services.leaving import forget_readers
from quiz.insight.models import QuizSums
from quiz.insight.queries import graded_places, kept_sums
from quiz.insight.services import count_all, count_anew, count_step
from quiz.taking.models import Answer, Attempt
from quiz.taking.services.attempts import start_attempt, submit_attempt
from quiz.taking.services.correcting import Wanted, correct


@pytest.fixture
def policy(pack):
    return Quiz.objects.get(slug="policy")


def kept(quiz):
    return QuizSums.objects.get(quiz=quiz).kept


def test_step_by_step_is_the_same_as_from_nothing(policy, finish_outside):
    finish_outside(policy, 7)

    steps = []
    while step := count_step(quiz=policy, step=3):
        steps.append(step)

    assert steps == [3, 3, 1]
    assert kept(policy)["readers"] == 7
    assert count_anew(quiz=policy)
    assert kept_sums(policy)[1]


def test_only_the_first_attempt_of_a_reader_counts(policy, finish_outside, now):
    reader = finish_outside(policy, 1)[0]
    again = start_attempt(reader=reader, quiz=policy, now=now)
    submit_attempt(reader_id=reader.pk, code=again.code, now=now)

    assert count_all(quiz=policy) == 2
    assert kept(policy)["readers"] == 1
    assert list(Attempt.objects.order_by("pk").values_list("in_sums", flat=True)) == [True, False]


def test_attempts_of_classes_and_open_ones_are_not_counted(policy, reader, member, assign_quiz, begun, now):
    submit_attempt(reader_id=reader.pk, code=begun(assign_quiz()).code, now=now)
    start_attempt(reader=reader, quiz=policy, now=now)

    assert count_all(quiz=policy) == 0


def test_who_is_forgotten_leaves_the_sums(policy, finish_outside, now):
    readers = finish_outside(policy, 5)
    count_all(quiz=policy)

    forget_readers(reader_ids=[readers[1].pk, readers[3].pk], now=now)
    left = kept(policy)

    assert left["readers"] == 3
    assert count_anew(quiz=policy)
    assert kept(policy) == left
    forget_readers(reader_ids=[readers[0].pk, readers[2].pk, readers[4].pk], now=now)
    assert kept(policy) == Sums.empty(22).as_json()


def test_a_question_that_no_longer_counts_leaves_the_sums(policy, finish_outside, teacher, now):
    finish_outside(policy, 4)
    count_all(quiz=policy)
    question = graded_places(policy)[0].question

    correct(wanted=Wanted(question, None, True, {}, "Two answers are right."), user=teacher, now=now)

    assert kept_sums(policy) == (None, False)
    count_all(quiz=policy)
    assert len(kept(policy)["questions"]) == 21
    assert kept(policy)["readers"] == 4


def test_what_was_just_being_counted_when_a_correction_came_is_not_lost(policy, finish_outside, teacher, now):
    finish_outside(policy, 4)
    count_all(quiz=policy)
    question = graded_places(policy)[0].question
    correct(wanted=Wanted(question, None, True, {}, "Two answers are right."), user=teacher, now=now)
    Attempt.objects.filter(pk=Attempt.objects.first().pk).update(in_sums=True)

    count_all(quiz=policy)

    assert kept(policy)["readers"] == 4


def test_the_command_counts_and_can_begin_from_nothing(policy, finish_outside, capsys):
    finish_outside(policy, 2)

    call_command("count_attempts")
    call_command("count_attempts", "--anew")
    QuizSums.objects.filter(quiz=policy).update(kept=Sums.empty(22).as_json())
    call_command("count_attempts", "--anew")

    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("policy")]
    assert told == [
        "policy v1: 2 attempts counted",
        "policy v1: the very same sums",
        "policy v1: the sums were wrong",
    ]
    assert kept(policy)["readers"] == 2


def test_attempts_can_be_made_to_measure_with(policy, capsys, monkeypatch):
    # Batches of twelve: the first is made, the others have its answers.
    monkeypatch.setattr("quiz.insight.management.commands.make_attempts.BATCH", 12)
    call_command("make_attempts", "policy", "30", "--questions", "10")

    assert Attempt.objects.exclude(submitted_at=None).count() == 30
    assert Answer.objects.count() == 300
    assert count_all(quiz=policy) == 30
    assert 0 < sum(kept(policy)["scores"].values()) == 30
    answer = Answer.objects.filter(question__kind="single").first()
    assert answer.response in {option.code for option in answer.question.options.all()}


def test_attempts_are_not_made_where_people_are(policy, classroom):
    with pytest.raises(CommandError, match="in use"):
        call_command("make_attempts", "policy", "30")
