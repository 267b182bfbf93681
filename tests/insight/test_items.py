import re
from datetime import timedelta
from itertools import combinations
from math import dist

import pytest
from django.utils import timezone

from quiz.domain.advice import Advice
from quiz.insight.queries import load
from quiz.taking.models import Answer
from quiz.taking.services.attempts import submit_attempt
from tests.shown import shown


def test_tells_advice_and_figures(assign_quiz, finish, teacher_client):
    assignment = assign_quiz()
    finish(assignment, 12)

    words = teacher_client.get(f"/insight/items/{assignment.slug}/").content.decode()

    assert "On average 92% of the mark was earned." in words
    assert "Question 2: facility 83%" in words
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
    assert f"12 readers chose “{wrong.text_en}”; certain of it: 12." in words
    assert first.rests.get().claim.passage.text_en.split("[[")[0][:60] in words
    groups = re.search(r"lower group: (\d+) / \1. middle group: (\d+) / \2. upper group: (\d+) / \3", words)
    assert sum(map(int, groups.groups())) == 12


def test_says_where_scores_are_too_alike_for_score_groups(assign_quiz, finish, teacher_client):
    assignment = assign_quiz()
    finish(assignment, 12)
    apart = shown(teacher_client.get(f"/insight/items/{assignment.slug}/"))
    Answer.objects.filter(points__isnull=False).update(points=1.0)

    alike = shown(teacher_client.get(f"/insight/items/{assignment.slug}/"))

    assert "The outer ones hold about 27%" in apart
    assert "Score groups: 0 readers are in the lower one, 12 in the middle one, 0 in the upper one." in alike
    assert "The outer ones cannot hold about 27%" in alike


def test_an_order_that_all_put_at_random_is_hardly_better_than_guessing(assign_quiz, crowd, teacher_client):
    """Four items at random earn .19 on average; before that was counted out nothing could be said."""
    assignment = assign_quiz()
    crowd(assignment, 40)
    Answer.objects.filter(question__kind="ordering").update(points=0.2)

    report = teacher_client.get(f"/insight/items/{assignment.slug}/").context["report"]

    lines = [line for line in report.lines if line.question.kind == "ordering"]
    assert lines
    assert all(Advice.GUESSING in line.advice for line in lines)


@pytest.mark.parametrize(("rule", "points"), [("first", 0.0), ("best", 1.0), ("last", 0.0)])
def test_of_several_attempts_the_chosen_one_counts(member, assign_quiz, begun, reader, rule, points):
    assignment = assign_quiz()
    for number in range(3):
        attempt = begun(assignment)
        submit_attempt(reader_id=reader.pk, code=attempt.code, now=timezone.now())
        Answer.objects.filter(attempt=attempt, number=1).update(points=float(number == 1))

    assert load(assignment).sample(rule).marks.sum() == points


def test_without_attempts_it_says_so(assign_quiz, teacher_client):
    page = teacher_client.get(f"/insight/items/{assign_quiz().slug}/?attempt=rubbish")

    assert "Nobody has finished this yet." in page.content.decode()


def test_every_picture_has_its_words_and_its_table(assign_quiz, finish, teacher_client):
    assignment = assign_quiz()
    finish(assignment, 12)
    later = timezone.now() + timedelta(seconds=30)
    Answer.objects.filter(question__kind="single").update(response="a", confidence=3, saved_at=later)

    words = teacher_client.get(f"/insight/items/{assignment.slug}/").content.decode()

    pictures = re.findall(r"<svg.*?</svg>", words, re.DOTALL)
    assert len(pictures) > 20
    for picture in pictures:
        told = re.search(r'aria-label="[^"]+|<desc id="[\w-]+">[^<]+', picture)
        assert told, picture
    assert words.count("As a table</summary>") == 2


def test_an_exercise_has_no_figures(member, assign_quiz, begun, reader, teacher_client):
    assignment = assign_quiz("sentences")
    submit_attempt(reader_id=reader.pk, code=begun(assignment).code, now=timezone.now())

    words = teacher_client.get(f"/insight/items/{assignment.slug}/").content.decode()

    assert "This exercise is not graded" in words


def test_no_number_on_the_map_covers_another_on_a_phone(assign_quiz, finish, teacher_client):
    assignment = assign_quiz()
    finish(assignment, 12)
    Answer.objects.filter(number__gt=3).update(points=0.0)
    Answer.objects.filter(number__gt=3, attempt__membership__name__in=("R3", "R9", "R11")).update(points=1.0)

    report = teacher_client.get(f"/insight/items/{assignment.slug}/").context["report"]

    at = [(line.point.at[0] * 2.88, line.point.at[1]) for line in report.lines if line.point]
    assert len(at) > 15
    assert sum(line.point.is_moved for line in report.lines if line.point) > 10
    assert min(dist(one, other) for one, other in combinations(at, 2)) > 20.5


@pytest.mark.parametrize("rows", [5, 300])
def test_costs_the_same_however_many_readers(
    assign_quiz, crowd, teacher_client, django_assert_num_queries, rows
):
    assignment = assign_quiz()
    crowd(assignment, rows)

    with django_assert_num_queries(13):
        teacher_client.get(f"/insight/items/{assignment.slug}/")
