import numpy as np
import pytest
from django.utils import timezone

from quiz.classroom.queries import given
from quiz.classroom.services.assignments import assign, open_now
from quiz.classroom.services.classes import open_classroom
from quiz.domain.dimensions import Dimensions
from quiz.taking.models import Answer, Attempt
from quiz.taking.services.attempts import start_assigned, submit_attempt
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
    assert "12 readers finished: mean 5.5, median 5.5 of 22." in words
    assert summary.article.possible + summary.fact.possible == 22
    assert summary.article.earned + summary.fact.earned == pytest.approx(5.5)
    assert sum(share.earned for _name, share in summary.topics) == pytest.approx(5.5)
    assert [bar.readers for bar in summary.bars] == [3, 2, 2, 2, 2, 1, 0, 0, 0, 0]
    assert words.count("<title id=") == 2


def test_tells_omega_and_whether_one_thing_shows(assign_quiz, crowd, teacher_client):
    assignment = assign_quiz()
    crowd(assignment, 80)
    luck = np.random.default_rng(1)
    able = {pk: luck.normal() for pk in Attempt.objects.order_by("pk").values_list("pk", flat=True)}
    answers = list(Answer.objects.exclude(points=None).order_by("pk"))
    for answer in answers:
        answer.points = float(luck.random() < 1 / (1 + np.exp(-1.5 * able[answer.attempt_id])))
    Answer.objects.bulk_update(answers, ["points"])

    page = teacher_client.get(f"/insight/scores/{assignment.slug}/")

    found, words = page.context["summary"].consistency, shown(page)
    assert found.dimensions is Dimensions.ONE
    assert f"<dd>{found.omega:.1f} ({found.interval[0]:.0f} to {found.interval[1]:.0f})</dd>" in words
    assert "Yes: one thing is plausible." in words


def test_of_few_readers_there_is_no_omega(assign_quiz, finish, teacher_client):
    assignment = assign_quiz()
    finish(assignment, 4)

    for page in ("scores", "report"):
        words = shown(teacher_client.get(f"/insight/{page}/{assignment.slug}/"))
        assert "<dd>not available: too few readers</dd>" in words
        assert "(parallel analysis) not available: too few readers" in words


def test_confidence_is_pooled_with_intervals(assign_quiz, finish, teacher_client):
    assignment = assign_quiz()
    finish(assignment, 4)
    Answer.objects.filter(number__lte=2).update(confidence=3)

    page = teacher_client.get(f"/insight/scores/{assignment.slug}/")

    guess, _fairly, certain = page.context["summary"].levels
    assert (guess.answers, certain.answers, certain.right) == (0, 8, 5)
    words = shown(page)
    assert "5 right of 8" in words
    assert "<td>8</td><td>5</td><td>31% – 86%</td>" in words


def test_another_class_stands_beside_it(assign_quiz, finish, beside, teacher_client):
    assignment = assign_quiz()
    finish(assignment, 4)
    other = beside(assignment, 2)

    words = teacher_client.get(f"/insight/scores/{assignment.slug}/?beside={other.slug}").content.decode()

    assert 'Beside it: <bdi class="typed">Class 4C</bdi>' in words
    assert "2 readers finished: mean 0.5, median 0.5 of 22." in words


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

    with django_assert_num_queries(12):
        teacher_client.get(f"/insight/scores/{assignment.slug}/?beside={other.slug}")


@pytest.fixture
def tests(assign_quiz, finish, now):
    """The test before reading and the one after it, finished by these many; each right at one more after."""

    def tests(count):
        before = assign_quiz("before")
        after = before.classroom.assignments.get(quiz__slug="after")
        finish(before, count)
        open_now(assignment=after, now=now)
        for attempt in before.attempts.all():
            again = start_assigned(given=given(attempt.reader_id, after.slug), now=now)
            submit_attempt(reader_id=attempt.reader_id, code=again.code, now=now)
            right = attempt.answers.filter(points=1).count() + 1 + attempt.pk % 2
            Answer.objects.filter(attempt=again, number__lte=right).update(points=1.0)
        return before, after

    return tests


def test_tells_what_changed_between_the_tests_of_a_pair(tests, teacher_client):
    before, after = tests(6)

    pages = [teacher_client.get(f"/insight/scores/{each.slug}/") for each in (before, after)]

    for page in pages:
        words, change = shown(page), page.context["pair"].change
        assert (change.readers, change.better, change.same, change.worse) == (6, 6, 0, 0)
        assert change.before == pytest.approx(2.5 / 12)
        assert change.mean == pytest.approx(1.5 / 12)
        assert "6 readers took both tests" in words
        assert "percentage points" in words
        assert "regression to the mean" in words
        assert change.is_clear


def test_says_that_nobody_took_both(assign_quiz, finish, teacher_client):
    before = assign_quiz("before")
    finish(before, 2)

    page = teacher_client.get(f"/insight/scores/{before.slug}/")

    assert "Nobody has finished both tests yet." in page.content.decode()
    assert page.context["pair"].only_before == 2


@pytest.mark.parametrize("rows", [2, 12])
def test_a_pair_costs_three_more_however_many_readers(tests, teacher_client, django_assert_num_queries, rows):
    _before, after = tests(rows)

    with django_assert_num_queries(12):
        teacher_client.get(f"/insight/scores/{after.slug}/")
