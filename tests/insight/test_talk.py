import re

import pytest
from django.utils import timezone

from quiz.bank.models.keys import AnswerKey
from quiz.taking.models import Answer, Correction
from tests.shown import shown


@pytest.fixture
def misled(assign_quiz, finish):
    """An assignment of which a dozen readers missed so many single choices, all but two with certainty."""

    def misled(questions=1):
        assignment = assign_quiz()
        finish(assignment, 12)
        places = assignment.quiz.places.filter(question__kind="single").select_related("question")
        for place in places[:questions]:
            right = AnswerKey.objects.get(question=place.question).solution["right"]
            wrong = place.question.options.exclude(code__in=right).first()
            answers = Answer.objects.filter(question=place.question)
            answers.update(response=wrong.code, confidence=3, points=0.0)
            two = list(answers.values_list("pk", flat=True)[:2])
            Answer.objects.filter(pk__in=two).update(confidence=1)
        return assignment

    return misled


def test_shows_the_bars_without_a_word_of_the_key(misled, teacher_client):
    assignment = misled()
    question = assignment.quiz.places.get(number=1).question

    page = teacher_client.get(f"/insight/talk/{assignment.slug}/")

    words = shown(page)
    assert question.stem_en in words
    assert all(option.text_en in words for option in question.options.all())
    assert "12 of 12" in words
    assert "To talk about: 1 of 1" in words
    assert 'class="key' not in words
    assert "hatch" not in words
    assert page.context["slide"].line.misled.feedback not in words
    assert "style=" not in words


def test_names_nobody(misled, teacher_client):
    assignment = misled()

    for name in ("talk", "talk_key"):
        words = teacher_client.get(f"/insight/{name}/{assignment.slug}/1/").content.decode()
        assert not re.search(r"\bR\d+\b", words)


def test_leads_from_question_to_question_and_out(misled, teacher_client):
    assignment = misled(3)
    report = teacher_client.get(f"/insight/items/{assignment.slug}/").context["report"]
    order = [line.number for line in report.talk_about]

    words = teacher_client.get(f"/insight/talk/{assignment.slug}/{order[1]}/?attempt=best").content.decode()

    assert "To talk about: 2 of 3" in " ".join(words.split())
    for number in (order[0], order[2]):
        assert f"/insight/talk/{assignment.slug}/{number}/?attempt=best" in words
    assert f"/insight/talk_key/{assignment.slug}/{order[1]}/?attempt=best" in words
    assert f"/insight/items/{assignment.slug}/?attempt=best" in words


def test_the_page_of_the_questions_leads_there(misled, teacher_client):
    assignment = misled()

    words = teacher_client.get(f"/insight/items/{assignment.slug}/?attempt=last").content.decode()

    assert f'href="/insight/talk/{assignment.slug}/?attempt=last"' in words
    assert "/insight/talk/" not in teacher_client.get(f"/insight/report/{assignment.slug}/").content.decode()


def test_a_question_that_is_none_of_those_to_talk_about_is_shown_all_the_same(misled, teacher_client):
    """It was one when the class began to look at it."""
    assignment = misled()

    other = assignment.quiz.places.filter(question__kind="single")[1].number
    page = teacher_client.get(f"/insight/talk/{assignment.slug}/{other}/")

    assert page.status_code == 200
    assert "To talk about" not in page.content.decode()


def test_a_question_that_is_not_there_is_not_found(misled, teacher_client):
    assignment = misled()
    without = next(
        place.number
        for place in assignment.quiz.places.select_related("question")
        if place.question.kind not in {"single", "multiple", "true_false"}
    )

    for number in (99, without):
        for name in ("talk", "talk_key"):
            assert teacher_client.get(f"/insight/{name}/{assignment.slug}/{number}/").status_code == 404


def test_a_question_that_was_taken_out_of_the_score_is_not_talked_about(misled, teacher_client):
    assignment = misled()
    question = assignment.quiz.places.get(number=1).question
    Answer.objects.filter(question=question).update(points=None)

    assert teacher_client.get(f"/insight/talk/{assignment.slug}/1/").status_code == 404
    assert not Correction.objects.exists()


def test_with_nothing_to_talk_about_it_says_so(assign_quiz, teacher_client):
    words = teacher_client.get(f"/insight/talk/{assign_quiz().slug}/?attempt=rubbish").content.decode()

    assert "There is nothing to talk about yet" in words


def test_while_the_quiz_is_open_it_warns_before_the_key_is_shown(misled, teacher_client):
    assignment = misled()
    url, warning = f"/insight/talk/{assignment.slug}/", "The quiz is still open"
    assert warning in teacher_client.get(url).content.decode()

    assignment.closes_at = timezone.now()
    assignment.save()

    assert warning not in teacher_client.get(url).content.decode()


def test_stands_in_both_languages(misled, teacher_client):
    assignment = misled()
    question = assignment.quiz.places.get(number=1).question

    for name in ("talk", "talk_key"):
        page = teacher_client.get(f"/insight/{name}/{assignment.slug}/1/", headers={"accept-language": "ja"})
        assert question.stem_ja in page.content.decode()
        assert "名前は出ません" in page.content.decode()


def test_others_do_not_find_it(misled, instructor_client, client_of, reader):
    assignment = misled()

    for url in (f"/insight/talk/{assignment.slug}/", f"/insight/talk_key/{assignment.slug}/1/"):
        assert instructor_client.get(url).status_code == 404
        assert client_of(reader).get(url).status_code == 302


@pytest.mark.parametrize("rows", [5, 300])
def test_costs_the_same_however_many_readers(
    assign_quiz, crowd, teacher_client, django_assert_num_queries, rows
):
    assignment = assign_quiz()
    crowd(assignment, rows)

    with django_assert_num_queries(9):
        teacher_client.get(f"/insight/talk/{assignment.slug}/1/")
