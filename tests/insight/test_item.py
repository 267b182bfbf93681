from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.bank.models import Question
from quiz.classroom.services.assignments import assign
from quiz.classroom.services.classes import open_classroom
from quiz.insight.services import count_all
from quiz.taking.models import Answer, Attempt
from tests.shown import shown


def test_tells_everything_of_one_question(assign_quiz, finish, teacher_client):
    assignment = assign_quiz()
    finish(assignment, 12)
    Answer.objects.filter(number=2).update(
        response="a", confidence=3, saved_at=timezone.now() + timedelta(seconds=50)
    )

    words = teacher_client.get(f"/insight/item/{assignment.slug}/2/").content.decode()

    assert "On average 83% of the mark was earned." in words
    assert "83% (55 to 95)" in words
    assert "upper group: 2 / 4" not in words
    assert "Time: the median is" in words


def test_tells_how_each_option_goes_with_the_rest_of_the_quiz(assign_quiz, finish, teacher_client):
    """Of twelve readers the six weaker ones chose a wrong option at the first question."""
    assignment = assign_quiz()
    finish(assignment, 12)
    first = assignment.quiz.places.get(number=1).question
    wrong = first.options.exclude(code="b").values_list("code", flat=True)[0]
    answers = list(Answer.objects.filter(question=first).order_by("attempt"))
    for place, answer in enumerate(answers):
        answer.response, answer.points = ("b", 1.0) if place >= 6 else (wrong, 0.0)
    Answer.objects.bulk_update(answers, ["response", "points"])

    page = teacher_client.get(f"/insight/item/{assignment.slug}/1/")

    tellings = {option.counts.code: option.telling for option in page.context["line"].options}
    assert tellings["b"].correlation == pytest.approx(page.context["line"].item.discrimination)
    assert tellings[wrong].correlation == pytest.approx(-tellings["b"].correlation)
    words = shown(page)
    assert f"{tellings['b'].correlation:.1f} (" in words
    assert "not available: all or none chose it" in words
    assert "Score groups: 3 readers are in the lower one, 6 in the middle one, 3 in the upper one." in words
    assert "With the rest of the quiz" not in shown(teacher_client.get(f"/insight/items/{assignment.slug}/"))


def test_tells_how_it_did_in_other_classes_and_outside(
    teacher, assign_quiz, finish, finish_outside, teacher_client
):
    assignment = assign_quiz()
    finish(assignment, 4)
    values = {"name": "Class 4C", "language": "en", "time_zone": "Asia/Tokyo", "retention_days": 400}
    other = open_classroom(user=teacher, values=values, now=timezone.now())
    rules = {"quiz": assignment.quiz, "opens_at": assignment.opens_at}
    finish(assign(classroom=other, values=rules, now=timezone.now()), 2)
    finish_outside(assignment.quiz, 3)
    count_all(quiz=assignment.quiz)

    page = teacher_client.get(f"/insight/item/{assignment.slug}/1/")

    found = [(row.version, row.classroom, row.readers, row.facility) for row in page.context["past"]]
    assert found == [(1, "Class 3B", 4, 0.75), (1, "Class 4C", 2, 0.5), (1, "", 3, pytest.approx(2 / 3))]


def test_classes_of_somebody_else_are_not_told(teacher, assign_quiz, finish, teacher_client):
    assignment = assign_quiz()
    finish(assignment, 4)
    values = {"name": "Class 4C", "language": "en", "time_zone": "Asia/Tokyo", "retention_days": 400}
    other = open_classroom(user=teacher, values=values, now=timezone.now())
    rules = {"quiz": assignment.quiz, "opens_at": assignment.opens_at}
    finish(assign(classroom=other, values=rules, now=timezone.now()), 2)
    other.teachings.all().delete()

    page = teacher_client.get(f"/insight/item/{assignment.slug}/1/")

    assert [row.classroom for row in page.context["past"]] == ["Class 3B"]


def test_a_question_that_is_not_there_is_not_found(assign_quiz, finish, teacher_client):
    assignment = assign_quiz()
    finish(assignment, 1)

    assert teacher_client.get(f"/insight/item/{assignment.slug}/99/").status_code == 404
    ungraded = next(
        place.number
        for place in assignment.quiz.places.select_related("question")
        if not place.question.is_graded
    )
    assert teacher_client.get(f"/insight/item/{assignment.slug}/{ungraded}/").status_code == 404
    assert Question.objects.exists()


def test_before_anybody_finished_it_says_so(assign_quiz, teacher_client):
    words = teacher_client.get(f"/insight/item/{assign_quiz().slug}/1/").content.decode()

    assert words.count("Nobody has finished this yet.") == 2


@pytest.mark.parametrize("rows", [5, 300])
def test_costs_the_same_however_many_readers(
    assign_quiz, crowd, teacher_client, django_assert_num_queries, rows
):
    assignment = assign_quiz()
    crowd(assignment, rows)

    with django_assert_num_queries(13):
        teacher_client.get(f"/insight/item/{assignment.slug}/1/")


@pytest.mark.parametrize(
    ("english", "words"), [(30, "harder in English"), (5, "and 5 in English: not available")]
)
def test_says_whether_it_is_harder_in_one_language(assign_quiz, crowd, teacher_client, english, words):
    """At equal scores one of five who read English is right at the first question, four of five others."""
    given = assign_quiz()
    crowd(given, 60)
    attempts = list(given.attempts.order_by("pk"))
    for place, attempt in enumerate(attempts):
        attempt.language = "en" if place < english else "ja"
        Answer.objects.filter(attempt=attempt, points__isnull=False).update(points=0.0)
        right = Answer.objects.filter(attempt=attempt, number__gt=1, number__lt=4 + place % 6)
        right.filter(points__isnull=False).update(points=1.0)
        is_right = (attempt.language == "ja") != (place % 5 == 0)
        Answer.objects.filter(attempt=attempt, number=1).update(points=float(is_right))
    Attempt.objects.bulk_update(attempts, ["language"])

    page = teacher_client.get(f"/insight/item/{given.slug}/1/")
    assert words in shown(page), page.context["languages"]
