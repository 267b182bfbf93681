from quiz.outlook.models import Survey


def test_a_prediction_goes_to_the_projector(survey, teacher_client, p1):
    page = teacher_client.post(f"/outlook/{survey.slug}/P1/discuss/")

    assert page.url == f"/outlook/{survey.slug}/show/"
    assert Survey.objects.get().discussed == p1


def test_others_cannot(survey, instructor_client):
    assert instructor_client.post(f"/outlook/{survey.slug}/P1/discuss/").status_code == 404
    assert Survey.objects.get().discussed is None
