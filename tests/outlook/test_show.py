from django.utils import timezone

from quiz.domain.rounds import Stage
from quiz.outlook.models import Wording
from quiz.outlook.services.leading import discuss
from quiz.outlook.services.prompting import By, add_prompt
from quiz.outlook.services.talking import toggle_mark


def test_one_prediction_with_the_best_reason_on_each_side_and_no_names(
    survey, people, cast, write, onward, teacher_client, teacher, p1
):
    voters = people(10)
    for place, voter in enumerate(voters):
        cast(survey, voter, 10 * place)
    onward(survey, Stage.DISCUSSION)
    write(survey, voters[0], "A weak reason.", "supports")
    best = write(survey, voters[1], "The best reason.", "supports")
    toggle_mark(post=best, membership=voters[2].membership, kind="good", now=timezone.now())
    by = By(survey, teacher, timezone.now())
    add_prompt(by=by, prediction=p1, said=Wording(en="My own question?"))
    discuss(survey=survey, prediction=p1)

    page = teacher_client.get(f"/outlook/{survey.slug}/show/")

    words = page.content.decode()
    assert "The best reason." in words
    assert "A weak reason." not in words
    assert p1.challenges_en in words
    assert "My own question?" in words
    assert "10 first ballots are counted." in words
    assert "show it only then" in words
    assert voters[1].membership.shown_name not in page.content.decode().replace("Reader", "").split()
    assert page.context["best"]["supports"] == best


def test_before_the_round_closes_no_figures(survey_of, classroom, people, cast, teacher_client, p1):
    survey = survey_of(classroom, reveal="first")
    for voter in people(6):
        cast(survey, voter)
    discuss(survey=survey, prediction=p1)

    assert (
        "Show what the class thinks"
        not in teacher_client.get(f"/outlook/{survey.slug}/show/").content.decode()
    )


def test_without_a_choice_it_says_how(survey, teacher_client):
    assert "No prediction is chosen." in teacher_client.get(f"/outlook/{survey.slug}/show/").content.decode()


def test_others_do_not_find_it(survey, instructor_client):
    assert instructor_client.get(f"/outlook/{survey.slug}/show/").status_code == 404
