import pytest
from django.utils import timezone

from quiz.bank.models.keys import AnswerKey
from quiz.taking.models import Correction
from quiz.taking.models.keys import CorrectedKey
from tests.shown import shown


def solved_at(client, assignment):
    return client.get(f"/taking/worksheet_key/{assignment.slug}/").context["solved"]


def test_has_the_letters_of_the_worksheet(assign_quiz, teacher_client):
    assignment = assign_quiz()
    sheet = teacher_client.get(f"/taking/worksheet/{assignment.slug}/").context["items"]

    solved = solved_at(teacher_client, assignment)

    keys = AnswerKey.objects.in_bulk([each.item.question.pk for each in solved])
    assert [each.item for each in solved] == sheet
    for each in solved:
        solution, left = keys[each.item.question.pk].solution, each.item.left
        codes = {printed.sign: printed.code for printed in (*left, *each.item.right)}
        if "right" in solution:
            assert {codes[sign] for sign in each.right} == set(solution["right"])
            assert [box for box, sign in each.filled if sign] == list(each.right)
        if "order" in solution:
            assert [codes[sign] for sign in each.right] == solution["order"]
        if "pairs" in solution:
            pairs = zip(left, each.right, strict=True)
            assert {printed.code: codes[sign] for printed, sign in pairs} == solution["pairs"]
    assert {each.item.style for each in solved} == {"one", "some", "number", "order", "pairs"}


def test_tells_why_and_where_it_stands(assign_quiz, teacher_client):
    assignment = assign_quiz()

    words = shown(teacher_client.get(f"/taking/worksheet_key/{assignment.slug}/"))

    assert (
        AnswerKey.objects.get(question=assignment.quiz.places.get(number=1).question).explanation_en in words
    )
    assert "Digest: S1" in words
    assert "13 % ± 0.5" in words
    assert "style=" not in words


def test_a_sentence_has_the_label_that_the_editors_gave_it(assign_quiz, teacher_client):
    solved = solved_at(teacher_client, assign_quiz("sentences"))

    labels = {"A": "fact", "B": "claim", "C": "opinion", "D": "prediction"}
    for each in solved:
        told = [labels[sign] for sign in each.right]
        assert told == [printed.option.claim.label for printed in each.item.left]


def test_a_key_that_was_put_right_is_the_one_that_holds(assign_quiz, teacher, teacher_client):
    assignment = assign_quiz()
    question = assignment.quiz.places.get(number=1).question
    key = AnswerKey.objects.get(question=question)
    correction = Correction.objects.create(
        question=question,
        assignment=assignment,
        is_void=False,
        reason="Because.",
        made_at=timezone.now(),
        made_by=teacher,
    )
    CorrectedKey.objects.create(
        correction=correction, solution={"right": ["a"], "wrong": [*key.solution["right"]]}
    )

    first = solved_at(teacher_client, assignment)[0]

    assert [printed.code for printed in first.item.left if printed.sign in first.right] == ["a"]
    assert first.explanation == "Because."

    Correction.objects.update(is_void=True)
    words = shown(teacher_client.get(f"/taking/worksheet_key/{assignment.slug}/"))
    assert words.count("The question does not count.") == 2


@pytest.mark.parametrize("slug", ["after", "chips"])
def test_costs_the_same_however_many_questions(assign_quiz, teacher_client, django_assert_num_queries, slug):
    url = f"/taking/worksheet_key/{assign_quiz(slug).slug}/"

    with django_assert_num_queries(10):
        teacher_client.get(url)
