import pytest
from django.utils import timezone

from quiz.outlook.models import Prompt, Wording
from quiz.outlook.services.prompting import By, add_prompt, remove_prompt


@pytest.fixture
def url(survey):
    return f"/outlook/{survey.slug}/P1/reword/"


@pytest.fixture
def shown(survey, teacher_client):
    """The questions as the page of prompts has them."""
    return lambda: teacher_client.get(f"/outlook/{survey.slug}/P1/prompt/")


def test_other_words_stand_for_the_packs_and_the_original_can_be_restored(
    press, survey, me, cast, teacher_client, client_of, url, shown, p1
):
    assert p1.prompt_ja in teacher_client.get(url).content.decode()
    teacher_client.post(url, {"text_en": "Other words?"})

    cast(survey, me)
    read = client_of(me.reader).get(f"/outlook/{survey.slug}/P1/discussion/").content.decode()
    assert "Other words?" in read
    assert p1.prompt_en not in read
    words = shown().content.decode()
    assert [words.count(each) for each in ("reworded for this class", p1.prompt_en)] == [1, 1]

    press(teacher_client, url, {"restore": "1"})
    asked = shown().context["prompts"]
    assert [(each.text, each.is_reworded) for each in asked] == [(p1.prompt_en, False)]


def test_the_packs_own_words_again_are_no_other_words(survey, teacher_client, url, shown, p1):
    teacher_client.post(url, {"text_en": "Other words?"})
    teacher_client.post(url, {"text_en": p1.prompt_en, "text_ja": p1.prompt_ja})

    assert [each.is_reworded for each in shown().context["prompts"]] == [False]
    assert Prompt.objects.get().text == ""


def test_the_words_of_another_class_stay(survey, survey_of, classroom, teacher, teacher_client, url, p1):
    other = survey_of(classroom)
    teacher_client.post(url, {"text_en": "Other words?"})

    page = teacher_client.get(f"/outlook/{other.slug}/P1/prompt/")
    assert [each.text for each in page.context["prompts"]] == [p1.prompt_en]


def test_an_own_question_is_reworded_and_what_was_typed_is_kept(survey, teacher, teacher_client, url, p1):
    by = By(survey, teacher, timezone.now())
    made = add_prompt(by=by, prediction=p1, said=Wording(en="Why?"))
    assert "Why?" in teacher_client.get(f"{url}{made.pk}/").content.decode()

    page = teacher_client.post(f"{url}{made.pk}/", {"text_en": "Long? " * 100, "text_ja": "なぜですか。"})
    assert page.status_code == 422
    assert "なぜですか。" in page.content.decode()
    teacher_client.post(f"{url}{made.pk}/", {"text_en": "Why so?"})

    made.refresh_from_db()
    assert (made.text_en, made.text_ja, made.is_packs) == ("Why so?", "", False)
    assert made.at > by.now
    assert str(made) == "Why so?"


def test_one_that_is_gone_or_of_another_prediction_is_not_found(survey, teacher, teacher_client, url, p1):
    made = add_prompt(by=By(survey, teacher, timezone.now()), prediction=p1, said=Wording(en="Why?"))

    assert teacher_client.get(f"/outlook/{survey.slug}/P2/reword/{made.pk}/").status_code == 404
    remove_prompt(survey=survey, pk=made.pk)
    assert teacher_client.post(f"{url}{made.pk}/", {"text_en": "Why?"}).status_code == 404


def test_others_cannot(survey, instructor_client, url):
    assert instructor_client.post(url, {"text_en": "?"}).status_code == 404
    assert not Prompt.objects.exists()


@pytest.mark.parametrize("rows", [0, 20])
def test_costs_the_same_however_many(
    survey, teacher, teacher_client, url, p1, django_assert_num_queries, rows
):
    for number in range(rows):
        add_prompt(by=By(survey, teacher, timezone.now()), prediction=p1, said=Wording(en=f"Why {number}?"))

    with django_assert_num_queries(11):
        teacher_client.get(url)
