import re

import pytest
from django.utils import timezone

from quiz.taking.models import Answer, Dispute, Outcome
from quiz.taking.queries import SCORE


@pytest.fixture
def doubted(assign_quiz, finish):
    """An assignment of which so many readers doubt the first question, and one of them the second."""

    def doubted(readers=2, **rules):
        given = assign_quiz(**rules)
        finish(given, readers)
        answers = Answer.objects.filter(attempt__assignment=given)
        for answer in [*answers.filter(number=1), answers.filter(number=2).first()]:
            Dispute.objects.create(
                answer=answer, assignment=given, question=answer.question, reason=f"Because {answer.pk}.",
                made_at=timezone.now(),
            )  # fmt: skip
        return given

    return doubted


def test_shows_who_doubts_what_with_its_figures(doubted, teacher_client):
    given = doubted()

    words = teacher_client.get(f"/taking/disputes/{given.slug}/").content.decode()

    assert "2 readers of 2 doubt it." in words
    assert "1 reader of 2 doubts it." in words
    assert words.index("2 readers of 2") < words.index("1 reader of 2")
    assert words.count("Because ") == 3
    assert f"/taking/correct/{given.slug}/1/" in words
    # Each form keeps its own words in the browser until they are sent.
    assert words.count("data-draft=") == len(set(re.findall(r'data-draft="([^"]+)"', words))) == 2


def test_an_answer_reaches_all_who_doubt_the_question(doubted, teacher_client, teacher):
    given = doubted()

    done = teacher_client.post(
        f"/taking/disputes/{given.slug}/", {"question": "1", "reply": "Section 2 says so."}
    )

    assert done.status_code == 302
    told = Dispute.objects.filter(answer__number=1)
    assert {(row.outcome, row.reply, row.answered_by) for row in told} == {
        ("stands", "Section 2 says so.", teacher)
    }
    assert Dispute.objects.get(answer__number=2).outcome == Outcome.OPEN


def test_an_empty_answer_is_refused(doubted, teacher_client):
    given = doubted()

    page = teacher_client.post(f"/taking/disputes/{given.slug}/", {"question": "1", "reply": ""})

    assert page.status_code == 422
    assert not Dispute.objects.exclude(outcome="").exists()


def test_full_marks_for_all_answer_the_doubt_and_change_the_scores(doubted, teacher_client):
    given = doubted()
    address = f"/taking/correct/{given.slug}/1/"
    wanted = {"wanted": "full", "reason": "Both readings hold."}
    seen = teacher_client.post(address, wanted).context["seen"]

    teacher_client.post(address, wanted | {"confirm": seen})

    assert set(Answer.objects.filter(number=1).values_list("points", flat=True)) == {1.0}
    told = Dispute.objects.filter(answer__number=1)
    assert {(row.outcome, row.reply) for row in told} == {("corrected", "Both readings hold.")}
    attempt = given.attempts.annotate(**SCORE).first()
    assert attempt.possible == 22
    assert "Everybody got the point." in teacher_client.get(address).content.decode()
    assert teacher_client.post(address, wanted).status_code == 422


def test_the_desk_says_so(doubted, teacher_client):
    given = doubted()

    page = teacher_client.get("/desk/")

    (row,) = page.context["desk"].needs.doubted
    assert (row.questions, row.readers) == (2, 3)
    assert f"/taking/disputes/{given.slug}/" in page.content.decode()


def test_without_doubts_it_says_so_and_others_do_not_find_it(assign_quiz, teacher_client, instructor_client):
    given = assign_quiz()

    words = teacher_client.get(f"/taking/disputes/{given.slug}/").content.decode()

    assert "No reader doubts a question." in words
    assert instructor_client.get(f"/taking/disputes/{given.slug}/").status_code == 404


@pytest.mark.parametrize("readers", [2, 12])
def test_costs_the_same_however_many_doubts(doubted, teacher_client, django_assert_num_queries, readers):
    given = doubted(readers)
    teacher_client.get(f"/taking/disputes/{given.slug}/")

    with django_assert_num_queries(8):
        teacher_client.get(f"/taking/disputes/{given.slug}/")
