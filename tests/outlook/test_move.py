import pytest
from django.utils import timezone

from quiz.domain.rounds import Stage
from quiz.outlook.models import Survey


def test_on_and_back(press, survey, teacher_client):
    url = f"/outlook/{survey.slug}/move/"
    assert (
        press(teacher_client, url, {"seen": "first", "wanted": "on"}).url == f"/outlook/{survey.slug}/lead/"
    )
    assert Survey.objects.get().discussion_at is not None

    press(teacher_client, url, {"seen": "discussion", "wanted": "back"})

    assert Survey.objects.get().discussion_at is None


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (Stage.FIRST, "They stay published."),
        (Stage.DISCUSSION, "the class cannot go back to the discussion"),
        (Stage.SECOND, "This cannot be taken back."),
    ],
)
def test_before_the_class_goes_on_it_is_said_what_cannot_be_taken_back(
    survey, teacher_client, onward, stage, words
):
    onward(survey, stage)

    page = teacher_client.post(f"/outlook/{survey.slug}/move/", {"seen": stage.value, "wanted": "on"})

    assert words in page.content.decode()
    assert Survey.objects.get().stage(timezone.now()) is stage


def test_a_page_that_is_out_of_date_moves_nothing(press, survey, teacher_client, onward):
    onward(survey, Stage.DISCUSSION)

    press(teacher_client, f"/outlook/{survey.slug}/move/", {"seen": "first", "wanted": "on"})

    assert Survey.objects.get().second_at is None


def test_it_does_not_go_back_over_second_ballots_and_says_so(press, survey, me, cast, onward, teacher_client):
    onward(survey, Stage.SECOND)
    cast(survey, me)

    page = press(
        teacher_client, f"/outlook/{survey.slug}/move/", {"seen": "second", "wanted": "back"}, follow=True
    )

    assert "It cannot go back" in page.content.decode()
    assert Survey.objects.get().second_at is not None


def test_others_cannot(survey, instructor_client):
    assert instructor_client.post(f"/outlook/{survey.slug}/move/", {"seen": "first"}).status_code == 404
    assert Survey.objects.get().discussion_at is None
