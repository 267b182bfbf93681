from quiz.outlook.models import Prompt


def test_an_own_question_stands_beside_the_packs_and_is_taken_back(
    press, survey, me, cast, teacher_client, client_of
):
    teacher_client.post(f"/outlook/{survey.slug}/P1/prompt/", {"text": "What would change your mind?"})
    cast(survey, me)
    words = client_of(me.reader).get(f"/outlook/{survey.slug}/P1/discussion/").content.decode()
    assert "What would change your mind?" in words

    made = Prompt.objects.get()
    assert (
        "What would change your mind?"
        in teacher_client.get(f"/outlook/{survey.slug}/P1/prompt/").content.decode()
    )
    press(teacher_client, f"/outlook/{survey.slug}/P1/prompt/", {"remove": made.pk})

    assert not Prompt.objects.exists()


def test_an_empty_question_is_named(survey, teacher_client):
    page = teacher_client.post(f"/outlook/{survey.slug}/P1/prompt/", {"text": " "})

    assert page.status_code == 422
    assert "Write the question first." in page.content.decode()


def test_others_cannot(survey, instructor_client):
    assert instructor_client.post(f"/outlook/{survey.slug}/P1/prompt/", {"text": "?"}).status_code == 404
    assert not Prompt.objects.exists()
