import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from quiz.bank.models import Claim, Option, Passage, Question, Quiz, Rest
from quiz.bank.services.freezing import freeze_quiz
from tests.conftest import PACK


def refused():
    return pytest.raises(IntegrityError)


def test_the_database_refuses_a_text_in_a_withheld_passage(pack):
    withheld = Passage.objects.filter(is_withheld=True)

    for name in ("text_ja", "text_en"):
        with refused(), transaction.atomic():
            withheld.update(**{name: "x"})
    with refused(), transaction.atomic():
        withheld.update(reason_ja="", reason_en="")


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


def test_check_content_finds_what_a_database_without_the_rule_let_in(pack):
    on = " ON bank_rest" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER graded_rest_insert{on}")
    Rest.objects.create(
        question=Question.objects.filter(kind="single")[0], claim=Claim.objects.get(code="P1")
    )

    with pytest.raises(CommandError, match="rests on P1, labelled prediction"):
        call_command("check_content", str(PACK))


@pytest.mark.parametrize(
    "edit",
    [
        lambda quiz: quiz.questions.update(stem_en="x"),
        lambda quiz: quiz.questions.filter(kind="single").update(kind="multiple"),
        lambda quiz: Option.objects.filter(question__in=quiz.questions.all()).update(text_en="x"),
        lambda quiz: Option.objects.create(question=quiz.questions.all()[0], code="z", position=9),
        lambda quiz: Rest.objects.create(
            question=quiz.questions.all()[0], claim=Claim.objects.get(code="C36")
        ),
        lambda quiz: quiz.places.update(number=F("number") + 100),
        lambda quiz: Quiz.objects.filter(pk=quiz.pk).update(title_en="x"),
    ],
)
def test_the_database_refuses_an_edit_of_what_was_used(pack, now, edit):
    quiz = Quiz.objects.get(slug="chips")
    freeze_quiz(quiz=quiz, now=now)

    with refused(), transaction.atomic():
        edit(quiz)
