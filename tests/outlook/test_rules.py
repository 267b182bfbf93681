import pytest

from quiz.outlook.services import leading

VALUES = {
    "start": "later",
    "opens_at": "2026-11-01T09:00",
    "reveal": "never",
    "min_shown": "8",
    "moderation": "all",
    "words": "lunch",
}


def test_rules_are_changed_before_the_first_ballot(survey, teacher_client):
    page = teacher_client.post(f"/outlook/{survey.slug}/rules/", VALUES)

    assert page.url == f"/outlook/{survey.slug}/lead/"
    survey.refresh_from_db()
    assert (survey.reveal, survey.min_shown, survey.moderation, survey.asks_author) == (
        "never",
        8,
        "all",
        False,
    )


def test_afterwards_only_window_and_moderation(survey, me, cast, teacher_client):
    cast(survey, me)
    page = teacher_client.get(f"/outlook/{survey.slug}/rules/")
    assert "Somebody has voted" in page.content.decode()

    teacher_client.post(f"/outlook/{survey.slug}/rules/", VALUES)

    survey.refresh_from_db()
    assert (survey.reveal, survey.min_shown, survey.moderation) == ("second", 5, "all")


def test_a_ballot_that_comes_between_is_told(survey, teacher_client, monkeypatch):
    def promised(**_values):
        raise leading.Promised

    monkeypatch.setattr(leading, "change_rules", promised)

    page = teacher_client.post(f"/outlook/{survey.slug}/rules/", VALUES)

    assert page.status_code == 422
    assert "Somebody has just voted" in page.content.decode()


@pytest.mark.parametrize("value", ["3", "101", "x", ""])
def test_bad_input_is_named_and_changes_nothing(survey, teacher_client, value):
    page = teacher_client.post(f"/outlook/{survey.slug}/rules/", VALUES | {"min_shown": value})

    assert page.status_code == 422
    assert "lunch" in page.content.decode()
    survey.refresh_from_db()
    assert survey.min_shown == 5


def test_others_do_not_find_it(survey, instructor_client):
    assert instructor_client.post(f"/outlook/{survey.slug}/rules/", VALUES).status_code == 404
