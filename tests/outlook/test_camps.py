import numpy as np
import pytest
from django.utils import timezone

from quiz.bank.queries import predictions_in
from quiz.domain.rounds import Stage
from quiz.outlook.models import Survey
from quiz.outlook.models.ballots import Ballot

pytestmark = pytest.mark.one_database


@pytest.fixture
def vote_all(pack, people):
    """Readers who vote on all predictions; `how` gives the agreement by place of reader and prediction.

    Straight into the table: a few hundred ballots are cast.
    """

    def vote_all(survey, count, how):
        voters, now = people(count), timezone.now()
        Ballot.objects.bulk_create(
            Ballot(
                survey=survey, membership=voter.membership, reader=voter.reader, prediction=prediction,
                round=1, likelihood=10 * ((row + column) % 11), agreement=how(row, column), cast_at=now,
            )
            for column, prediction in enumerate(predictions_in(pack))
            for row, voter in enumerate(voters)
        )  # fmt: skip
        Survey.objects.filter(pk=survey.pk).update(began_at=now)
        return voters

    return vote_all


def test_two_camps_are_told_with_what_they_share_first(survey, vote_all, onward, teacher_client):
    vote_all(survey, 22, lambda row, column: 2 if column == 0 or (row < 12) == (column % 2 == 0) else -2)
    onward(survey, Stage.DISCUSSION)

    page = teacher_client.get(f"/outlook/{survey.slug}/camps/")

    camps, words = page.context["camps"], page.content.decode()
    assert sorted(camp.size for camp in camps.camps) == [10, 12]
    assert [each.claim.code for each in camps.common] == ["P1"]
    assert words.index("What all camps share") < words.index("What they differ most on")
    assert "How the" in words
    assert "People who are spread along one line" in words
    assert "shuffled" not in words


def test_camps_that_were_told_before_keep_what_they_were_held_against(
    survey, vote_all, onward, teacher_client
):
    vote_all(survey, 22, lambda row, column: 2 if (row < 12) == (column % 2 == 0) else -2)
    onward(survey, Stage.DISCUSSION)
    finding = survey.findings.get()
    del finding.content["camps"]["against"]
    finding.save()

    words = teacher_client.get(f"/outlook/{survey.slug}/camps/").content.decode()

    assert "rooms whose answers were shuffled" in " ".join(words.split())


def test_a_gradient_is_not_camps(survey, vote_all, onward, teacher_client):
    # Everybody has a place on one line, and each answer is near it.
    luck = np.random.default_rng(3)
    vote_all(survey, 24, lambda row, _column: int(np.clip(round((row - 11.5) / 6 + luck.normal()), -2, 2)))
    onward(survey, Stage.DISCUSSION)

    words = " ".join(teacher_client.get(f"/outlook/{survey.slug}/camps/").content.decode().split())

    assert "No stable camps." in words
    assert "a gradient is not camps" in words


def test_no_stable_camps_is_a_finding(survey, vote_all, onward, teacher_client):
    luck = np.random.default_rng(5)
    vote_all(survey, 24, lambda _row, _column: int(luck.integers(-2, 3)))
    onward(survey, Stage.DISCUSSION)

    words = teacher_client.get(f"/outlook/{survey.slug}/camps/").content.decode()

    assert "No stable camps." in words
    assert "That is a finding too" in words


def test_below_twenty_complete_ballots_none_are_looked_for(survey, vote_all, onward, teacher_client):
    vote_all(survey, 19, lambda row, column: 2 if (row < 10) == (column % 2 == 0) else -2)
    onward(survey, Stage.DISCUSSION)

    page = teacher_client.get(f"/outlook/{survey.slug}/camps/")

    assert "Camps are looked for from 20 complete ballots on; 19 are counted." in page.content.decode()
    assert page.context["split"]["agree"] + page.context["split"]["others"] == 19


def test_before_a_round_closed_nothing_is_looked_for(survey, vote_all, teacher_client):
    vote_all(survey, 6, lambda _row, _column: 1)

    words = teacher_client.get(f"/outlook/{survey.slug}/camps/").content.decode()

    assert "Nothing is looked for before a round has closed." in words


def test_a_side_of_fewer_than_five_is_not_told(survey, vote_all, onward, teacher_client):
    vote_all(survey, 12, lambda row, _column: 2 if row < 4 else -2)
    onward(survey, Stage.DISCUSSION)

    page = teacher_client.get(f"/outlook/{survey.slug}/camps/")

    assert page.context["split"] is None
    assert "No prediction has enough readers on both sides" in page.content.decode()


def test_readers_see_it_when_all_has_closed(survey, vote_all, onward, client_of, people):
    voters = vote_all(survey, 12, lambda row, _column: 2 if row < 6 else -2)
    onward(survey, Stage.SECOND)
    browser, url = client_of(voters[0].reader), f"/outlook/{survey.slug}/camps/"
    assert "when the second round has closed" in browser.get(url).content.decode()

    onward(survey, Stage.LATER)

    assert "Split by one prediction" in browser.get(url).content.decode()
    assert "when the second round has closed" in client_of(people(1)[0].reader).get(url).content.decode()


def test_others_do_not_find_it(survey, client_of, stranger):
    assert client_of(stranger).get(f"/outlook/{survey.slug}/camps/").status_code == 404
    assert client_of(None).get(f"/outlook/{survey.slug}/camps/").status_code == 302
