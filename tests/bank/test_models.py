import pytest
from django.db import IntegrityError, connection, transaction

from quiz.bank.models import Claim, Passage, Question, Rest


def refused():
    return pytest.raises(IntegrityError)


def test_the_database_refuses_a_text_in_a_withheld_passage(pack):
    withheld = Passage.objects.filter(is_withheld=True)

    for name in ("text_ja", "text_en"):
        with refused(), transaction.atomic():
            withheld.update(**{name: "x"})
    with refused(), transaction.atomic():
        withheld.update(reason_ja="")


@pytest.mark.parametrize("code", ["C07", "P1"])
@pytest.mark.parametrize("way", ["save", "bulk", "sql", "update"])
def test_the_database_refuses_a_graded_question_on_an_opinion_or_prediction(pack, code, way):
    question = Question.objects.filter(kind="single")[0]
    claim = Claim.objects.get(code=code)
    rest = Rest(question=question, claim=claim)
    ways = {
        "save": rest.save,
        "bulk": lambda: Rest.objects.bulk_create([rest]),
        "update": lambda: question.rests.update(claim=claim),
        "sql": lambda: connection.cursor().execute(
            "INSERT INTO bank_rest (question_id, claim_id) VALUES (%s, %s)", [question.pk, claim.pk]
        ),
    }

    with refused(), transaction.atomic():
        ways[way]()


def test_a_claim_that_graded_questions_rest_on_cannot_become_an_opinion(pack):
    with refused(), transaction.atomic():
        Claim.objects.filter(code="C12").update(label="opinion")


def test_a_labelling_exercise_cannot_become_graded_on_a_prediction(pack):
    exercise = Question.objects.filter(kind="labelling")[0]
    Rest.objects.create(question=exercise, claim=Claim.objects.get(code="P1"))

    with refused(), transaction.atomic():
        Question.objects.filter(pk=exercise.pk).update(kind="single", scope="article")


def test_a_graded_question_states_its_scope(pack):
    with refused(), transaction.atomic():
        Question.objects.filter(kind="single").update(scope="")
