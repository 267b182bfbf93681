from quiz.outlook.models import Survey


def test_the_prediction_is_chosen_and_taken_back(survey, teacher_client, p1):
    teacher_client.post(f"/outlook/{survey.slug}/split/", {"prediction": p1.pk})
    assert Survey.objects.get().split_by == p1

    teacher_client.post(f"/outlook/{survey.slug}/split/", {"prediction": ""})

    assert Survey.objects.get().split_by is None


def test_what_is_no_prediction_of_it_changes_nothing(survey, teacher_client):
    page = teacher_client.post(f"/outlook/{survey.slug}/split/", {"prediction": "99999"}, follow=True)

    assert "not one of this outlook" in page.content.decode()
    assert Survey.objects.get().split_by is None


def test_others_cannot(survey, instructor_client, p1):
    assert instructor_client.post(f"/outlook/{survey.slug}/split/", {"prediction": p1.pk}).status_code == 404
