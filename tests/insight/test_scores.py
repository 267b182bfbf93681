import pytest
from django.utils import timezone

from quiz.classroom.services.assignments import assign
from quiz.classroom.services.classes import open_classroom
from quiz.taking.models import Answer
from tests.shown import shown


@pytest.fixture
def beside(teacher, assign_quiz, finish):
    """Another class of the same teacher with the same quiz finished."""

    def beside(assignment, count, finish=finish):
        values = {"name": "Class 4C", "language": "en", "time_zone": "Asia/Tokyo", "retention_days": 400}
        other = open_classroom(user=teacher, values=values, now=timezone.now())
        rules = {"quiz": assignment.quiz, "opens_at": assignment.opens_at}
        given = assign(classroom=other, values=rules, now=timezone.now())
        finish(given, count)
        return given

    return beside


def test_tells_scores_topics_and_the_two_scores(assign_quiz, finish, teacher_client):
    assignment = assign_quiz()
    finish(assignment, 12)

    page = teacher_client.get(f"/insight/scores/{assignment.slug}/")

    words, summary = page.content.decode(), page.context["summary"]
    assert "12 readers finished: mean 5.5, median 5.5 of 16." in words
    assert summary.article.possible + summary.fact.possible == 16
    assert summary.article.earned + summary.fact.earned == pytest.approx(5.5)
    assert sum(share.earned for _name, share in summary.topics) == pytest.approx(5.5)
    assert [bar.readers for bar in summary.bars] == [2, 2, 1, 2, 1, 2, 2, 0, 0, 0]
    assert words.count("<title id=") == 2


def test_confidence_is_pooled_with_intervals(assign_quiz, finish, teacher_client):
    assignment = assign_quiz()
    finish(assignment, 4)
    Answer.objects.filter(number__lte=2).update(confidence=3)

    page = teacher_client.get(f"/insight/scores/{assignment.slug}/")

    guess, _fairly, certain = page.context["summary"].levels
    assert (guess.answers, certain.answers, certain.right) == (0, 8, 5)
    words = shown(page)
    assert "5 right of 8" in words
    assert "<td>8</td><td>5</td><td>31 % – 86 %</td>" in words


def test_another_class_stands_beside_it(assign_quiz, finish, beside, teacher_client):
    assignment = assign_quiz()
    finish(assignment, 4)
    other = beside(assignment, 2)

    words = teacher_client.get(f"/insight/scores/{assignment.slug}/?beside={other.slug}").content.decode()

    assert 'Beside it: <bdi class="typed">Class 4C</bdi>' in words
    assert "2 readers finished: mean 0.5, median 0.5 of 16." in words


def test_a_class_of_somebody_else_is_not_put_beside_it(assign_quiz, finish, beside, teacher_client):
    assignment = assign_quiz()
    finish(assignment, 2)
    other = beside(assignment, 2)
    other.classroom.teachings.all().delete()

    words = teacher_client.get(f"/insight/scores/{assignment.slug}/?beside={other.slug}").content.decode()

    assert "Class 4C" not in words


def test_without_attempts_it_says_so(assign_quiz, teacher_client):
    page = teacher_client.get(f"/insight/scores/{assign_quiz().slug}/?attempt=rubbish&beside=x")

    assert "Nobody has finished this yet." in page.content.decode()


def test_an_exercise_has_no_scores(assign_quiz, finish, teacher_client):
    assignment = assign_quiz("sentences")
    finish(assignment, 1)

    words = teacher_client.get(f"/insight/scores/{assignment.slug}/").content.decode()

    assert "This exercise is not graded" in words


@pytest.mark.parametrize("rows", [5, 300])
def test_costs_the_same_however_many_readers(
    assign_quiz, crowd, beside, teacher_client, django_assert_num_queries, rows
):
    assignment = assign_quiz()
    crowd(assignment, rows)
    other = beside(assignment, rows, crowd)

    with django_assert_num_queries(11):
        teacher_client.get(f"/insight/scores/{assignment.slug}/?beside={other.slug}")
