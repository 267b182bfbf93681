"""Many open the statistics at once, on whatever database the tests run on: each attempt counts once."""

import pytest

from quiz.bank.models import Quiz
from quiz.insight.models import QuizSums
from quiz.insight.services import count_anew, count_step
from quiz.taking.models import Attempt

pytestmark = pytest.mark.django_db(transaction=True)


def test_counted_by_twenty_at_once_each_attempt_counts_once(
    transactional_db, all_at_once, pack, finish_outside
):
    quiz = Quiz.objects.get(slug="policy")
    finish_outside(quiz, 30)

    steps = all_at_once(lambda _number: count_step(quiz=quiz, step=4), 20)

    assert sum(steps) == 30
    assert QuizSums.objects.get().kept["readers"] == 30
    assert set(Attempt.objects.values_list("in_sums", flat=True)) == {True}
    assert count_anew(quiz=quiz)
