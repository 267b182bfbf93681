from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.taking.models import Answer
from quiz.taking.services.attempts import submit_attempt


@pytest.fixture
def hand_in(member, begun, reader):
    def hand_in(assignment):
        attempt = begun(assignment)
        submit_attempt(reader_id=reader.pk, code=attempt.code, now=timezone.now())
        Answer.objects.filter(attempt=attempt, number__lte=4).update(points=1.0, confidence=3, response="a")
        return attempt

    return hand_in


def test_puts_together_what_one_finished(hand_in, assign_quiz, classroom, client_of, reader):
    hand_in(assign_quiz())

    page = client_of(reader).get(f"/insight/own/{classroom.slug}/")

    words, own = page.content.decode(), page.context["reader"].own
    assert 'Report: <bdi class="typed">Sato</bdi>' in words
    assert "4 / 22" in words
    # By Wilson's interval 4 of 22 tells a share of 7 to 39 %.
    assert '<span class="meta text-nowrap">(2 to 8)</span>' in words
    assert "how closely so few questions tell a score" in words
    assert own.rows[0].article.possible + own.rows[0].fact.possible == 22
    assert sum(tally.earned for _name, tally in own.topics) == 4
    assert "4 right of 4" in words


@pytest.mark.parametrize("feedback", ["close", "never"])
def test_what_one_may_not_see_yet_is_not_there(hand_in, assign_quiz, classroom, client_of, reader, feedback):
    closes = timezone.now() + timedelta(days=1)
    hand_in(assign_quiz(feedback=feedback, closes_at=closes))

    words = client_of(reader).get(f"/insight/own/{classroom.slug}/").content.decode()

    assert "Nothing is finished yet that can be shown here." in words
    assert "not begun" not in words


def test_somebody_in_no_class_does_not_find_it(hand_in, assign_quiz, classroom, client_of, stranger):
    hand_in(assign_quiz())

    assert client_of(stranger).get(f"/insight/own/{classroom.slug}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_attempts(
    hand_in, assign_quiz, classroom, client_of, reader, django_assert_num_queries, count
):
    assignment = assign_quiz()
    for _attempt in range(count):
        hand_in(assignment)
    browser = client_of(reader)
    browser.get(f"/insight/own/{classroom.slug}/")

    with django_assert_num_queries(8):
        browser.get(f"/insight/own/{classroom.slug}/")
