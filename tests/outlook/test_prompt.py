import pytest
from django.utils import timezone

from quiz.classroom.models import Classroom
from quiz.outlook.models import Prompt, Wording
from quiz.outlook.services.prompting import By, add_prompt


@pytest.fixture
def url(survey):
    return f"/outlook/{survey.slug}/P1/prompt/"


def test_an_own_question_stands_after_the_packs_and_is_deleted(
    press, survey, me, cast, teacher_client, client_of, url, p1
):
    teacher_client.post(url, {"text_en": "What else\nwould count?"})
    cast(survey, me)
    page = client_of(me.reader).get(f"/outlook/{survey.slug}/P1/discussion/").content.decode()
    assert page.index(p1.prompt_en) < page.index("What else<br>would count?")

    made = Prompt.objects.get()
    assert [asked.key for asked in teacher_client.get(url).context["prompts"]] == [0, made.pk]
    press(teacher_client, url, {"remove": made.pk})

    assert not Prompt.objects.exists()


def test_a_question_in_one_language_is_read_in_the_other_as_well(survey, teacher_client, url):
    teacher_client.post(url, {"text_ja": "論点ですか。"})

    assert "論点ですか。" in teacher_client.get(url).content.decode()
    assert "Only in English?" not in teacher_client.get(url).content.decode()
    teacher_client.post(url, {"text_en": "Only in English?"})
    assert "Only in English?" in teacher_client.get(url, headers={"accept-language": "ja"}).content.decode()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_language_of_the_class_comes_first(survey, teacher_client, url, language):
    Classroom.objects.update(language=language)

    form = teacher_client.get(url).context["form"]

    assert next(iter(form.fields)) == f"text_{language}"


def test_an_empty_question_is_named_and_one_that_is_too_long_kept_on_the_page(survey, teacher_client, url):
    empty = teacher_client.post(url, {"text_en": " "})
    long = teacher_client.post(url, {"text_en": "What? " * 100, "text_ja": "短い論点。"})

    assert (empty.status_code, long.status_code) == (422, 422)
    assert "Write the question first." in empty.content.decode()
    assert "短い論点。" in long.content.decode()
    assert "What? What?" in long.content.decode()
    assert not Prompt.objects.exists()


def test_the_packs_place_is_not_deleted(press, survey, teacher_client, url, p1):
    teacher_client.post(f"/outlook/{survey.slug}/P1/reword/", {"text_en": "Other words?"})

    press(teacher_client, url, {"remove": Prompt.objects.get().pk})

    assert Prompt.objects.exists()


def test_others_cannot(survey, instructor_client, url):
    assert instructor_client.post(url, {"text_en": "?"}).status_code == 404
    assert not Prompt.objects.exists()


@pytest.mark.parametrize("rows", [1, 20])
def test_costs_the_same_however_many(
    survey, teacher, teacher_client, url, p1, django_assert_num_queries, rows
):
    for number in range(rows):
        add_prompt(by=By(survey, teacher, timezone.now()), prediction=p1, said=Wording(en=f"Why {number}?"))

    with django_assert_num_queries(11):
        page = teacher_client.get(url)
    assert len(page.context["prompts"]) == rows + 1
