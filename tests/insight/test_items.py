import re

import pytest
from django.utils import timezone

from quiz.classroom.queries import given
from quiz.classroom.services.members import join
from quiz.insight.queries import sample
from quiz.people.models import Reader
from quiz.taking.models import Answer
from quiz.taking.services import start_assigned, submit_attempt


@pytest.fixture
def finish(classroom, now):
    """Readers who finish an assignment, each right at as many questions as their place says."""

    def finish(assignment, count):
        for place in range(count):
            reader = Reader.objects.create(since=now)
            join(classroom=classroom, reader=reader, name=f"R{place}", now=timezone.now())
            attempt = start_assigned(given=given(reader.pk, assignment.slug), now=timezone.now())
            submit_attempt(reader_id=reader.pk, code=attempt.code, now=timezone.now())
            Answer.objects.filter(attempt=attempt, number__lte=place).update(points=1.0)

    return finish


def test_tells_scores_advice_and_figures(assign_quiz, finish, teacher_client):
    assignment = assign_quiz()
    finish(assignment, 12)

    words = teacher_client.get(f"/insight/items/{assignment.slug}/").content.decode()

    assert "12 readers finished: mean 5.5, median 5.5 of 16." in words
    assert words.count("<title id=") == 1
    assert "On average 92 % of the mark was earned." in words
    assert "not available: all readers earned the same" in words
    assert "nan" not in re.findall(r"\w+", words.lower())


def test_a_misconception_is_named_with_its_feedback(assign_quiz, finish, teacher_client):
    assignment = assign_quiz()
    finish(assignment, 12)
    first = assignment.quiz.places.get(number=1).question
    wrong = first.options.exclude(code="b")[0]
    Answer.objects.filter(question=first).update(response=wrong.code, confidence=3, points=0.0)

    words = teacher_client.get(f"/insight/items/{assignment.slug}/").content.decode()

    assert "Talk about these" in words
    assert f"12 readers were certain of “{wrong.text_en}”." in words


@pytest.mark.parametrize(("rule", "points"), [("first", 0.0), ("best", 1.0), ("last", 0.0)])
def test_of_several_attempts_the_chosen_one_counts(member, assign_quiz, begun, reader, rule, points):
    assignment = assign_quiz()
    for number in range(3):
        attempt = begun(assignment)
        submit_attempt(reader_id=reader.pk, code=attempt.code, now=timezone.now())
        Answer.objects.filter(attempt=attempt, number=1).update(points=float(number == 1))

    assert sample(assignment, rule).marks.sum() == points


def test_without_attempts_it_says_so(assign_quiz, teacher_client):
    page = teacher_client.get(f"/insight/items/{assign_quiz().slug}/?attempt=rubbish")

    assert "Nobody has finished this yet." in page.content.decode()


def test_an_exercise_has_no_figures(member, assign_quiz, begun, reader, teacher_client):
    assignment = assign_quiz("sentences")
    submit_attempt(reader_id=reader.pk, code=begun(assignment).code, now=timezone.now())

    words = teacher_client.get(f"/insight/items/{assignment.slug}/").content.decode()

    assert "This exercise is not graded" in words


@pytest.mark.parametrize("rows", [5, 40])
def test_costs_the_same_however_many_readers(
    assign_quiz, finish, teacher_client, django_assert_num_queries, rows
):
    assignment = assign_quiz()
    finish(assignment, rows)

    with django_assert_num_queries(9):
        teacher_client.get(f"/insight/items/{assignment.slug}/")
