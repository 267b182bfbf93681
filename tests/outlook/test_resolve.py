from quiz.outlook.models import Resolution

SAID = {"outcome": "no", "told_by": "Gazette, 1 December 2025", "url": "https://example.org/a"}


def test_an_outcome_with_its_source_is_kept_changed_and_taken_back(press, survey, teacher_client, p1):
    url = f"/outlook/{survey.slug}/P1/resolve/"
    assert "2025-07-14" in teacher_client.get(url).content.decode()

    press(teacher_client, url, SAID)
    kept = Resolution.objects.get()
    assert (kept.prediction, kept.outcome, kept.told_by) == (p1, "no", SAID["told_by"])
    press(teacher_client, url, SAID | {"outcome": "unclear"})
    assert Resolution.objects.get().outcome == "unclear"

    press(teacher_client, url, {"outcome": ""})
    assert not Resolution.objects.exists()


def test_without_a_source_nothing_is_said(survey, teacher_client):
    page = teacher_client.post(f"/outlook/{survey.slug}/P1/resolve/", SAID | {"told_by": ""})

    assert page.status_code == 422
    assert "Name the source" in page.content.decode()
    assert SAID["url"] in page.content.decode()
    assert not Resolution.objects.exists()


def test_an_address_that_is_none_is_named(survey, teacher_client):
    page = teacher_client.post(f"/outlook/{survey.slug}/P1/resolve/", SAID | {"url": "javascript:alert(1)"})

    assert page.status_code == 422
    assert not Resolution.objects.exists()


def test_others_cannot(survey, instructor_client):
    assert instructor_client.post(f"/outlook/{survey.slug}/P1/resolve/", SAID).status_code == 404
