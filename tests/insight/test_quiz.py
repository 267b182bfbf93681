import pytest

from quiz.bank.models import Quiz
from quiz.insight import services
from quiz.insight.services import count_all


@pytest.fixture(autouse=True)
def given(assign_quiz):
    """Drafts of the teacher's class, by which they may see the figures."""
    for slug in ("policy", "sentences"):
        assign_quiz(slug, opens_at=None)


@pytest.fixture
def policy(pack):
    return Quiz.objects.get(slug="policy")


def test_tells_how_a_quiz_did_outside_classes(policy, finish_outside, assign_quiz, finish, teacher_client):
    finish_outside(policy, 12)
    finish(assign_quiz(), 3)

    words = teacher_client.get("/insight/quiz/policy/").content.decode()

    assert "12 readers finished" in words
    assert "Talk about these" in words
    assert "Question 3: facility 75%" in words
    assert "not counted yet" not in words


def test_what_waits_is_counted_step_by_step(policy, finish_outside, teacher_client, monkeypatch):
    finish_outside(policy, 5)
    count_step = services.count_step
    monkeypatch.setattr(services, "count_step", lambda quiz: count_step(quiz=quiz, step=2))

    first = teacher_client.get("/insight/quiz/policy/").content.decode()
    again = teacher_client.get("/insight/quiz/policy/1/").content.decode()

    assert "2 readers finished" in first
    assert "3 finished attempts are not counted yet" in first
    assert "4 readers finished" in again


def test_before_anybody_finished_it_says_so(pack, teacher_client):
    assert "Nobody has finished this yet." in teacher_client.get("/insight/quiz/policy/").content.decode()


def test_a_version_or_quiz_that_is_not_there_is_not_found(pack, teacher_client):
    assert teacher_client.get("/insight/quiz/policy/9/").status_code == 404
    assert teacher_client.get("/insight/quiz/nothing/").status_code == 404


def test_an_exercise_has_no_figures(pack, finish_outside, teacher_client):
    finish_outside(Quiz.objects.get(slug="sentences"), 1)

    words = teacher_client.get("/insight/quiz/sentences/").content.decode()

    assert "This exercise is not graded" in words


@pytest.mark.parametrize("rows", [5, 60])
def test_costs_the_same_however_many_attempts(
    policy, finish_outside, teacher_client, django_assert_num_queries, rows
):
    finish_outside(policy, rows)
    count_all(quiz=policy)

    with django_assert_num_queries(12) as asked:
        teacher_client.get("/insight/quiz/policy/")

    assert not [query for query in asked.captured_queries if "taking_answer" in query["sql"]]
