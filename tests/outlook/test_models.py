"""What the database refuses, whoever writes."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import RestrictedError
from django.utils import timezone

from quiz.outlook.models import Note, Post, Prompt, Survey
from quiz.outlook.models.ballots import Ballot


@pytest.mark.parametrize(
    "values",
    [
        {"likelihood": 55}, {"likelihood": 110}, {"agreement": 3}, {"author_means": 5}, {"round": 3},
        {"moved_by": "post"}, {"saw_distribution": True},
    ],
)  # fmt: skip
def test_a_ballot_that_cannot_be(survey, me, cast, values):
    cast(survey, me)

    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.update(**values)


def test_one_ballot_a_reader_prediction_and_round(survey, me, cast, p1):
    ballot = cast(survey, me)
    ballot.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        ballot.save()


def test_fewer_than_five_are_never_shown(survey):
    with pytest.raises(IntegrityError), transaction.atomic():
        Survey.objects.update(min_shown=4)


def test_stages_come_in_their_order(survey):
    with pytest.raises(IntegrityError), transaction.atomic():
        Survey.objects.update(second_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Survey.objects.update(later_at=timezone.now())


def test_a_hidden_post_says_why(survey, me, write):
    write(survey, me)

    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.update(state="hidden")


def test_a_survey_with_ballots_goes_only_with_its_class(survey, me, cast, classroom):
    cast(survey, me, reason="Because.")
    with pytest.raises(RestrictedError):
        survey.assignment.delete()

    classroom.delete()

    assert not Survey.objects.exists()
    assert not Ballot.objects.exists()
    assert not Post.objects.exists()


def test_a_question_has_words_or_stands_for_the_packs_once(survey, p1):
    values = {"survey": survey, "prediction": p1, "at": timezone.now()}
    Prompt.objects.create(is_packs=True, **values)

    for wrong in ({"is_packs": True}, {"is_packs": False}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Prompt.objects.create(**wrong, **values)


def test_one_note_a_prediction(survey, p1):
    values = {"survey": survey, "prediction": p1, "text": "Said.", "at": timezone.now()}
    Note.objects.create(**values)

    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.create(**values)
